/** `lockflight audit` of a long history, against the two `git log` that read its lines. */
import { join } from 'node:path';
import { BIN, fastImport, git, seconds, sideBySide, timeOf, times } from './measure.ts';
import type { Row } from './table.ts';

const FORMAT = '--format=%H %T %P %ct %s';

/**
 * Half of the commits on each line: staging changes a file, production takes its tree over in a merge, and every 500th time makes a change of its own
 * as well, which staging then takes back.
 */
function* twoLines(commits: number): Generator<string> {
  const by = (n: number): string => `committer Bench <bench@example.org> ${1_600_000_000 + n * 60} +0000\n`;
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const file = (name: number | string, text: string): string => `M 100644 inline src/${name}.txt\n${data(text)}`;
  for (let n = 1; n < commits; n += 2) {
    const change = file(n % 200, `change ${n}`);
    const onStaging = n === 1 ? '' : `from :${n - 2}\n`;
    yield `commit refs/heads/staging\nmark :${n}\n${by(n)}${data(`Change ${n} (#${n})`)}${onStaging}${change}\n`;
    const onMain = n === 1 ? `from :1\n` : `from :${n - 1}\nmerge :${n}\n`;
    const own = n % 1000 === 501 ? file('own', `${n}`) : n % 1000 === 503 ? 'D src/own.txt\n' : '';
    yield `commit refs/heads/main\nmark :${n + 1}\n${by(n + 1)}${data(`Promote ${n}`)}${onMain}${change}${own}\n`;
  }
}

export const benchAudit = async (folder: string, commits: number, runs: number): Promise<Row> => {
  const repo = join(folder, 'history');
  await git(folder, 'init', '--quiet', '--bare', repo);
  await fastImport(repo, twoLines(commits));
  await git(repo, 'gc', '--quiet');
  const out = (name: string): string => join(folder, name);
  const audit = [BIN, 'audit', '-C', repo, '--json', '--production', 'main', '--staging', 'staging'];
  const log = (branch: string) => timeOf('git', ['-C', repo, 'log', '--first-parent', FORMAT, branch], out(branch));
  const took = await sideBySide(runs, {
    audit: () => timeOf(process.execPath, audit, out('audit.json')),
    empty: () => timeOf(process.execPath, ['-e', ''], out('empty')),
    logs: async () => (await log('main')) + (await log('staging')),
  });
  const ratio = (took.audit - took.empty) / took.logs;
  return {
    what: `\`lockflight audit\` of ${commits.toLocaleString('en')} commits, two lines`,
    ours: `${seconds(took.audit)}, ${seconds(took.empty)} of them Node's start`,
    against: `${seconds(took.logs)}: the two \`git log\` that it needs, one after the other`,
    figure: `${times(ratio)} without Node's start`,
    bar: '<= 1.5 x',
    met: ratio <= 1.5,
  };
};
