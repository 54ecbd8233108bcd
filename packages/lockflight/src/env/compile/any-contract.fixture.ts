/** Contracts and inputs of every kind, for the differential tests: few names, so that conditions, groups and twins meet; values that sit on edges. */
import fc from 'fast-check';
import type { Cell, Condition, Contract, Environment, Group, Scalar, Variable, VariableType } from '../../contract/model.ts';

const at = (line: number) => ({ file: 'lockflight.yaml', line, column: 1 });

/** For each type, texts that are accepted, refused, or nearly so. */
const TEXTS: Readonly<Record<VariableType, readonly string[]>> = {
  string: [
    'a',
    'A',
    'x',
    'hello',
    'T-1',
    'L-1',
    'changeme',
    'Replace_This',
    'xxx',
    '-XXXX',
    'your-key',
    '<key>',
    'ten letters',
    'orange',
    'émoji 🚀',
    '🚀🚀🚀',
    '\ud83d',
    '\ud83d\ud83d\ude80',
    'ſhange-ME',
    'K',
    '__proto__',
    'constructor',
    '1',
    'true',
    '1.5',
    '-0',
    'A_CHANGE_THIS',
    'a long sentence that asks somebody to replace me',
    'sk_live_abcdefgh',
    '-----BEGIN PRIVATE KEY-----',
    `${'x'.repeat(2040)}change-me`,
    `${'y'.repeat(2048)}xxx`,
    `${'z'.repeat(16_380)}T-1aaa`,
    `${'z'.repeat(16_383)}🚀L-`,
  ],
  enum: ['a', 'b', 'c', 'production', 'local', 'dev'],
  url: [
    'http://localhost:3000',
    'https://api.example.com/v1?x=1#y',
    'HTTPS://API.example.com',
    'postgres://u:p@db.prod.internal:5432/x',
    'postgres://u:p@db.staging.internal/x',
    'postgresql://u:p@a.prod.internal,b.prod.internal/x',
    'postgres://u@db.prod.internal/x?host=db.staging.internal',
    'postgres://u@db.prod.internal/x?sslmode=require',
    'postgres://u@db.prod.internal/x?h%6Fst=db.staging.internal',
    'file:./dev.db',
    'file:///dev.db',
    'file://host/x',
    'redis://:6379',
    'redis://:pw@cache.prod.internal:6379',
    'localhost:3000',
    'http://',
    'http://1.2.3.4',
    'http://1.2.3.999',
    'http://0x7f.1',
    'http://[::1]:80',
    'http://xn--a',
    'http://xn--nxasmq6b/',
    'http://a b',
    'http://a_b.example',
    'http://-a-.b',
    'http://a..b',
    'http://user:pa@ss@host/',
    'http://host:99999',
    'http://host:65535/',
    'http://host:080/',
    'mailto:a@b',
    'ftp:x',
    'http://change-me.example',
    'http://db.prod.internal',
    'https://xprod.internal/',
    'https://prod.internal',
    'https://a-prod.internal',
    'https://a.b-c.prod.internal:443/?host=x',
    'https://a.prod.internal.0x1f/',
    'https://a.0x1f',
    'https://a.prod.internal:5999/x#?host=y',
    'https://key@a.prod.internal',
    'https://key@a.prod.internal@b.staging.internal/',
    'https://a.prod.internal\\@b.staging.internal',
    'https://3com.example',
    'https://a.prod.internal.:80',
    'https://a--b.prod.internal',
    'redis://u:p,w!"<>[]^{|}`@a.prod.internal:59999/0',
    'redis://u:p@a.prod.internal:60000',
    'redis://u:p\\w@a.prod.internal',
    'postgres://u:p?w@a.prod.internal',
    'postgres://u@a.prod.internal?HOST=b&host',
    'postgres://u@a.prod.internal#x?host=b.staging.internal',
    'postgresql://u@a.prod.internal/x?options=-c&host=/run/x',
    'postgres://u@DB.prod.internal/x',
    'postgresql://u@db.staging.internal',
    'http://db.prod.internal./',
    'https://é.example',
  ],
  host: [
    'localhost',
    'db.prod.internal',
    'DB.prod.internal.',
    'db.staging.internal',
    '3com.example',
    'a.3b',
    'a.3',
    'a-3',
    '3',
    '0x7f',
    '256.1.1.1',
    '1.2.3',
    '01.2.3.4',
    '1.2.3.4.',
    '1.2.3.4.5',
    'a--b.c',
    '1.2.3.4',
    '1.2.3.999',
    '[::1]',
    '::1',
    'a..b',
    '-a',
    'a-',
    'a_b',
    'http://x',
    'xxx',
    'a'.repeat(64),
  ],
  port: ['80', '0', '65535', '65536', '080', '3310', '-1', '1e3', '٣'],
  integer: [
    '0',
    '-0',
    '1',
    '010',
    '10',
    '-5',
    '+5',
    '1e3',
    '0x10',
    '1_000',
    '12.5',
    '9007199254740991',
    '9007199254740992',
    '9007199254740993',
    '-9007199254740992',
    '-',
    ' 1',
    '99999999999999999999999',
  ],
  number: ['0', '-0', '-0.0', '1.5', '1.', '.5', '1e5', '10', `${'9'.repeat(400)}`],
  boolean: ['true', 'false', '1', '0', 'yes', 'no', 'on', 'off', 'TRUE', 'maybe'],
  email: [
    'a@b.co',
    'a@b-c',
    'a@b-c.d3',
    'a@b.c-d.e',
    'a-b_c+d.e@b.c-d.org',
    'a--b@c.org',
    'a@3.org',
    'a@1.2.3.4',
    'a@localhost',
    'a@b',
    'a.b@db.prod.internal',
    'a..b@c.d',
    '.a@c.d',
    'a.@c.d',
    'a@',
    '@b.c',
    "o'x`y@c.d",
    'A@B.CO',
    'a@B.staging.internal',
    'ſ@b.co',
    `${'a'.repeat(65)}@b.co`,
    'xxx@x.xxx',
  ],
  duration: ['15m', '1h30m', '90d', '250ms', '1', 'm', '1m1h', '0s', '99999999999999999w'],
  path: ['./x', '/mnt/x', 'a\u0001b', ' x', 'x ', 'http://x', 'C:\\x', 'x'.repeat(4096), 'x'.repeat(4097), 'a\nb', 'change-me/x'],
  ip: [
    '1.2.3.4',
    '01.2.3.4',
    '::',
    '::1',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7::',
    '::ffff:1.2.3.4',
    '1.2.3.4::',
    'ABCD::',
    '1::2::3',
    '1.2.3',
    '1:2:3:4:5:6:1.2.3.4',
  ],
  'cidr-list': [
    '10.0.0.0/8',
    '10.1.2.3/8',
    '0.0.0.0/0',
    '1.2.3.4/0',
    '::/0',
    'abcd::1/0',
    '2001:db8::/32, 10.0.0.1',
    '10.0.0.0/33',
    '10.0.0.0/08',
    'x',
    '::1/129',
    '1.2.3.4/',
    '::1/127',
    '255.255.255.255/9',
  ],
  list: ['a', 'a,b', 'a, b ', 'a,,b', ',', 'b', ' ', 'xxx', '1,true', 'b,a', 'a\u00a0,b', '-0'],
  json: [
    '{}',
    '{"a":1}',
    '{ "a": 1 }',
    '{"b":1,"a":2}',
    '{"a":2,"b":1}',
    '{"__proto__":1}',
    '[1,2]',
    '3',
    '3.0',
    '1e400',
    'null',
    'x',
    '"change-me"',
    '-0',
    '0',
    'true',
    '""',
  ],
  base64: ['aGk=', 'aGk', 'a_-b', 'a+/b', 'a+_b', '====', 'YQ==', 'a-b', 'a-bcd', 'a-b='],
  hex: ['ab', 'AB', 'abc', 'xx', '00ff'],
  uuid: ['123e4567-e89b-12d3-a456-426614174000', '123E4567-E89B-12D3-A456-426614174000', '123e4567'],
  semver: [
    '1.4.0',
    'v1.0.0',
    '1.0',
    '1.0.0-rc.1',
    '1.0.0-01',
    '1.0.0-a.01',
    '1.0.0+01',
    '1.0.0-',
    '1.0.0+',
    '01.0.0',
    '1.0.0-a+b.c',
    '1.0.0-a..b',
    '1.0.0+a+b',
    '1.0.0-0a',
    '1.0.0-xxx',
    '1.0.0--',
    '1.0.0-a.',
    '1.0.0+-',
  ],
  cron: [
    '0 3 * * *',
    '@daily',
    '* * * * * *',
    '60 * * * *',
    '0 0 * jan sun',
    '0 0 * JAN-MAR mon-fri',
    '*/5 1,2 1-5 * 7',
    '0 0 0 * *',
    '0-',
    '1-2-3 * * * *',
    '*/0 * * * *',
    '* * * *',
    '5-1 * * * *',
    '* * * anf *',
    '* * jan * *',
    '0  3 * * *',
  ],
  timezone: ['UTC', 'Africa/Casablanca', 'africa/casablanca', '+01:00', 'Mars/Base', 'Europe/Paris'],
  'stripe-secret-key': ['sk_test_abc', 'sk_live_abc', 'rk_test_a', 'rk_live_a', 'pk_test_a', 'sk_test_', 'sk_test_xxx', 'sk_live_a b'],
  'stripe-publishable-key': ['pk_test_abc', 'pk_live_abc', 'sk_test_a', 'pk_test_é'],
  'stripe-webhook-secret': ['whsec_abc', 'whsec_', 'whsec_a=', 'x'],
  'sentry-dsn': [
    'https://abc@o1.ingest.sentry.io/1',
    'https://abc:def@o1.ingest.sentry.io/1',
    'https://abc@host',
    'https://abc@h/a/1',
    'https://abc@h/1?x',
    'https://abc@h?x/1',
    'http://abc@h/a',
    'https://abc@a:1,b:2/1',
    'https://a_b@h/1',
    'https://abc@1.2.3.4/1',
    'https://abc@h/1#',
    'redis://abc@h/1',
    'https://abc@db.prod.internal:9000/x/../1',
    'https://abc@a,b/1',
  ],
};

