import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readContract } from '../../contract/read-contract.ts';
import { draftFromMarkdown } from './draft-from-markdown.ts';
import { draftFromEnvSchema } from './varlock/draft-from-env-schema.ts';

const OPTIONS = { file: 'docs/env.md', language: 'en' } as const;
const errorsOf = (yaml: string | undefined) =>
  yaml === undefined
    ? []
    : readContract({ file: 'lockflight.yaml', text: yaml }).diagnostics.filter(({ severity }) => severity === 'error');

const word = fc.constantFrom(
  ...[
    'required',
    'optionnel',
    '✅',
    '❌',
    '—',
    '',
    '?',
    'same',
    'same as staging',
    '`true`',
    '`false`',
    '0',
    '1',
    '`3000`',
    'http://localhost:1',
    '`https://a.io`',
  ],
  ...[
    'sandbox',
    'live',
    '`sk_test_x`',
    'postgres://…',
    '`a` or `b`',
    'if `B_FLAG`',
    'only if A_URL=x',
    'unless C_MODE is y',
    '≠ A_URL',
    'forbidden',
    '⚠️',
    'on',
    'off',
  ],
  ...[
    '`a|b`',
    '**bold**',
    '[x](http://y)',
    '<br>',
    'default `5`',
    'e.g. `z`',
    'empty',
    'SQLite',
    '`*`',
    '`-`',
    '"',
    '`{`',
    ': {',
    '# x',
    '&a',
    '*a',
    '!t',
    '%',
    '@',
    '`null`',
    '`1e3`',
    '\\|',
  ],
);
const name = fc.constantFrom(
  '`A_URL`',
  '`B_FLAG`',
  'C_MODE',
  '`D_*`',
  '`E_PORT` / `E_HOST`',
  '`F_PROVIDER` + keys',
  '`G_A` or `G_B`',
  '__proto__',
  '`__proto__`',
  '`constructor`',
  '`X_ENABLED`',
  '`H_SECRET`',
  'NODE_ENV',
  '`VITE_TOKEN`',
  '`I_{A,B}`',
  '`STRIPE_*`',
);
const head = fc.uniqueArray(
  fc.constantFrom(
    'Local',
    'Staging',
    'Production',
    'Préprod',
    'Preview',
    'QA / UAT',
    'Required',
    'Default',
    'Notes',
    'Description',
    'Secret',
    'Type',
    'Example',
    'Team',
    '本番',
  ),
  { minLength: 1, maxLength: 7 },
);
const matrix = fc
  .tuple(
    head,
    fc.array(fc.tuple(name, fc.array(fc.oneof(word, fc.string({ maxLength: 12 })), { maxLength: 9 })), { minLength: 1, maxLength: 12 }),
  )
  .map(
    ([heads, rows]) =>
      `| Variable | ${heads.join(' | ')} |\n|${'---|'.repeat(heads.length + 1)}\n${rows.map(([first, cells]) => `| ${[first, ...cells].join(' | ')} |`).join('\n')}\n`,
  );

test('whatever stands in a matrix, its draft is a contract that holds', () => {
  fc.assert(
    fc.property(matrix, matrix, (one, two) => {
      const { yaml } = draftFromMarkdown(`# Env vars\n\n${one}\n## More\n\n${two}`, OPTIONS);
      expect(errorsOf(yaml)).toEqual([]);
    }),
    { numRuns: 100 },
  );
}, 60_000);

test('no text at all makes the reader fail', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('|', '\n', '|---|', '`', '[^1]', '# ', '> ', '- ', '<table>', '~~~\n', '\\', '| Local | Prod |\n'),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = parts.join('');
      expect(errorsOf(draftFromMarkdown(text, OPTIONS).yaml)).toEqual([]);
      expect(draftFromEnvSchema(text, OPTIONS).refused.length).toBeLessThan(2);
    }),
    { numRuns: 100 },
  );
}, 60_000);

test('a table of a megabyte is read to its end, or refused by its size', () => {
  const rows = Array.from(
    { length: 4000 },
    (_, at) =>
      `| \`VARIABLE_NUMBER_${at}\` | optional, for whoever needs it on this machine, ${'word '.repeat(30)} | required | required, and looked at by two |`,
  );
  const text = `| Variable | Local | Staging | Production |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  const { draft, refused } = draftFromMarkdown(text, OPTIONS);
  expect(draft?.variables.length ?? refused[0]?.code).toBe(4000);
  expect(draftFromMarkdown('a'.repeat(5_000_000), OPTIONS).refused[0]?.code).toBe('document-too-large');
}, 60_000);

test('rows that contradict each other are told with both places, and the first is kept', () => {
  const { draft, undecided } = draftFromMarkdown(
    '| Variable | Local | Production |\n|--|--|--|\n| `API_URL` | optional | required |\n| `API_URL` | optional | forbidden |\n',
    OPTIONS,
  );
  expect(undecided.filter(({ code }) => code === 'import-contradiction')).toMatchObject([
    { variable: 'API_URL', environment: 'production', at: { line: 3 }, other: { line: 4 } },
  ]);
  expect(draft?.variables[0]?.cells[1]?.facts).toEqual({ need: 'required' });
});

test('a condition that closes a circle, or names nothing, is on the list and not in the draft', () => {
  const { draft, undecided } = draftFromMarkdown(
    '| Variable | Local | Production |\n|--|--|--|\n| `A_ENABLED` | false | required if `B_ENABLED` |\n| `B_ENABLED` | false | required if `A_ENABLED` |\n| `C_URL` | optional | if `NOT_THERE` |\n',
    OPTIONS,
  );
  expect(draft?.variables.flatMap(({ cells }) => cells.map(({ facts }) => facts.when)).filter((when) => when !== undefined)).toEqual([
    'B_ENABLED',
  ]);
  expect(undecided.map(({ variable }) => variable)).toEqual(['B_ENABLED', 'C_URL']);
});

const SECRETS = [
  ['`JWT_SECRET`', 'Tr0ub4dor3xKq9LmZp2Vw8Hs6'],
  ['`STRIPE_SECRET_KEY`', `sk_live_${'51Hx9aBcDeFgHiJkLmNoP'}`],
  ['`DATABASE_URL`', 'postgres://app:hunter2horse@db.prod.internal/app'],
  ['`API_URL`', 'https://u:s3cretpw99@api.acme.io'],
  ['`NOTE_TEXT`', `token ${'ghp_'}${'a1B2c3D4e5F6g7H8i9J0k1L2'}`],
] as const;

test('no character of what looks like a secret comes out, and its place and kind are told', () => {
  const text = `| Variable | Local | Production | Description |\n|--|--|--|--|\n${SECRETS.map(([variable, secret]) => `| ${variable} | optional | ${secret} | was ${secret} |`).join('\n')}\n`;
  const answer = draftFromMarkdown(text, OPTIONS);
  const told = JSON.stringify(answer);
  for (const canary of ['Tr0ub4dor', '51Hx9aBc', 'hunter2horse', 's3cretpw99', 'a1B2c3D4']) expect(told).not.toContain(canary);
  expect(new Set(answer.secrets.map(({ at }) => at.line))).toEqual(new Set([3, 4, 5, 6, 7]));
});
