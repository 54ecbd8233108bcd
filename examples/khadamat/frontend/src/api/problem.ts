/** A refusal of the API (application/problem+json), or the news that it did not answer. */
import type { Text } from '../language/language.tsx';

export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly titles: Text;

  constructor(status: number, code: string, titles: Text) {
    super(code);
    this.status = status;
    this.code = code;
    this.titles = titles;
  }
}

export const unreachable = (): Problem =>
  new Problem(503, 'UNREACHABLE', { fr: 'Le service ne répond pas', en: 'The service does not answer' });

/** What an answer that is not a success says. */
export const problemOf = async (answer: Response): Promise<Problem> => {
  const said: unknown = await answer.json().catch(() => undefined);
  if (typeof said === 'object' && said !== null && 'code' in said && 'titles' in said && isText(said.titles))
    return new Problem(answer.status, String(said.code), said.titles);
  return answer.status >= 500 ? unreachable() : new Problem(answer.status, `HTTP_${answer.status}`, { fr: 'Refusé', en: 'Refused' });
};

const isText = (value: unknown): value is Text => typeof value === 'object' && value !== null && 'fr' in value && 'en' in value;
