/**
 * One HTTP exchange, whole or not at all: headers and body within one time-out, the body bounded and read to its last byte. Octokit reads
 * bodies leniently (a connection that breaks in a body becomes an empty answer); behind this function it only ever sees complete ones.
 */

export interface ExchangeLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** Why there is no answer, in words that hold nothing of the request. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly kind: 'network' | 'time-out' | 'too-large';

  constructor(kind: 'network' | 'time-out' | 'too-large', why: string) {
    super(why);
    this.kind = kind;
  }
}

/** System code of what broke the connection (`ECONNRESET`), whatever it is wrapped in. */
function reasonOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
  }
  return 'connection failed';
}

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) throw new NoAnswer('too-large', `more than ${maxBytes} bytes`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** `fetch` with the limits above; rejects with `NoAnswer` only. */
export const exchange =
  (fetcher: typeof fetch, { timeoutMs, maxBytes }: ExchangeLimits): typeof fetch =>
  async (input, init) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetcher(input, { ...init, signal });
      const body = await readBody(response, maxBytes);
      const { status, statusText, headers } = response;
      // 204, 205 and 304 may not carry a body, not even an empty one.
      return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
    } catch (error) {
      if (error instanceof NoAnswer) throw error;
      if (signal.aborted) throw new NoAnswer('time-out', `nothing within ${timeoutMs} ms`);
      throw new NoAnswer('network', reasonOf(error));
    }
  };
