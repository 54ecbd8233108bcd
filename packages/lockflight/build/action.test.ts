/** The Action as GitHub runs it: its committed bundle, alone in a folder, on a checkout of somebody's pull request. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { callsOf } from './action/calls.ts';
import { bundleActionInto } from './bundle-action.ts';

const COMMITTED = join(import.meta.dirname, '../../../action');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockflight-action-'));
  cpSync(COMMITTED, join(folder, 'action'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesIn = (dir: string): ReadonlyMap<string, string> =>
  new Map(
    (readdirSync(dir, { recursive: true, withFileTypes: true }) as readonly import('node:fs').Dirent[])
      .filter((entry) => entry.isFile() && entry.name !== 'action.yml')
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(dir.length + 1), readFileSync(path, 'utf8')] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

test('the committed bundle is what the build gives (after a change: npm run build:action)', async () => {
  await bundleActionInto(join(folder, 'built'));
  const [built, committed] = [filesIn(join(folder, 'built')), filesIn(COMMITTED)];
  expect([...committed.keys()]).toEqual([...built.keys()]);
  expect([...built].filter(([path, text]) => committed.get(path) !== text).map(([path]) => path)).toEqual([]);
});

interface Ran {
  readonly exit: number | null;
  /** What GitHub takes for commands: none while they are stopped. */
  readonly commands: readonly string[];
  readonly summary: string;
  readonly output: string;
}

/** A step with `uses`: inputs as GitHub gives them, defaults filled in. */
const step = (inputs: Readonly<Record<string, string>>, files: Readonly<Record<string, string>>): Ran => {
  const workspace = mkdtempSync(join(folder, 'workspace-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(workspace, path, '..'), { recursive: true });
    writeFileSync(join(workspace, path), text);
  }
  const action = parse(readFileSync(join(folder, 'action/action.yml'), 'utf8'));
  const defaults = Object.entries<{ default: string }>(action.inputs).map(([name, input]) => [name, input.default]);
  const given = Object.entries<string>({ ...Object.fromEntries(defaults), ...inputs });
  const [summary, output] = [join(workspace, '.summary'), join(workspace, '.output')];
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'action', action.runs.main)], {
    cwd: workspace,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      ...Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      GITHUB_WORKSPACE: workspace,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: output,
    },
  });
  expect(stderr).toBe('');
  const read = (path: string): string => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  };
  return { exit: status, commands: commandsIn(stdout), summary: read(summary), output: read(output) };
};

/** As the runner reads a step's lines: a command stands at the beginning of one, spaces aside. */
const commandsIn = (out: string): readonly string[] => {
  let stopped: string | undefined;
  const commands: string[] = [];
  for (const line of out.split('\n').map((each) => each.trim())) {
    if (stopped !== undefined) {
      if (line === `::${stopped}::`) stopped = undefined;
    } else if (line.startsWith('::stop-commands::')) stopped = line.slice('::stop-commands::'.length);
    else if (line.startsWith('::')) commands.push(line);
  }
  return commands;
};

const CONTRACT = `lockflight: 1
project: p
language: en
environments: { local: { kind: development }, staging: { kind: staging } }
variables: { PORT: { type: port }, HOST: { type: string } }
`;

test('a contract that holds, and an environment that would start', () => {
  const ran = step(
    { command: 'check\nenv check', files: 'staging=staging.env' },
    { 'lockflight.yaml': CONTRACT, 'staging.env': 'PORT=80\nHOST=h\n' },
  );
  expect([ran.exit, ran.commands, ran.output]).toEqual([0, [], 'exit-code=0\n']);
});

test('findings stand at their lines below the checkout, ten a step, and the rest is counted', () => {
  const bad = Array.from({ length: 13 }, (_, at) => `  V${at}: { typ: string }\n`).join('');
  const yaml = CONTRACT.replace(/^variables: .*$/m, `variables:\n  PORT: { type: port, about: "::error::forged" }\n${bad}`);
  const ran = step({ 'working-directory': 'app' }, { 'app/lockflight.yaml': yaml });
  expect(ran.exit).toBe(2);
  expect(ran.commands).toHaveLength(10);
  expect(ran.commands[0]).toMatch(/^::error file=app\/lockflight\.yaml,line=7,title=[a-z-]+::/);
  expect(ran.summary).toMatch(/\n\d+ more, above\n$/);
  expect(ran.output).toBe('exit-code=2\n');
});

test('variables that are wrong are findings at their rule; commands share what the step may show', () => {
  const many = Array.from({ length: 9 }, (_, at) => `  N${at}: { type: integer }\n`).join('');
  const yaml = CONTRACT.replace(/^variables: .*$/m, `variables:\n${many}`);
  const ran = step(
    { command: 'env check\nenv check', environment: 'staging', files: 'x.env' },
    { 'lockflight.yaml': yaml, 'x.env': Array.from({ length: 9 }, (_, at) => `N${at}="::add-mask::x"\n`).join('') },
  );
  expect(ran.exit).toBe(1);
  expect(ran.commands).toHaveLength(10);
  expect(ran.commands[0]).toMatch(/^::error file=lockflight\.yaml,line=6,title=invalid N0::/);
  expect(ran.commands.join()).not.toContain('add-mask');
  expect(ran.summary).toContain('8 more, above');
});

test('a failure is an annotation too, and a call that is wrong ends with 2', () => {
  const none = step({}, {});
  expect([none.exit, none.commands.length]).toEqual([2, 1]);
  expect(none.commands[0]).toContain('title=contract-missing');
  expect(step({ command: 'record' }, {}).exit).toBe(2);
});

test('inputs become calls', () => {
  expect(
    callsOf({ INPUT_COMMAND: 'env check', INPUT_FILES: 'a.env\n\nb.env', INPUT_STRICT: 'true', INPUT_ENVIRONMENT: 'staging' }),
  ).toEqual([['env', 'check', '-C', '.', '--reporter', 'github', '--env', 'staging', '--file', 'a.env', '--file', 'b.env', '--strict']]);
  expect(callsOf({ INPUT_COMMAND: 'env check', INPUT_FILES: 'local=a.env' })?.[0]).toContain('--all');
  expect(callsOf({ INPUT_COMMAND: 'check; rm' })).toBeUndefined();
  expect(callsOf({})).toBeUndefined();
});
