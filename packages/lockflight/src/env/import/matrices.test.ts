import { describe, expect, test } from 'vitest';
import { readContract } from '../../contract/read-contract.ts';
import { draftFromMarkdown } from './draft-from-markdown.ts';
import { LOOK_ALIKES } from './look-alikes.fixture.ts';
import { MATRICES } from './matrices.fixture.ts';
import { ROADSIDE } from './roadside.fixture.ts';
import { SECRET_COLUMN, STRANGERS, type StrangerCase } from './strangers.fixture.ts';

const drafted = (markdown: string) => draftFromMarkdown(markdown, { file: 'docs/env.md', language: 'en' });

describe('a matrix becomes a contract', () => {
  test.each<StrangerCase>([...MATRICES, ...STRANGERS, ...ROADSIDE])('$what', ({ markdown, environments, cells, undecided: asked }) => {
    const { draft, yaml, undecided } = drafted(markdown);
    expect(draft?.environments.map(({ name, facts }) => `${name}:${facts.kind}`)).toEqual(environments);
    const found = draft?.variables.flatMap(({ name, cells: its }) =>
      its.map(({ environment, facts: { about: _, ...facts } }) => [`${name} ${environment}`, facts] as const),
    );
    expect(Object.fromEntries(found ?? [])).toEqual(cells);
    expect(readContract({ file: 'lockflight.yaml', text: yaml ?? '' }).diagnostics).toEqual([]);
    if (asked !== undefined)
      expect(
        undecided.flatMap(({ variable, environment }) => (variable === undefined ? [] : [`${variable} ${environment ?? '-'}`])),
      ).toEqual(asked);
  });

  test('a column of secrets is believed, for the name that it speaks of', () => {
    const { draft } = drafted(STRANGERS[SECRET_COLUMN.last]?.markdown ?? '');
    expect(draft?.variables.flatMap(({ name, facts }) => (facts.secret === true ? [name] : []))).toEqual(SECRET_COLUMN.secrets);
  });

  test('a provider and its keys are a family, a kind before a name is none', () => {
    const { draft } = drafted(
      '| Variable | Local | Prod |\n|--|--|--|\n| `SMS_PROVIDER` + keys | optional | live |\n| Secret `API_SALT` | optional | required |\n',
    );
    expect(draft?.groups.map(({ facts }) => facts.variables)).toEqual([['SMS_PROVIDER', 'SMS_API_KEY']]);
    expect(draft?.variables.map(({ name }) => name)).toEqual(['SMS_PROVIDER', 'SMS_API_KEY', 'API_SALT']);
  });

  test('a matrix on its side tells the line of each environment', () => {
    const { draft } = drafted(
      '| Environment | API_URL | LOG_LEVEL |\n|--|--|--|\n| Local | optional | debug |\n| Prod | required | warn |\n',
    );
    expect(draft?.variables.map(({ cells }) => cells.map(({ reasons }) => reasons[0]?.at.line))).toEqual([
      [3, 4],
      [3, 4],
    ]);
  });
});

describe('what only looks like a matrix is refused', () => {
  test.each(LOOK_ALIKES)('$what', ({ markdown }) => {
    const { draft, yaml, refused } = drafted(markdown);
    expect(draft).toBeUndefined();
    expect(yaml).toBeUndefined();
    expect(refused[0]?.code).toBe('no-variable-matrix');
    expect(refused.slice(1).map(({ at }) => at.line)).toEqual(markdown.includes('|') ? [expect.any(Number)] : []);
  });
});

test('a refusal stands where the table, or what should be one, begins', () => {
  const at = (markdown: string) => drafted(markdown).refused.map((refusal) => `${refusal.code} ${refusal.at.line}`);
  expect(at('# Env\n\n<table><tr><th>Variable</th><th>Local</th><th>Prod</th></tr></table>\n')).toEqual(['no-variable-matrix 3']);
  expect(at('# Env\n\n- `DATABASE_URL`\n  - Local: SQLite\n  - Production: Postgres\n')).toEqual(['no-variable-matrix 4']);
  expect(at('# Env\n\n| Variable | Required in | Notes |\n|--|--|--|\n| `A_URL` | production | |\n')).toEqual([
    'no-variable-matrix 3',
    'table-without-environments 3',
  ]);
  const oneHeading = '# Env\n## Production\n| Variable | Value |\n|--|--|\n| `A_URL` | `https://a.io` |\n';
  expect(at(oneHeading)).toEqual(['no-variable-matrix 3', 'table-without-environments 3']);
});
