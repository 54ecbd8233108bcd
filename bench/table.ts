/** The figures as README shows them. */
export interface Row {
  /** What was done. */
  readonly what: string;
  readonly ours: string;
  /** The same work without Lockflight, measured in the same run. */
  readonly against: string;
  readonly figure: string;
  readonly bar: string;
  /** Undefined: this machine lacks what it is measured against, and `figure` says so. */
  readonly met: boolean | undefined;
}

/** One contestant of the comparison of validators. */
export interface PeerRow {
  readonly name: string;
  /** What the lockfile pins; `this one` for Lockflight. */
  readonly version: string;
  /** Times an empty Node process. */
  readonly cold: number;
  /** Validations in a second of processor time; null where it is a command and not a function. */
  readonly warm: number | null;
  /** How many of the broken sources it refuses, and which ones it does not. */
  readonly refuses: number;
  readonly ofBroken: number;
  readonly letsThrough: readonly string[];
  /** How many of five broken variables its error names, and whether a secret's value stands in it; null where there is no error. */
  readonly named: number | null;
  readonly leaks: boolean | null;
  readonly note: string | null;
}

export interface Results {
  readonly machine: { readonly cpus: number; readonly model: string; readonly node: string; readonly git: string; readonly load: number };
  /** Smaller histories than the bar speaks of, when false. */
  readonly full: boolean;
  readonly rows: readonly Row[];
  readonly peers: readonly PeerRow[];
}

export const BEGIN = '<!-- bench: begin (npm run bench -- --write) -->';
export const END = '<!-- bench: end -->';

export const tableOf = ({ machine, rows }: Results): string =>
  [
    BEGIN,
    '| what | Lockflight | measured against, in the same run | figure | bar |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((r) => `| ${r.what} | ${r.ours} | ${r.against} | ${r.figure} | ${r.bar}${r.met === false ? ', missed' : ''} |`),
    '',
    `Node ${machine.node}, git ${machine.git}, ${machine.cpus} cores (${machine.model}), ${machine.load.toFixed(1)} of them busy with other things at the start; medians.`,
    END,
  ].join('\n');

export const PEERS_BEGIN = '<!-- bench-peers: begin (npm run bench -- --peers --write) -->';
export const PEERS_END = '<!-- bench-peers: end -->';

/** The second table: the generated validator beside the libraries that do the same. */
export const peersTableOf = ({ peers }: Results): string => {
  const common = peers.filter(isPeer).map(({ letsThrough }) => letsThrough);
  const byAll = (common[0] ?? []).filter((name) => common.every((each) => each.includes(name)));
  const notes = peers.flatMap(({ name, refuses, letsThrough, note }) => {
    const own = refuses === 0 ? [] : letsThrough.filter((each) => !byAll.includes(each));
    return [...(note === null ? [] : [`${name} ${note}.`]), ...(own.length === 0 ? [] : [`${name} takes ${own.join(', ')}.`])];
  });
  return [
    PEERS_BEGIN,
    '| | version | cold start, x an empty Node | warm, validations/s | refused | named, of 5 | shows a secret |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...peers.map(peerLine),
    '',
    ...(byAll.length === 0 ? [] : [`No peer refuses ${byAll.join(', or ')}.`]),
    ...notes,
    PEERS_END,
  ].join('\n');
};

const isPeer = ({ version }: PeerRow): boolean => version !== 'this one';

const peerLine = ({ name, version, cold, warm, refuses, ofBroken, named, leaks }: PeerRow): string => {
  const shows = leaks === null ? 'no error' : leaks ? 'yes' : 'no';
  const rate = warm === null ? 'a command' : warm.toLocaleString('en');
  return `| ${name} | ${version} | ${cold.toFixed(2)} | ${rate} | ${refuses} of ${ofBroken} | ${named ?? 'no error'} | ${shows} |`;
};

/** `text` with the tables in place of those that it has. */
export const withTables = (text: string, results: Results): string =>
  between(between(text, BEGIN, END, tableOf(results)), PEERS_BEGIN, PEERS_END, peersTableOf(results));

const between = (text: string, first: string, last: string, table: string): string => {
  const [begin, end] = [text.indexOf(first), text.indexOf(last)];
  if (begin === -1 || end === -1) throw new Error(`README.md lacks "${first}" or "${last}"`);
  return text.slice(0, begin) + table + text.slice(end + last.length);
};
