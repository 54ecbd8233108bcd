/**
 * Answers that may still be good, by address, for conditional requests: GitHub answers 304 where nothing changed, and does not count it ("Best practices for using
 * the REST API"). One connection is one token, so nobody sees what he may not. Bounded: the oldest are forgotten.
 */
export interface Remembered {
  readonly etag: string;
  readonly data: unknown;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

const MOST = 500;

export class Memory {
  readonly #known = new Map<string, Remembered>();

  recall(address: string): Remembered | undefined {
    return this.#known.get(address);
  }

  keep(address: string, told: Omit<Remembered, 'etag'>): void {
    const { etag } = told.headers;
    this.#known.delete(address);
    if (etag === undefined) return;
    this.#known.set(address, { etag, ...told });
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest);
  }
}
