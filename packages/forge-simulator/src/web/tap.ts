/**
 * Whoever wants to see every exchange of the REST interface as it was carried out: what was asked, what was answered, before any fault spoils it.
 * The conformance run holds them against GitHub's published description. Nobody listens otherwise.
 */
export interface TappedExchange {
  readonly method: string;
  /** Without the `/api/v3` in front. */
  readonly path: string;
  readonly query: string;
  readonly userAgent: string;
  /** Absent: none was sent. */
  readonly sent?: unknown;
  readonly status: number;
  /** Absent: none was given. */
  readonly given?: unknown;
}

export const taps = new Set<(exchange: TappedExchange) => void>();
