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

export interface Results {
  readonly machine: { readonly cpus: number; readonly model: string; readonly node: string; readonly git: string; readonly load: number };
  /** Smaller histories than the bar speaks of, when false. */
  readonly full: boolean;
  readonly rows: readonly Row[];
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

/** `text` with the table in place of the one it has. */
export const withTable = (text: string, results: Results): string => {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin === -1 || end === -1) throw new Error(`README.md lacks "${BEGIN}" or "${END}"`);
  return text.slice(0, begin) + tableOf(results) + text.slice(end + END.length);
};
