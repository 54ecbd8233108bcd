/** Any contract at all, for properties: hostile words, every kind of rule, groups, conditions, several environments. Shaped as the reader normalises. */
import fc from 'fast-check';
import { VARIABLE_TYPES } from '../../contract/grammar/words.ts';
import type { Cell, Contract, GroupRule, Need, Scalar, Variable, VariableType } from '../../contract/model.ts';
import { contract, environment, group, groupCell, LOCAL, PRODUCTION, STAGING, variable, whenIs } from '../contract.fixture.ts';

const ENVIRONMENTS = [LOCAL, environment('preview', 'preview'), STAGING, PRODUCTION];

/** Words that try to end a comment, a table's cell, a line or a block. */
const hostile = fc.oneof(
  fc.constantFrom(
    'a | b',
    'one\ntwo',
    '`code | pipe`',
    '# not a title',
    '-->',
    '<!-- lockflight:end -->',
    'it\'s "quoted" `so`',
    '\\',
    '\u2028X=1',
    '$(rm)',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
);
const text = fc.record({ en: hostile, fr: hostile });

const scalarOf = (type: VariableType): fc.Arbitrary<Scalar> => {
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer' || type === 'number' || type === 'port') return fc.integer({ min: 1, max: 65_535 });
  return hostile;
};

const cellOf = (type: VariableType): fc.Arbitrary<Partial<Cell>> =>
  fc.record(
    {
      need: fc.constantFrom<Need>('forbidden', 'optional', 'recommended', 'required'),
      mode: fc.constantFrom('test' as const, 'live' as const),
      default: scalarOf(type),
      values: fc.array(hostile, { minLength: 1, maxLength: 3 }),
      matches: fc.constant('^(a|b)$'),
      not: fc.array(scalarOf(type), { minLength: 1, maxLength: 2 }),
      min: fc.integer(),
      when: fc.constantFrom([], [whenIs('V0', true)], [whenIs('V1', 'a|b', 3)]),
      differsFrom: fc.constantFrom([], ['V0']),
      about: text,
    },
    { requiredKeys: [] },
  );

const draft = (index: number) =>
  fc.constantFrom(...VARIABLE_TYPES).chain((type) =>
    fc
      .record({
        secret: fc.boolean(),
        cells: fc.array(cellOf(type), { minLength: ENVIRONMENTS.length, maxLength: ENVIRONMENTS.length }),
        traits: fc.record(
          { about: text, example: hostile, owner: hostile, rotateSeconds: fc.nat({ max: 10_000_000 }) },
          { requiredKeys: [] },
        ),
        grouped: fc.boolean(),
      })
      .map(({ secret, cells, traits, grouped }) => {
        const more: Partial<Variable> = { ...traits, secret, ...(grouped ? { group: 'g' } : {}) };
        const own = Object.fromEntries(ENVIRONMENTS.map(({ name }, at) => [name, cells[at] ?? {}]));
        return { name: `V${index}`, grouped, make: variable(`V${index}`, type, { ...more, in: own }) };
      }),
  );

/** Contracts of up to eight variables, some of them in one group. */
export const anyContract: fc.Arbitrary<Contract> = fc
  .record({
    drafts: fc.integer({ min: 0, max: 8 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => draft(index)))),
    rule: fc.constantFrom<GroupRule>('all-or-none', 'at-least-one', 'exactly-one'),
    groupNeed: fc.constantFrom<Need>('optional', 'required'),
    words: fc.record({ about: text, principles: fc.array(text, { maxLength: 3 }), status: fc.array(text, { maxLength: 2 }) }),
    language: fc.constantFrom('en' as const, 'fr' as const),
  })
  .map(({ drafts, rule, groupNeed, words, language }) => {
    const members = drafts.filter(({ grouped }) => grouped).map(({ name }) => name);
    const cells = ENVIRONMENTS.map(({ name }) => groupCell(name, { need: groupNeed }));
    const made = contract(
      drafts.map(({ make }) => make),
      {
        environments: ENVIRONMENTS,
        language,
        groups: members.length === 0 ? [] : [group('g', members, { rule, cells })],
        services: drafts.slice(0, 1).map(({ name }) => ({
          name: 'service',
          kind: 'postgres' as const,
          about: words.about,
          uses: [{ part: 'url', variable: name }],
          cells: ENVIRONMENTS.map(({ name: where }) => ({
            environment: where,
            kind: 'postgres' as const,
            need: 'required' as const,
            facts: ['managed'],
            uses: [],
            about: words.about,
            at: { file: 'lockflight.yaml', line: 1, column: 1 },
          })),
          at: { file: 'lockflight.yaml', line: 1, column: 1 },
        })),
        ...words,
      },
    );
    return made;
  });
