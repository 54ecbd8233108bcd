/**
 * From what went wrong on the way to GitHub to one coded error. Inputs: the endpoint as documented (`GET /repos/...`, no host, no
 * query) and what was answered. Nothing of the request's headers or body gets in here, so no token and no value can get out.
 * Source: GitHub REST API documentation, "Troubleshooting the REST API" and "Rate limits for the REST API".
 */
import type { Text } from '../../contract/text.ts';
import { LockflightError } from '../../errors.ts';
import { FORGE_ERROR_CODES, type ForgeErrorCode } from '../error-codes.ts';
import { excerpt } from './words.ts';

export interface Refusal {
  readonly endpoint: string;
  readonly status: number;
  /** GitHub's own words, already without control characters. */
  readonly said: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

const RETRYABLE: readonly ForgeErrorCode[] = ['forge-unavailable', 'forge-rate-limited', 'forge-conflict'];

export const forgeError = (code: ForgeErrorCode, message: Text, more: { hint?: Text; cause?: unknown } = {}): LockflightError =>
  new LockflightError({
    code,
    // No token is a call that cannot be carried out; everything else is the outside.
    exit: code === 'no-token' ? 2 : 3,
    message,
    hint: more.hint ?? FORGE_ERROR_CODES[code].fix,
    retryable: RETRYABLE.includes(code),
    ...(more.cause === undefined ? {} : { cause: more.cause }),
  });

/** "Upgrade to GitHub Pro or make this repository public to enable this feature." */
const PLAN = /upgrade to github|make this repository public/i;

const codeOf = (status: number): ForgeErrorCode => {
  if (status === 401) return 'forge-unauthorized';
  if (status === 403 || status === 451) return 'forge-forbidden';
  if (status === 404 || status === 410) return 'forge-not-found';
  if (status === 409) return 'forge-conflict';
  if (status === 408 || status >= 500) return 'forge-unavailable';
  return status >= 400 ? 'forge-rejected' : 'forge-nonsense';
};

/** An answer with an error status. Rate limits are told apart before this is called. */
export function refused({ endpoint, status, said, headers }: Refusal): LockflightError {
  const code = status === 403 && PLAN.test(said) ? 'forge-plan-limited' : codeOf(status);
  const words = said === '' ? '' : `: ${said}`;
  const message = {
    en: `GitHub answered ${status} to ${endpoint}${words}`,
    fr: `GitHub a répondu ${status} à ${endpoint}${words}`,
  };
  // "The X-Accepted-GitHub-Permissions header tells which permissions the endpoint requires."
  const needed = excerpt(headers['x-accepted-github-permissions'] ?? '', 120);
  if (code === 'forge-forbidden' && needed !== '') {
    return forgeError(code, message, {
      hint: {
        en: `Give the token (GITHUB_TOKEN) this repository permission: ${needed}`,
        fr: `Donner au jeton (GITHUB_TOKEN) cette permission sur le dépôt : ${needed}`,
      },
    });
  }
  return forgeError(code, message);
}

/** No answer at all: no connection, a connection that broke, a time-out. `why` is a system code or a short reason. */
export const unreachable = (endpoint: string, why: string): LockflightError =>
  forgeError('forge-unavailable', {
    en: `no answer from the forge to ${endpoint} (${why})`,
    fr: `pas de réponse de la forge à ${endpoint} (${why})`,
  });

/** `until`: when the forge will listen again. */
export const rateLimited = (endpoint: string, until: Date): LockflightError =>
  forgeError(
    'forge-rate-limited',
    {
      en: `GitHub limits the rate of requests and refuses ${endpoint} until ${until.toISOString()}`,
      fr: `GitHub limite le débit des requêtes et refuse ${endpoint} jusqu'à ${until.toISOString()}`,
    },
    {
      hint: {
        en: `Run the same command again after ${until.toISOString()}`,
        fr: `Relancer la même commande après ${until.toISOString()}`,
      },
    },
  );

/** `field` is a path in the answer (`[3].head.sha`), `expected` what GitHub documents there. The value itself is never shown. */
export const nonsense = (endpoint: string, field: string, expected: string): LockflightError => {
  const place = field === '' ? endpoint : `${endpoint}, ${field}`;
  return forgeError('forge-nonsense', {
    en: `the answer to ${place} is not ${expected}, as GitHub documents it`,
    fr: `la réponse à ${place} n'est pas ${expected}, comme GitHub la documente`,
  });
};
