/**
 * The instant query that Prometheus (`/api/v1/query`) and Loki (`/loki/api/v1/query`) share: https://prometheus.io/docs/prometheus/latest/querying/api/ and
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/. An answer with warnings is a part of the truth (a store behind it did not answer), and no answer.
 */
import { askJson, failing, type Question } from './ask-json.ts';
import type { Host } from './host.ts';
import { fieldOf, listOfObjects } from './json.ts';

/** The samples of a vector or scalar; empty: there is no data. Errors: as `askJson`, `source-partial`, `source-nonsense`. */
export const samplesOf = async (host: Host, question: Question): Promise<readonly number[]> => {
  const { body } = await askJson(host, question);
  const fail = failing(question.name);
  const [data, warnings] = [fieldOf(body, 'data'), fieldOf(body, 'warnings')];
  if (fieldOf(body, 'status') !== 'success') throw fail('source-rejected', 'its answer is an error', 'sa réponse est une erreur');
  if (Array.isArray(warnings) ? warnings.length > 0 : warnings !== undefined && warnings !== null)
    throw fail(
      'source-partial',
      'it answered with warnings: a part is missing',
      'elle a répondu avec des avertissements : une partie manque',
    );
  const [type, result] = [fieldOf(data, 'resultType'), fieldOf(data, 'result')];
  const samples = type === 'scalar' ? [result] : type === 'vector' ? listOfObjects(result)?.map((s) => fieldOf(s, 'value')) : undefined;
  if (samples === undefined)
    throw fail('source-nonsense', 'its answer is no vector of numbers', "sa réponse n'est pas un vecteur de nombres");
  return samples.map((sample) => {
    const value = Array.isArray(sample) && typeof sample[1] === 'string' && sample[1].trim() !== '' ? Number(sample[1]) : Number.NaN;
    if (Number.isFinite(value)) return value;
    throw fail('source-nonsense', 'one of its numbers is none', "l'un de ses nombres n'en est pas un");
  });
};

/** Errors are whole: what a rate extrapolates to 0.4 was one. */
export const countOf = (samples: readonly number[]): number => Math.ceil(samples.reduce((sum, n) => sum + Math.max(0, n), 0) - 1e-9);