export const TYPES = Object.keys(TEXTS) as readonly VariableType[];

const NAMES = ['MODE', 'A', 'B', 'C', 'a', 'constructor', '__proto__', 'name', 'VITE_X', 'D', '1ST', 'with-dash', 'E'];
const NEEDS = ['forbidden', 'optional', 'recommended', 'required', 'required'] as const;

const some = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const rarely = <T>(arbitrary: fc.Arbitrary<T>, weight = 4): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

export const textOfType = (type: VariableType): fc.Arbitrary<string> =>
  fc.oneof({ weight: 12, arbitrary: some(TEXTS[type]) }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) });

/** A line of a report would break where a word of the contract does. */
const wordsOf = (type: VariableType): readonly string[] => TEXTS[type].filter((text) => !text.includes('\n'));

const scalarOf = (type: VariableType): fc.Arbitrary<Scalar> => {
  if (type === 'boolean') return fc.oneof(fc.boolean(), some(wordsOf('boolean')));
  if (type === 'integer' || type === 'port' || type === 'number' || type === 'json')
    return fc.oneof(fc.integer({ min: 0, max: 90 }), some([-0, -1, 0.1, 1e21, 80, 3310]), some(wordsOf(type)));
  return type === 'string' || type === 'enum' || type === 'list'
    ? fc.oneof({ weight: 12, arbitrary: some(wordsOf(type)) }, { weight: 1, arbitrary: some<Scalar>([1, true, 1.5, -0, false]) })
    : some(wordsOf(type));
};

