/** What the application asks of an antivirus. It answers or it throws: "not known" is never "clean". */
import type { Env } from '../config/env.ts';
import { RefusedStart } from '../refused-start.ts';
import { openClamd } from './clamd.ts';

export type Verdict = { readonly clean: true } | { readonly clean: false; readonly signature: string };

export interface Antivirus {
  /** Throws `AntivirusUnavailable` whenever it cannot vouch for every byte. */
  readonly scan: (content: AsyncIterable<Uint8Array>) => Promise<Verdict>;
  /** Resolves when it answers; throws `AntivirusUnavailable`. */
  readonly ping: () => Promise<void>;
}

/** Undefined where the environment says that uploads are not scanned. Throws when they are and no antivirus is named: an upload would have to be refused. */
export const openAntivirus = (env: Pick<Env, 'UPLOAD_ANTIVIRUS' | 'CLAMAV_HOST' | 'CLAMAV_PORT'>): Antivirus | undefined => {
  if (env.UPLOAD_ANTIVIRUS !== true) return undefined;
  if (env.CLAMAV_HOST === undefined || env.CLAMAV_PORT === undefined)
    throw new RefusedStart('UPLOAD_ANTIVIRUS is on without CLAMAV_HOST and CLAMAV_PORT');
  return openClamd({ host: env.CLAMAV_HOST, port: env.CLAMAV_PORT });
};
