/** The sources, against servers of this machine whose answers have the published form. */
import { describe, expect, test } from 'vitest';
import type { LogSource } from '../../../contract/model.ts';
import { AT, CONTRACT, factsWith, NOW as JUDGED, RULES, stepOf } from '../../../policy/facts.fixture.ts';
import { judge } from '../../../policy/judge.ts';
import { type Answering, type AnsweringServer, hostIn, json, newServer, SINCE } from './answering-server.fixture.ts';
import { readLogs } from './read-logs.ts';

const base = { name: 'staging-logs', at: AT };
const rule = RULES['clean-logs'];

/** What the gate says of a source: `outcome cause-or-code`. */
const said = async (source: LogSource): Promise<string> => {
  const fact = await readLogs(hostIn('.'), source, SINCE);
  const [outcome] = judge(CONTRACT, stepOf([rule]), factsWith({ logs: new Map([['staging-logs', fact]]) }), JUDGED).gates;
  return `${outcome?.outcome} ${outcome?.cause ?? outcome?.code}`;
};

const asked = async (
  sourceAt: (url: string) => LogSource,
  answering: Answering,
): Promise<{ said: string; asked: AnsweringServer['asked'] }> => {
  await using server = await newServer(answering);
  return { said: await said(sourceAt(server.url)), asked: server.asked };
};

describe('sentry', () => {
  const sentry = (url: string): LogSource => ({
    ...base,
    kind: 'sentry',
    url,
    organization: 'koomy',
    project: 'api',
    environment: 'staging',
    query: 'is:unresolved',
    token: 'LOCKFLIGHT_SOURCE_TOKEN',
  });
  const issue = (change: object = {}) => ({
    id: '1',
    shortId: 'API-1',
    level: 'error',
    status: 'unresolved',
    count: '3',
    lastSeen: '2026-11-20T11:00:00Z',
    ...change,
  });
  interface Told {
    readonly project?: object;
    readonly environments?: unknown;
    readonly pages?: readonly unknown[];
  }
  const server =
    ({ project = {}, environments = [{ id: '1', name: 'staging', isHidden: false }], pages = [[]] }: Told): Answering =>
    ({ path, query }, response) => {
      if (path === '/api/0/projects/koomy/api/')
        return json(response, { id: '2', slug: 'api', firstEvent: '2026-01-01T00:00:00Z', ...project });
      if (path === '/api/0/projects/koomy/api/environments/') return json(response, environments);
      const page = Number(query.get('cursor')?.split(':')[1] ?? 0);
      const more = page + 1 < pages.length;
      const link = `<http://elsewhere.example/?cursor=0:0:1>; rel="previous"; results="false"; cursor="0:0:1", <http://elsewhere.example/?cursor=0:${page + 1}:0>; rel="next"; results="${more}"; cursor="0:${page + 1}:0"`;
      return json(response, pages[page], { link });
    };

  test('clean', async () => {
    const { said, asked: questions } = await asked(sentry, server({}));
    expect(said).toBe('passed passed');
    expect(questions.at(-1)?.path).toBe('/api/0/organizations/koomy/issues/');
    expect(Object.fromEntries(questions.at(-1)?.query ?? [])).toMatchObject({
      project: '2',
      environment: 'staging',
      query: 'is:unresolved',
      start: '2026-11-19T12:00:00',
      end: '2026-11-20T12:00:00',
    });
  });
  test('an issue', async () => expect((await asked(sentry, server({ pages: [[issue()]] }))).said).toBe('blocked logs-not-clean'));
  test('an issue without a date or a count may be of the window', async () =>
    expect((await asked(sentry, server({ pages: [[issue({ count: undefined, lastSeen: null })]] }))).said).toBe('blocked logs-not-clean'));
  test('one that was not seen since', async () =>
    expect((await asked(sentry, server({ pages: [[issue({ lastSeen: '2026-11-19T11:00:00Z' })]] }))).said).toBe('passed passed'));
  test('one on the last page, at the same address', async () => {
    const { said, asked: questions } = await asked(sentry, server({ pages: [[], [], [issue()]] }));
    expect(said).toBe('blocked logs-not-clean');
    expect(questions).toHaveLength(5);
  });
  test('more pages than can be read', async () =>
    expect((await asked(sentry, server({ pages: Array(60).fill([]) }))).said).toBe('errored source-partial'));
  test('a full page, and no word of the next', async () =>
    expect(
      (
        await asked(sentry, (question, response) =>
          question.path.endsWith('/issues/')
            ? json(response, Array(100).fill(issue({ lastSeen: '2026-11-01T00:00:00Z' })))
            : server({})(question, response),
        )
      ).said,
    ).toBe('errored source-partial'));
  test('a project that never received anything', async () =>
    expect((await asked(sentry, server({ project: { firstEvent: null } }))).said).toBe('errored logs-no-data'));
  test('an environment that it does not know', async () =>
    expect((await asked(sentry, server({ environments: [{ id: '1', name: 'production' }] }))).said).toBe('errored logs-no-data'));
  test('something else than a list', async () => {
    expect((await asked(sentry, server({ pages: [{ detail: 'no' }] }))).said).toBe('errored source-nonsense');
    expect((await asked(sentry, server({ environments: 'staging' }))).said).toBe('errored source-nonsense');
  });
});

