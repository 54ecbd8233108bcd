import { describe, expect, test } from 'vitest';
import { hasCode } from '../errors.ts';
import { contract, variable } from './contract.fixture.ts';
import { judgeAll } from './judge-all.ts';

type Files = Readonly<Record<string, Readonly<Record<string, string>>>>;

const judge = (made: ReturnType<typeof contract>, files: Files, options = {}) => {
  const given = new Map(Object.entries(files).map(([name, values]) => [name, { values: new Map(Object.entries(values)) }]));
  return judgeAll(made, given, options).flatMap((j) => j.issues.map((i) => `${i.environment} ${i.code} ${i.variable} ${i.severity}`));
};

describe('environments against each other', () => {
  const made = contract([
    variable('TOKEN', 'string', { secret: true, all: { need: 'optional' } }),
    variable('NAME', 'string', { all: { need: 'optional' } }),
  ]);

  test('a secret that two share is told where it weighs more, once', () => {
    expect(judge(made, { local: { TOKEN: 'same' }, production: { TOKEN: 'same' } })).toEqual(['production not-distinct TOKEN error']);
    expect(judge(made, { production: { TOKEN: 'same' }, staging: { TOKEN: 'same' } })).toEqual(['production not-distinct TOKEN error']);
    expect(judge(made, { local: { TOKEN: 'a' }, staging: { TOKEN: 'b' }, production: { TOKEN: 'c' } })).toEqual([]);
  });

  test('what is no secret may be shared, unless it says that it must differ', () => {
    expect(judge(made, { local: { NAME: 'x' }, production: { NAME: 'x' } })).toEqual([]);
    const distinct = contract([variable('NAME', 'string', { distinct: true })]);
    expect(judge(distinct, { staging: { NAME: 'x' }, production: { NAME: 'x' } })).toEqual(['production not-distinct NAME error']);
  });

  test('one issue where the value is already wrong for a graver reason', () => {
    const hosts = contract([
      variable('DB', 'url', { secret: true, in: { staging: { host: ['*.staging'] }, production: { host: ['*.prod'] } } }),
    ]);
    const same = 'pg://u@db.prod/x';
    expect(judge(hosts, { staging: { DB: same }, production: { DB: same } })).toEqual(['staging foreign-value DB error']);
  });

  test("a refused value that is really another environment's is foreign", () => {
    const loose = contract([variable('DB', 'url', { secret: true, in: { staging: { host: ['*.staging'] }, production: {} } })]);
    const files = { staging: { DB: 'pg://db.somewhere/x' }, production: { DB: 'pg://db.somewhere/y' } };
    expect(judge(loose, files)).toEqual(['staging foreign-value DB error']);
    expect(judge(loose, { staging: files.staging })).toEqual(['staging invalid DB error']);
  });

  test('a default that the contract writes down is not a shared secret', () => {
    const written = contract([variable('DB', 'url', { secret: true, all: { default: 'file:./dev.db' } })]);
    expect(judge(written, { local: { DB: 'file:./dev.db' }, staging: { DB: 'file:./dev.db' } })).toEqual([]);
  });

  test('names and aliases are the same; a stranger is refused; the order is the contract', () => {
    const answers = judgeAll(made, new Map(['production', 'sandbox'].map((name) => [name, { values: new Map() }])));
    expect(answers.map((answer) => answer.environment)).toEqual(['staging', 'production']);
    let thrown: unknown;
    try {
      judge(made, { nowhere: {} });
    } catch (error) {
      thrown = error;
    }
    expect(hasCode(thrown, 'unknown-environment')).toBe(true);
  });
});
