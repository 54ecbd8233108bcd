/**
 * The answer to a push: git's report of what happened to each ref, mostly inside a side band. Our `update` hook refuses a ref, git reports
 * "hook declined"; GitHub says which hook, and so do we: the report is read, the words are replaced, and who moved is told to the caller.
 */
import { FLUSH, packet, readPackets } from './pkt-line.ts';

export interface PushReport {
  /** The answer to send. */
  readonly body: Buffer;
  /** Refs that git reports as moved. */
  readonly moved: ReadonlySet<string>;
}

const CHUNK = 65_000;

const rewriteReport = (report: Buffer, reasons: ReadonlyMap<string, string>): { readonly lines: Buffer; readonly moved: Set<string> } => {
  const moved = new Set<string>();
  const lines = readPackets(report).packets.map((line) => {
    if (line === undefined) return FLUSH;
    const text = line.toString('utf8').replace(/\n$/, '');
    if (text.startsWith('ok ')) moved.add(text.slice(3));
    const refused = /^ng (.+) hook declined$/.exec(text);
    const reason = refused === null ? undefined : reasons.get(refused[1] ?? '');
    return reason === undefined ? packet(line) : packet(`ng ${refused?.[1]} ${reason}\n`);
  });
  return { lines: Buffer.concat(lines), moved };
};

/** `reasons`: for a ref that our hook refused, the words that the client shows in brackets. */
export const readPushReport = (answer: Buffer, reasons: ReadonlyMap<string, string>): PushReport => {
  const { packets } = readPackets(answer);
  const banded = packets.some((p) => p !== undefined && [1, 2, 3].includes(p[0] ?? 0));
  if (!banded) {
    const { lines, moved } = rewriteReport(answer, reasons);
    return { body: lines, moved };
  }
  const first = packets.filter((p): p is Buffer => p !== undefined && p[0] === 1).map((p) => p.subarray(1));
  const others = packets.filter((p): p is Buffer => p !== undefined && p[0] !== 1).map(packet);
  const { lines, moved } = rewriteReport(Buffer.concat(first), reasons);
  const pieces = Array.from({ length: Math.ceil(lines.length / CHUNK) }, (_, i) => lines.subarray(i * CHUNK, (i + 1) * CHUNK));
  const band = pieces.map((piece) => packet(Buffer.concat([Buffer.from([1]), piece])));
  return { body: Buffer.concat([...others, ...band, FLUSH]), moved };
};
