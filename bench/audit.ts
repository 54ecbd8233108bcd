/**
 * `lockflight audit` of a long history, against the two `git log` that read its lines; and how much memory it takes for two histories whose lines are as long,
 * one of them with twenty times the commits beside them.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ask, BIN, fastImport, git, median, seconds, sideBySide, timeOf, times } from './measure.ts';
import type { Row } from './table.ts';

const FORMAT = '--format=%H %T %P %ct %s';
const LINE = 2_000;
const BESIDE = 20;

export interface AuditedRepository {
  readonly repo: string;
  readonly production: string;
  readonly staging: string;
}

const by = (n: number): string => `committer Bench <bench@example.org> ${1_600_000_000 + n * 60} +0000\n`;
const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
const file = (name: number | string, text: string): string => `M 100644 inline src/${name}.txt\n${data(text)}`;

/**
 * Half of the commits on each line: staging changes a file, production takes its tree over in a merge, and every 500th time makes a change of its own
 * as well, which staging then takes back.
 */
function* twoLines(commits: number): Generator<string> {
  for (let n = 1; n < commits; n += 2) {
    const change = file(n % 200, `change ${n}`);
    const onStaging = n === 1 ? '' : `from :${n - 2}\n`;
    yield `commit refs/heads/staging\nmark :${n}\n${by(n)}${data(`Change ${n} (#${n})`)}${onStaging}${change}\n`;
    const onMain = n === 1 ? `from :1\n` : `from :${n - 1}\nmerge :${n}\n`;
    const own = n % 1000 === 501 ? file('own', `${n}`) : n % 1000 === 503 ? 'D src/own.txt\n' : '';
    yield `commit refs/heads/main\nmark :${n + 1}\n${by(n + 1)}${data(`Promote ${n}`)}${onMain}${change}${own}\n`;
  }
}

/** As many states on each line; each state of staging merges a branch of `beside` commits. */
function* withBranches(states: number, beside: number): Generator<string> {
  let mark = 0;
  let [staging, main] = [0, 0];
  for (let n = 1; n <= states; n++) {
    let branch = staging;
    for (let b = 0; b < beside; b++) {
      mark += 1;
      const from = branch === 0 ? '' : `from :${branch}\n`;
      yield `commit refs/heads/work\nmark :${mark}\n${by(mark)}${data(`Work ${mark}`)}${from}${file(b % 50, `${mark}`)}\n`;
      branch = mark;
    }
    const parents = staging === 0 ? `from :${branch}\n` : `from :${staging}\n${branch === staging ? '' : `merge :${branch}\n`}`;
    yield `commit refs/heads/staging\nmark :${mark + 1}\n${by(mark)}${data(`Change ${n}`)}${branch === 0 ? '' : parents}${file('state', `${n}`)}\n`;
    staging = mark + 1;
    const onMain = main === 0 ? `from :${staging}\n` : `from :${main}\nmerge :${staging}\n`;
    yield `commit refs/heads/main\nmark :${mark + 2}\n${by(mark)}${data(`Promote ${n}`)}${onMain}${file('state', `${n}`)}\n`;
    main = mark + 2;
    mark += 2;
  }
  yield 'reset refs/heads/work\n\n';
}

const repositoryOf = async (dir: string, commits: Iterable<string>): Promise<AuditedRepository> => {
  await mkdir(dir, { recursive: true });
  await git(dir, 'init', '--quiet', '--bare', '.');
  await fastImport(dir, commits);
  await git(dir, 'gc', '--quiet');
  return { repo: dir, production: 'main', staging: 'staging' };
};

export const benchAudit = async (folder: string, commits: number, runs: number): Promise<readonly Row[]> => {
  const long = await repositoryOf(join(folder, 'history'), twoLines(commits));
  const narrow = await repositoryOf(join(folder, 'narrow'), withBranches(LINE, 0));
  const wide = await repositoryOf(join(folder, 'wide'), withBranches(LINE, BESIDE));
  return [...(await auditRows(folder, long, runs)), await memoryRow(narrow, wide, runs)];
};

const commandOf = ({ repo, production, staging }: AuditedRepository): readonly string[] => [
  BIN,
  'audit',
  '-C',
  repo,
  '--json',
  '--production',
  production,
  '--staging',
  staging,
];

/** The speed of an audit of any repository. */
export const auditRows = async (folder: string, audited: AuditedRepository, runs: number): Promise<readonly Row[]> => {
  const { repo, production, staging } = audited;
  const commits = Number(await git(repo, 'rev-list', '--count', production, staging));
  const out = (name: string): string => join(folder, name);
  const log = (branch: string) =>
    timeOf('git', ['-C', repo, 'log', '--first-parent', FORMAT, branch], out(`log-${branch.replaceAll('/', '-')}`));
  const took = await sideBySide(runs, {
    audit: () => timeOf(process.execPath, commandOf(audited), out('audit.json')),
    empty: () => timeOf(process.execPath, ['-e', ''], out('empty')),
    logs: async () => (await log(production)) + (await log(staging)),
  });
  const ratio = (took.audit - took.empty) / took.logs;
  return [
    {
      what: `\`lockflight audit\` of ${commits.toLocaleString('en')} commits, two lines`,
      ours: `${seconds(took.audit)}, ${seconds(took.empty)} of them Node's start`,
      against: `${seconds(took.logs)}: the two \`git log\` that it needs, one after the other`,
      figure: `${times(ratio)} without Node's start`,
      bar: '<= 1.5 x',
      met: ratio <= 1.5,
    },
  ];
};

/**
 * Kilobytes at most, of Node's process. Half a hundred megabytes of them are Node itself. Linux counts into `maxRSS` what the parent had when it forked, and this process
 * has grown by then: the high-water mark of the memory that the child itself had is asked for where the system keeps one.
 */
const peakOf = async (audited: AuditedRepository): Promise<number> => {
  const tell = `import { readFileSync } from 'node:fs';
    const own = () => { try { return /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]; } catch { return undefined; } };
    process.on('exit', () => process.stderr.write('peak ' + (own() ?? process.resourceUsage().maxRSS) + ' '));`;
  const said = await ask(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(tell)}`, ...commandOf(audited)]);
  return Number(/peak (\d+) /.exec(said ?? '')?.[1]);
};

const memoryRow = async (narrow: AuditedRepository, wide: AuditedRepository, runs: number): Promise<Row> => {
  const [small, large]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    small.push(await peakOf(narrow));
    large.push(await peakOf(wide));
  }
  const ratio = median(large) / median(small);
  const megabytes = (kilobytes: number): string => `${Math.round(kilobytes / 1024)} MB`;
  const states = LINE.toLocaleString('en');
  return {
    what: `its memory: two lines of ${states} states, with ${BESIDE} commits beside each of them`,
    ours: megabytes(median(large)),
    against: `${megabytes(median(small))}: the same lines with none`,
    figure: times(ratio),
    bar: '<= 1.1 x',
    met: ratio <= 1.1,
  };
};
