import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newFolder } from '../../git/repository.fixture.ts';
import type { Invocation } from '../command.ts';
import { check as checkShape } from '../json/contract.ts';
import { init as initShape } from '../json/init.ts';
import { plain } from '../paint.ts';
import { check } from './check.ts';
import { init } from './init.ts';

const invocation = (directory: string, options: Invocation['options']): Invocation => ({
  options,
  positionals: [],
  directory,
  again: async () => 0,
  now: () => new Date(0),
  environment: {},
  language: undefined,
  progress: () => {},
});

/** Texts are in both languages until the command line prints one of them. */
const printed = (json: unknown): unknown =>
  JSON.parse(JSON.stringify(json), (_, value) =>
    typeof value === 'object' && value !== null && 'en' in value && 'fr' in value ? value.en : value,
  );

test('init and check --against: exit codes, published shapes, lines in both languages', async () => {
  await using folder = await newFolder();
  await writeFile(
    join(folder.dir, 'env.md'),
    '| Variable | Local | Production |\n|--|--|--|\n| `API_URL` | ? | required |\n| `OLD_LEVEL` | `a` | `b` |\n| `WORKER_URL` | optional | required |\n',
  );
  await writeFile(join(folder.dir, 'prose.md'), 'Nothing but words.\n');
  await writeFile(join(folder.dir, 'app.ts'), 'export const url = process.env.API_URL;\n');
  // No scan reads Python: a name that stands in it is not one that nothing reads.
  await writeFile(join(folder.dir, 'worker.py'), 'import os\nurl = os.environ["WORKER_URL"]\n');

  const made = await init.run(invocation(folder.dir, { from: 'env.md' }));
  expect(made.exit).toBe(0);
  expect(initShape.parse(printed(made.json))).toMatchObject({
    state: 'created',
    undecided: [{ code: 'import-undecided', line: 3, variable: 'API_URL' }],
  });
  const refused = await init.run(invocation(folder.dir, { from: 'prose.md' }));
  expect(refused.exit).toBe(2);
  expect(initShape.parse(printed(refused.json))).toMatchObject({ state: 'refused', refused: [{ code: 'no-variable-matrix' }] });

  const against = await check.run(invocation(folder.dir, { against: 'env.md' }));
  expect(against.exit).toBe(1);
  expect(checkShape.parse(printed(against.json)).against?.findings.map(({ code, variable }) => [code, variable])).toEqual([
    ['document-variable-unread', 'OLD_LEVEL'],
  ]);
  for (const report of [made, refused, against])
    for (const language of ['en', 'fr'] as const)
      for (const line of report.lines(plain, language)) expect(line.length).toBeLessThanOrEqual(80);
  await expect(init.run(invocation(folder.dir, { from: '' }))).rejects.toMatchObject({ code: 'bad-arguments' });
});

test('init without a document: a draft, its list, and what a second run says, in 80 columns of either language', async () => {
  await using folder = await newFolder();
  await writeFile(join(folder.dir, '.env.example'), 'API_URL=https://x.io\nSMTP_HOST=\nSMTP_PASSWORD=\n# MAX_ITEMS=3\n');
  await writeFile(join(folder.dir, 'app.js'), 'use(process.env.API_URL, process.env.NOT_SHOWN, process.env.SMTP_HOST);\n');
  await writeFile(join(folder.dir, 'matrix.md'), '| Variable | Local | Production |\n|--|--|--|\n| `API_URL` | optional | required |\n');
  const shown = await init.run(invocation(folder.dir, { 'dry-run': true }));
  const made = await init.run(invocation(folder.dir, {}));
  const again = await init.run(invocation(folder.dir, {}));
  expect(initShape.parse(printed(made.json))).toMatchObject({ state: 'created', from: null, documents: ['matrix.md'] });
  expect(initShape.parse(printed(again.json))).toMatchObject({ state: 'unchanged', added: [], undecided: [] });
  expect([shown.exit, made.exit, again.exit]).toEqual([0, 0, 0]);
  expect((await check.run(invocation(folder.dir, {}))).exit).toBe(0);
  for (const report of [made, again])
    for (const language of ['en', 'fr'] as const)
      for (const line of report.lines(plain, language)) expect(line.length).toBeLessThanOrEqual(80);
});
