import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Contract } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import { RECORDER_PERMISSIONS } from '../../forge/github/app-permissions.ts';
import { compileRecorder, WORKFLOW_PERMISSIONS } from './compile-recorder.ts';
import { compileWake } from './compile-wake.ts';
import { expression } from './workflow-writer.ts';

const CONTRACT = (recorder: string, more = '') => `lockflight: 1
project: p
environments:
  staging: { kind: staging, branch: "release+1" }
  production: { kind: production, branch: main }
commands:
  test: { run: npm test, proves: { kind: ci-check, workflow: .github/workflows/ci.yml, job: test } }
  smoke: { run: npm run smoke, proves: { kind: smoke, workflow: .github/workflows/smoke.yml, job: smoke } }
flow:
  - { from: staging, to: production, gates: [up-to-date, { evidence: { of: ci-check } }] }
generate: { recorder: ${recorder} }
${more}`;

const read = (recorder = '{}', more?: string): Contract => {
  const { contract, diagnostics } = readContract({ file: 'lockflight.yaml', text: CONTRACT(recorder, more) });
  if (contract === undefined) throw new Error(diagnostics.map(({ code, at }) => `${code} ${at.line}`).join());
  return contract;
};

const INTEGRITY = `sha512-${Buffer.alloc(64, 7).toString('base64')}`;
const NAMES = new Map([['.github/workflows/ci.yml', `CI: "all" ${expression('secrets.X')}`]]);
const textOf = (contract: Contract): string => {
  const { recorder } = contract.generate;
  if (recorder === undefined) throw new Error('no recorder');
  return compileRecorder(contract, recorder, { version: '1.2.3', package: { integrity: INTEGRITY }, workflowNames: NAMES });
};

/** Of any workflow that these two compilers may write. */
interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}
const stepsOf = (text: string): readonly Step[] => Object.values<{ steps: Step[] }>(parse(text).jobs).flatMap(({ steps }) => steps);

const SOURCES = `sources:
  a: { kind: sentry, url: "https://s.example", organization: o, project: p, environment: e, query: q, token: LOCKFLIGHT_SOURCE_S }
  b: { kind: command, run: [errors], env: [LOCKFLIGHT_SOURCE_C, LOCKFLIGHT_SOURCE_S] }
`;
const SHAPES: readonly (readonly [name: string, contract: Contract])[] = [
  ['the App', read()],
  ["the workflow's token", read('{ token: workflow }')],
  ['a host of its own', read('{ runs-on: { group: recorder, labels: [linux] } }', SOURCES)],
];

describe.each(SHAPES)('the workflow that holds the key: %s', (_, contract) => {
  const text = textOf(contract);
  const workflow = parse(text);
  const steps = stepsOf(text);

  test('runs for events of the default branch alone', () => {
    expect(Object.keys(workflow.on).toSorted()).toEqual([
      'issue_comment',
      'pull_request_target',
      'schedule',
      'workflow_dispatch',
      'workflow_run',
    ]);
    expect(workflow.on.workflow_run.workflows).toEqual(['lockflight-wake', 'CI: "all" $ {{ secrets.X }}', '.github/workflows/smoke.yml']);
  });

  test('no action, no checkout, no expression in a script, no secret where packages are fetched', () => {
    for (const { uses, run = '' } of steps) {
      expect(uses).toBeUndefined();
      expect(run).not.toContain('${{');
      expect(run).not.toMatch(/git (?:checkout|fetch|clone|pull)|npm (?:install|ci|i)\b|cache/);
    }
    expect(steps.filter(({ env }) => env !== undefined)).toHaveLength(1);
    expect(steps.at(-1)?.env).toBeDefined();
    expect(text.match(/github\.event\.[a-z_.]+/g)).toEqual(['github.event.comment.user.type', 'github.event.repository.default_branch']);
  });

  test("one at a time, and none is cut off; a run whose job is skipped takes nobody's place", () => {
    expect(workflow.concurrency).toBeUndefined();
    expect(workflow.jobs.record.concurrency).toEqual({ group: 'lockflight', 'cancel-in-progress': false });
    expect(workflow.jobs.record.environment).toBe('lockflight');
  });

  test('everything happens in a folder that this very job made, by a shell that ends at the first failure', () => {
    expect(workflow.defaults.run.shell).toBe('bash');
    const [first, ...others] = steps;
    expect(first).toEqual({ name: expect.any(String), run: 'mkdir "$RUNNER_TEMP/lockflight"' });
    for (const step of others) expect(step['working-directory']).toBe(`${expression('runner.temp')}/lockflight`);
  });

  test('the archive is held against its digest before anything is unpacked', () => {
    const fetching = steps[1]?.run?.split('\n') ?? [];
    expect(fetching[0]).toMatch(/^npm pack .*--ignore-scripts .* lockflight@1\.2\.3$/);
    expect(fetching[1]).toBe(`echo "${'07'.repeat(64)}  lockflight-1.2.3.tgz" | sha512sum --check --strict --quiet`);
    expect(fetching[2]).toBe('tar -xzf lockflight-1.2.3.tgz');
  });
});

