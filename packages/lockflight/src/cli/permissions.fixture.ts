/**
 * Which permission of a token each command needs, told by the forge itself: every answer names what it took (`X-Accepted-GitHub-Permissions`), and git takes `contents`. The
 * page docs/PERMISSIONS.md is written from this, and read back by the test that runs each command with exactly what its row says.
 */
import type { ForgeWorld } from '../flow/e2e/forge-world.fixture.ts';

/** `contents` -> `write` */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

export interface Row {
  readonly command: string;
  readonly permissions: Permissions;
}

/** What the requests from `since` on took together. Of alternatives, the one that is needed anyway, else the first; every token has metadata. */
export const neededSince = ({ sim }: ForgeWorld, since: number): Permissions => {
  const needed = new Map<string, 'read' | 'write'>();
  const choices: (readonly string[])[] = [];
  const add = (need: string): void => {
    const [name = '', level] = need.trim().split('=');
    if (name !== 'metadata' && needed.get(name) !== 'write') needed.set(name, level === 'write' ? 'write' : 'read');
  };
  for (const { needed: told, path, query, status } of sim.requests.slice(since)) {
    if (status === 404 && told === '') continue;
    if (/\.git\//.test(path)) add(/git-receive-pack/.test(path + query) ? 'contents=write' : 'contents=read');
    for (const need of told.split(',').filter((one) => one !== '')) {
      const alternatives = need.split(';').map((one) => one.trim());
      if (alternatives.length === 1) add(need);
      else choices.push(alternatives);
    }
  }
  for (const alternatives of choices) add(alternatives.find((one) => needed.has(one.split('=')[0] ?? '')) ?? alternatives.at(-1) ?? '');
  return Object.fromEntries([...needed].toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

const wordsOf = (permissions: Permissions): string =>
  Object.entries(permissions)
    .map(([name, level]) => `\`${name}: ${level}\``)
    .join(', ');

export const pageOf = (rows: readonly Row[], withoutForge: readonly string[]): string =>
  [
    '# Permissions',
    '',
    'What a token has to be allowed for each command, as a fine-grained personal access token or an App names it, and in the repository alone (`members` is of the organisation).',
    'A person also needs the role that the forge asks for: `adopt`, `protect` and `ledger rotate` take an administrator. Every token may read metadata.',
    '',
    'This page is written from what the commands ask of the forge, which tells for each request what it takes, in a private repository with a contract whose roles name people. A test runs each command with',
    'exactly these permissions, and with one less: `UPDATE_DOCS=1 npx vitest run packages/lockflight/src/cli/permissions.e2e.test.ts`.',
    '',
    '| command | permissions |',
    '| --- | --- |',
    ...rows.map(({ command, permissions }) => `| \`lockflight ${command}\` | ${wordsOf(permissions)} |`),
    '',
    'A contract asks for more where it says more: roles that name a team `members: read`, `no-open-issue` `issues: read`. What a token may not read is never taken for a good',
    'answer: a gate is `errored`, a finding of `protect` is `unknown`, and a command that cannot go on ends with `forge-forbidden`, which names the permission.',
    '`run` asks the forge for something only where the command `deploys` in the pipeline, as here, or comes `after` proofs (`contents: read`, as the checkout itself); an identity token takes `id-token: write` of the workflow.',
    '`administration: read` shows what protects a branch, `administration: write` also who gets past it.',
    '',
    `Ask nothing of the forge: ${withoutForge.map((name) => `\`lockflight ${name}\``).join(', ')}.`,
    '',
  ].join('\n');

/** The page, read back. */
export const rowsIn = (page: string): readonly Row[] =>
  [...page.matchAll(/^\| `lockflight ([^`]+)` \| (.*) \|$/gm)].map(([, command = '', words = '']) => ({
    command,
    permissions: Object.fromEntries(
      [...words.matchAll(/`(\w+): (read|write)`/g)].map(([, name = '', level]) => [name, level === 'write' ? 'write' : 'read']),
    ),
  }));