describe('loki and prometheus', () => {
  const vector = (...values: readonly string[]) => ({
    status: 'success',
    data: { resultType: 'vector', result: values.map((value) => ({ metric: {}, value: [1_763_640_000.123, value] })) },
  });
  const loki = (url: string): LogSource => ({
    ...base,
    kind: 'loki',
    url,
    query: '{app="koomy"} |= "error"',
    alive: '{app="koomy"}',
    tenant: 'koomy',
  });
  const prometheus = (url: string): LogSource => ({
    ...base,
    kind: 'prometheus',
    url,
    query: 'sum(increase(errors_total[$window]))',
    alive: 'min_over_time(up{job="koomy"}[$window])',
  });
  /** `alive`, then the errors. */
  const telling = (source: (url: string) => LogSource, alive: unknown, errors: unknown) =>
    asked(source, ({ query }, response) => json(response, /errors_total|"error"/.test(query.get('query') ?? '') ? errors : alive));

  test.each([
    ['loki', loki, '/loki/api/v1/query', 'sum(count_over_time({app="koomy"} |= "error" [86400s]))', '1763640000000000000'],
    ['prometheus', prometheus, '/api/v1/query', 'sum(increase(errors_total[86400s]))', '1763640000.000'],
  ] as const)('%s is asked for the very window, at this very moment', async (_, source, path, query, time) => {
    const { said, asked: questions } = await telling(source, vector('1'), vector('0'));
    expect(said).toBe('passed passed');
    expect(questions.at(-1)?.path).toBe(path);
    const at = new Date('2026-11-20T12:00:00Z').getTime() / 1000;
    expect(questions.at(-1)?.query.get('query')).toBe(query);
    expect(questions.at(-1)?.query.get('time')).toBe(time.replace('1763640000', String(at)));
  });
  test('the tenant', async () => expect((await telling(loki, vector('1'), vector())).asked[0]?.headers['x-scope-orgid']).toBe('koomy'));

  describe.each([
    ['loki', loki],
    ['prometheus', prometheus],
  ] as const)('%s', (_, source) => {
    test('errors', async () => expect((await telling(source, vector('9'), vector('1', '2'))).said).toBe('blocked logs-not-clean'));
    test('a part of one is one', async () =>
      expect((await telling(source, vector('9'), vector('0.4'))).said).toBe('blocked logs-not-clean'));
    test('nobody writes', async () => expect((await telling(source, vector(), vector('0'))).said).toBe('errored logs-no-data'));
    test('a part is missing', async () =>
      expect((await telling(source, { ...vector('1'), warnings: ['a store did not answer'] }, vector('0'))).said).toBe(
        'errored source-partial',
      ));
    test('an error in an answer', async () =>
      expect((await telling(source, { status: 'error', errorType: 'bad_data', error: 'parse error' }, vector('0'))).said).toBe(
        'errored source-rejected',
      ));
    test.each(['NaN', '+Inf', '', 'many'])('the number %j', async (value) =>
      expect((await telling(source, vector('1'), vector(value))).said).toBe('errored source-nonsense'),
    );
    test('lines instead of a number', async () =>
      expect((await telling(source, vector('1'), { status: 'success', data: { resultType: 'streams', result: [] } })).said).toBe(
        'errored source-nonsense',
      ));
  });
  test('no error series at all is no error, where the source is alive', async () =>
    expect((await telling(prometheus, vector('1'), vector())).said).toBe('passed passed'));
  test('prometheus was blind for a while', async () =>
    expect((await telling(prometheus, vector('1', '0'), vector('0'))).said).toBe('errored source-stale'));
});

describe('a program', () => {
  const printing = (text: string): LogSource => ({
    ...base,
    kind: 'command',
    env: [],
    run: [process.execPath, '-p', `'${text}'.replaceAll('NOW', '{until}').replaceAll('THEN', '{since}')`],
  });
  test.each([
    ['{"errors":0,"from":"THEN","to":"NOW"}', 'passed passed'],
    ['{"errors":1,"from":"THEN","to":"NOW"}', 'blocked logs-not-clean'],
    ['{"errors":[{"at":"NOW"}],"from":"THEN","to":"NOW"}', 'blocked logs-not-clean'],
    ['{"errors":[{}],"from":"THEN","to":"NOW"}', 'blocked logs-not-clean'],
    ['{"errors":0}', 'errored logs-no-data'],
    ['{"errors":0,"from":"2026-01-01T00:00:00Z","to":"2026-11-18T00:00:00Z"}', 'errored logs-stale'],
    ['{"errors":"0","from":"THEN","to":"NOW"}', 'errored source-nonsense'],
    ['{"errors":-1}', 'errored source-nonsense'],
    ['no json', 'errored source-nonsense'],
  ])('%s', async (text, outcome) => expect(await said(printing(text))).toBe(outcome));
});
