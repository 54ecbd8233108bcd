/**
 * Errors as Loki holds them. `query` selects error lines, `alive` everything that the source writes; Loki counts both over the time that the gate looks at
 * (`count_over_time`), so that no page can be missing. No line at all in that time is no answer.
 */
import type { LogSource } from '../../../contract/model.ts';
import type { LogFact } from '../../../policy/facts.ts';
import type { Host } from './host.ts';
import { countOf, samplesOf } from './sample-sum.ts';

type Loki = Extract<LogSource, { kind: 'loki' }>;

/** `since`: seconds since 1970. */
export const readLoki = async (host: Host, source: Loki, since: number): Promise<LogFact> => {
  const until = host.now();
  const seconds = Math.max(1, Math.ceil(until.getTime() / 1000 - since));
  const count = async (query: string): Promise<number> =>
    countOf(
      await samplesOf(host, {
        name: source.name,
        url: source.url,
        path: '/loki/api/v1/query',
        // Nanoseconds, as the API takes them.
        query: { query: `sum(count_over_time(${query} [${seconds}s]))`, time: `${until.getTime()}000000` },
        ...(source.tenant === undefined ? {} : { headers: { 'x-scope-orgid': source.tenant } }),
        ...(source.token === undefined ? {} : { token: source.token }),
      }),
    );
  if ((await count(source.alive)) === 0) return { errors: [] };
  return {
    errors: [],
    counted: await count(source.query),
    covers: { from: new Date(since * 1000).toISOString(), to: until.toISOString() },
  };
};