test("its runner is GitHub's own, or of a group", () => {
  const runner = (recorder: string) => parse(textOf(read(recorder))).jobs.record['runs-on'];
  expect(runner('{}')).toEqual(['ubuntu-24.04']);
  expect(runner('{ runs-on: [self-hosted, x64], ephemeral: true }')).toEqual(['self-hosted', 'x64']);
  expect(runner('{ runs-on: { group: recorder } }')).toEqual({ group: 'recorder' });
  expect(runner('{ runs-on: { group: recorder, labels: x64 } }')).toEqual({ group: 'recorder', labels: ['x64'] });
});

test("with the App the workflow's own token may do nothing; without, what the App may, as far as there is a word for it", () => {
  expect(parse(textOf(read())).jobs.record.permissions).toEqual({});
  const own = parse(textOf(read('{ token: workflow }'))).jobs.record.permissions;
  expect(own).toEqual(WORKFLOW_PERMISSIONS);
  const words = new Map(Object.entries(RECORDER_PERMISSIONS).map(([name, level]) => [name.replace('_', '-'), level as string]));
  for (const [name, level] of Object.entries(own)) expect(words.get(name)).toBe(level);
  expect([...words.keys()].filter((name) => !(name in own))).toEqual([
    'actions-variables',
    'administration',
    'environments',
    'members',
    'metadata',
    'secrets',
  ]);
});

test('a source is lent its own variables, and is looked for where the host keeps it', () => {
  const step = stepsOf(textOf(read('{}', SOURCES))).at(-1);
  expect(Object.keys(step?.env ?? {})).toEqual([
    'LOCKFLIGHT_APP_ID',
    'LOCKFLIGHT_APP_PRIVATE_KEY',
    'LOCKFLIGHT_SIGNING_KEY',
    'LOCKFLIGHT_SOURCE_S',
    'LOCKFLIGHT_SOURCE_C',
  ]);
  expect(step?.run).toMatch(/ record --sources "\$GITHUB_WORKSPACE"$/);
  expect(stepsOf(textOf(read())).at(-1)?.run).toMatch(/ record$/);
});

test('what wakes it holds nothing and may do nothing; branches are names, not patterns', () => {
  const wake = parse(compileWake(read()));
  expect(Object.keys(wake.on)).toEqual(['pull_request_review', 'push', 'deployment_status']);
  expect(wake.on.push.branches).toEqual(['release\\+1', 'main']);
  expect([wake.permissions, wake.jobs.wake.permissions, wake.jobs.wake.environment]).toEqual([{}, {}, undefined]);
  expect(stepsOf(compileWake(read()))).toEqual([{ run: 'true' }]);
  expect(compileWake(read())).not.toContain('${{');
});

test('what no workflow may be told is refused by the grammar', () => {
  const codes = (recorder: string) => readContract({ file: 'c', text: CONTRACT(recorder) }).diagnostics.map(({ code }) => code);
  expect(codes('{ runs-on: "x]\\n  y: z" }')).not.toEqual([]);
  expect(codes('{ runs-on: { group: "x]\\n  y: z" } }')).not.toEqual([]);
  expect(codes('{ integrity: "sha512-x" }')).not.toEqual([]);
  expect(codes('{ token: mine }')).not.toEqual([]);
  expect(codes('{}, agents: .github/workflows/lockflight.yml')).toContain('duplicate-file');
});
