const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** `30s 15m 24h 7d 2w` in seconds; the grammar has seen to the form. */
export const toSeconds = (duration: string): number => Number(duration.slice(0, -1)) * (SECONDS[duration.slice(-1)] ?? 1);
