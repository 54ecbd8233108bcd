/** An answer that tells the caller why not, as application/problem+json (RFC 9457). Thrown anywhere; the application's error handler writes it. */
export interface Text {
  readonly fr: string;
  readonly en: string;
}

export class Problem extends Error {
  override readonly name = 'Problem';
  /** HTTP status; Fastify reads it under this name. */
  readonly statusCode: number;
  /** UPPER_SNAKE, stable: what a client compares. */
  readonly code: string;
  readonly title: Text;

  /** `cause` goes to the log, never into the answer. */
  constructor(statusCode: number, code: string, title: Text, options?: ErrorOptions) {
    super(title.en, options);
    this.statusCode = statusCode;
    this.code = code;
    this.title = title;
  }
}
