/** What takes Sentry's envelopes. Source: Sentry developer documentation, "Envelopes" and "Authentication". */
import { gunzipSync } from 'node:zlib';
import type { Request, Vendor } from './vendor.ts';

export interface Sentry extends Vendor {
  /** The events that arrived: whatever else an envelope carries is not kept. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

export const openSentry = (): Sentry => {
  const events: Readonly<Record<string, unknown>>[] = [];
  return {
    hosts: /^[^.]+\.ingest(?:\.de)?\.sentry\.io$/,
    events,
    answer: (request) => {
      if (request.method !== 'POST' || !/^\/api\/\d+\/envelope\/$/.test(request.path))
        return { status: 404, body: { detail: 'not found' } };
      if (!hasKey(request)) return { status: 403, body: { detail: 'missing authorization information' } };
      const lines = content(request).split('\n');
      const header = JSON.parse(lines[0] ?? '{}') as { readonly event_id?: string };
      for (let at = 1; at + 1 < lines.length; at += 2) {
        const item = JSON.parse(lines[at] || '{}') as { readonly type?: string };
        if (item.type === 'event') events.push(JSON.parse(lines[at + 1] ?? '{}'));
      }
      return { status: 200, body: { id: header.event_id ?? '' } };
    },
  };
};

const hasKey = ({ headers, query }: Request): boolean =>
  /\bsentry_key=\w+/.test(String(headers['x-sentry-auth'] ?? '')) || (query.get('sentry_key') ?? '') !== '';

const content = ({ headers, body }: Request): string => (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString();
