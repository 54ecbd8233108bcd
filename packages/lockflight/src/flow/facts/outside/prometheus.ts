/**
 * Errors as Prometheus counts them. `$window` in both queries is the time that the gate looks at, in seconds: `sum(increase(http_errors_total[$window]))`. `alive` tells
 * whether the numbers can be believed (`min_over_time(up{job="api"}[$window])`): without data nobody measured, with a zero somebody did not.
 */
import type { LogSource } from '../../../contract/model.ts';
import type { LogFact } from '../../../policy/facts.ts';
import { failing } from './ask-json.ts';
import type { Host } from './host.ts';
import { countOf, samplesOf } from './sample-sum.ts';

type Prometheus = Extract<LogSource, { kind: 'prometheus' }>;

/** `since`: seconds since 1970. */
export const readPrometheus = async (host: Host, source: Prometheus, since: number): Promise<LogFact> => {
  const until = host.now();
  const window = `${Math.max(1, Math.ceil(until.getTime() / 1000 - since))}s`;
  const ask = (query: string): Promise<readonly number[]> =>
    samplesOf(host, {
      name: source.name,
      url: source.url,
      path: '/api/v1/query',
      query: { query: query.replaceAll('$window', window), time: (until.getTime() / 1000).toFixed(3) },
      ...(source.token === undefined ? {} : { token: source.token }),
    });
  const alive = await ask(source.alive);
  if (alive.length === 0) return { errors: [] };
  if (alive.some((n) => n <= 0))
    throw failing(source.name)(
      'source-stale',
      'its `alive` query says that it was not measured throughout',
      "sa requête `alive` dit que la mesure n'a pas été continue",
    );
  return {
    errors: [],
    counted: countOf(await ask(source.query)),
    covers: { from: new Date(since * 1000).toISOString(), to: until.toISOString() },
  };
};
