/**
 * How fast this client may write: "no more than 80 content-generating requests per minute" (GitHub, "About secondary rate limits"). Pure: times are arguments, in
 * milliseconds.
 */
const MOST = 80;
const MINUTE = 60_000;

export class Pace {
  #sent: readonly number[] = [];

  /** How long to wait before the next write. */
  wait(now: number): number {
    const oldest = this.#sent.at(-MOST);
    return oldest === undefined ? 0 : Math.max(0, oldest + MINUTE - now);
  }

  note(now: number): void {
    this.#sent = [...this.#sent.slice(1 - MOST), now];
  }
}