const HOSTS = [
  'localhost',
  '*.prod.internal',
  '*.staging.internal',
  'DB.prod.internal',
  '*',
  'db.*.internal',
  '*a*',
  '1.2.3.4',
  'api.example.com',
];
const PATTERNS = ['^T-', '^L-', 'a', '^/', '[/]', '\\/x\u2028', '</script', '^[a-z\\-]+$', '(', 'é', '^(live|smtp)\\.'];

const condition = (types: ReadonlyMap<string, VariableType>, depth: number): fc.Arbitrary<Condition> => {
  const equals = some([...types, ['UNDECLARED', 'string'] as const]).chain(([variable, type]) =>
    fc.array(scalarOf(type), { minLength: 1, maxLength: 2 }).map((anyOf): Condition => ({ kind: 'equals', variable, anyOf })),
  );
  if (depth === 0) return equals;
  const inner = condition(types, depth - 1);
  return fc.oneof(
    { weight: 4, arbitrary: equals },
    { weight: 1, arbitrary: inner.map((each): Condition => ({ kind: 'not', condition: each })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(some(['all', 'any'] as const), fc.array(inner, { maxLength: 2 }))
        .map(([kind, conditions]): Condition => ({ kind, conditions })),
    },
  );
};

const defined = <T extends object>(value: { readonly [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

const cell = (environment: string, type: VariableType, types: ReadonlyMap<string, VariableType>, line: number): fc.Arbitrary<Cell> => {
  const scalar = scalarOf(type);
  const list = fc.array(scalar, { minLength: 1, maxLength: 3 });
  const hosted = type === 'url' || type === 'host' || type === 'email' || type === 'sentry-dsn' || type === 'ip';
  return fc
    .record({
      need: some(NEEDS),
      mode: rarely(some(['test', 'live'] as const), 2),
      is: rarely(scalar),
      default: rarely(scalar),
      scheme: rarely(fc.array(some(['http', 'https', 'postgres', 'file', 'redis']), { minLength: 1, maxLength: 3 }), hosted ? 2 : 30),
      host: rarely(fc.array(some(HOSTS), { minLength: 1, maxLength: 2 }), hosted ? 1 : 30),
      port: rarely(fc.array(some([80, 3000, 5432, 6379]), { minLength: 1, maxLength: 2 }), type === 'url' || type === 'port' ? 5 : 50),
      values: rarely(list),
      matches: rarely(some(PATTERNS), 8),
      not: rarely(list, 6),
      min: rarely(fc.oneof(fc.integer({ min: -5, max: 20 }), some([-0, 0.5, 900])), 5),
      max: rarely(fc.oneof(fc.integer({ min: 0, max: 100 }), some([0.25, 1e21])), 5),
      length: rarely(
        fc
          .record({ min: rarely(fc.integer({ min: 0, max: 24 }), 1), max: rarely(fc.integer({ min: 0, max: 40 }), 1) })
          .map((bounds) => defined<NonNullable<Cell['length']>>(bounds)),
        type === 'string' ? 2 : 8,
      ),
      differsFrom: fc.oneof(
        { weight: 6, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(some([...types.keys(), 'UNDECLARED']), { minLength: 1, maxLength: 2 }) },
      ),
      when: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(condition(types, 2), { minLength: 1, maxLength: 2 }) },
      ),
      shift: fc.integer({ min: 0, max: 2 }),
    })
    .map(({ shift, ...rules }) => defined<Cell>({ environment, at: at(line + shift), ...rules }));
};

const variable = (
  name: string,
  line: number,
  types: ReadonlyMap<string, VariableType>,
  environments: readonly Environment[],
): fc.Arbitrary<Variable> => {
  const type = types.get(name) ?? 'string';
  const cells = environments.map((environment) => cell(environment.name, type, types, line));
  return fc
    .record({
      secret: fc.boolean(),
      exposed: name === 'VITE_X' ? fc.constant(true) : some([false, false, false, false, false, false, false, true]),
      phases: fc.oneof(
        { weight: 4, arbitrary: fc.constant(['boot', 'run'] as const) },
        { weight: 1, arbitrary: fc.subarray(['build', 'boot', 'run'] as const) },
      ),
      distinct: fc.boolean(),
      modes: rarely(fc.oneof(fc.constant({ test: '^T-', live: '^L-' }), fc.constant({ live: 'a' }), fc.constant({ test: 'a' })), 3),
      deprecated: rarely(fc.oneof(fc.constant({}), fc.constant({ use: 'A' })), 15),
      example: rarely(some(wordsOf(type)), 3),
      // Most cells of a variable are alike in real contracts: then all environments share one.
      cells: fc.oneof(
        fc.tuple(...cells),
        (cells[0] as fc.Arbitrary<Cell>).map((one) => environments.map((environment) => ({ ...one, environment: environment.name }))),
      ),
    })
    .map((facts) => defined<Variable>({ name, type, at: at(line), ...facts } as Variable));
};

const group = (name: string, names: readonly string[], environments: readonly Environment[], line: number): fc.Arbitrary<Group> =>
  fc
    .record({
      variables: fc.subarray([...names], { minLength: 1 }),
      rule: rarely(some(['all-or-none', 'at-least-one', 'exactly-one'] as const), 1),
      needs: fc.tuple(...environments.map(() => some(NEEDS))),
      only: fc.tuple(...environments.map(() => rarely(fc.subarray([...names], { minLength: 1 }), 5))),
      // A group need not speak of every environment.
      spoken: fc.tuple(...environments.map(() => some([true, true, true, true, false]))),
    })
    .map(({ variables, rule, needs, only, spoken }) =>
      defined<Group>({
        name,
        variables,
        rule,
        when: [],
        cells: environments.flatMap((environment, i) =>
          spoken[i] === true
            ? [
                defined<Group['cells'][number]>({
                  environment: environment.name,
                  need: needs[i],
                  only: only[i],
                  mode: undefined,
                  when: [],
                  at: at(line + i),
                }),
              ]
            : [],
        ),
        about: undefined,
        at: at(line),
      }),
    );

const KINDS = ['development', 'preview', 'staging', 'production'] as const;
const ENVIRONMENT_NAMES = ['local', 'preview', 'staging', 'production'] as const;

const environments: fc.Arbitrary<readonly Environment[]> = fc
  .subarray([0, 1, 2, 3], { minLength: 1 })
  .chain((picked) =>
    fc.tuple(
      ...picked.map((i) =>
        fc.tuple(fc.constant(i), some(['block', 'warn'] as const), some([0, 0, 0, 1]), rarely(some(['replit', 'vercel']), 2)),
      ),
    ),
  )
  .map((picked) =>
    picked.map(([i, boot, other, host]) =>
      defined<Environment>({
        name: ENVIRONMENT_NAMES[i] ?? 'local',
        kind: KINDS[(i + other) % 4] ?? 'development',
        aliases: [['dev', 'constructor'], [], ['toString'], ['prod', 'live']][i] ?? [],
        files: [],
        host,
        boot,
        allows: [],
        forbids: [],
        facts: [],
        commands: [],
        at: at(i + 1),
      } as Environment),
    ),
  );

export const anyContract: fc.Arbitrary<Contract> = fc
  .tuple(
    environments,
    fc.subarray(NAMES, { minLength: 1, maxLength: 7 }),
    fc.array(some(TYPES), { minLength: 7, maxLength: 7 }),
    some([['MODE'], ['LOCKFLIGHT_ENV', 'MODE'], ['a'], ['__proto__', 'UNDECLARED', 'A'], ['constructor']]),
  )
  .chain(([where, names, kinds, select]) => {
    const types = new Map(names.map((name, i) => [name, name === 'MODE' ? ('enum' as const) : (kinds[i] ?? 'string')]));
    return fc
      .tuple(
        fc.tuple(...names.map((name, i) => variable(name, 10 + 10 * i, types, where))),
        fc.oneof(
          { weight: 2, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: group('g', names, where, 200).map((one) => [one]) },
          { weight: 1, arbitrary: fc.tuple(group('g', names, where, 200), group('g2', names, where, 210)) },
        ),
        some(['en', 'fr'] as const),
      )
      .map(
        ([variables, groups, language]): Contract => ({
          version: 1,
          project: 'p',
          principles: [],
          status: [],
          prohibitions: [],
          language,
          select,
          environments: where,
          variables,
          groups,
          services: [],
          commands: [],
          procedures: [],
          flow: [],
          rollback: [],
          sources: [],
          people: [],
          protect: [],
          archive: [],
          ledgerBranch: 'l',
          generate: { samples: [] },
        }),
      );
  });

/** What a process may hold for this contract, as an object with a prototype (`process.env`) or without. */
export const sourceFor = (contract: Contract): fc.Arbitrary<Readonly<Record<string, string>>> => {
  const scalars = (variable: Variable): readonly string[] =>
    variable.cells
      .flatMap((each) => [each.is, each.default, ...(each.values ?? []), variable.example])
      .flatMap((word) => (word === undefined ? [] : [String(word)]));
  const texts = contract.variables.map((variable) => {
    const words = scalars(variable).filter((word) => word !== '');
    const set = fc.oneof(
      { weight: words.length === 0 ? 0 : 3, arbitrary: some(words.length === 0 ? [''] : words) },
      { weight: 4, arbitrary: textOfType(variable.type) },
      { weight: 1, arbitrary: fc.constantFrom('', 'sk_live_abcdefgh', 'shared-secret') },
    );
    return rarely(set, 1);
  });
  const selectors = rarely(some([...contract.environments.flatMap((each) => [each.name, ...each.aliases]), 'nowhere', '']), 1);
  return fc
    .record({
      values: fc.tuple(...texts),
      selected: selectors,
      // Which of the names that select is the one that says it.
      by: some(contract.select),
      marker: rarely(some(['REPL_ID', 'VERCEL_ENV', 'REPLIT_DEPLOYMENT']), 12),
      undeclared: rarely(textOfType('string'), 3),
      prototype: some([null, Object.prototype]),
    })
    .map(({ values, selected, by, marker, undeclared, prototype }) => {
      const source: Record<string, string> = Object.create(prototype);
      const put = (name: string, value: string | undefined): void => {
        if (value !== undefined) Object.defineProperty(source, name, { value, enumerable: true, writable: true, configurable: true });
      };
      contract.variables.forEach(({ name }, i) => {
        put(name, values[i]);
      });
      put('UNDECLARED', undeclared);
      put(by, selected);
      if (marker !== undefined) put(marker, 'x');
      return source;
    });
};
