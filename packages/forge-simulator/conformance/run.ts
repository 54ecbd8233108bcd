/**
 * `npm run conformance:github`: runs the adapter's suite and a whole promotion against the simulator, and holds every request that the adapter sent and every
 * answer that the simulator gave against GitHub's published descriptions, of REST and of GraphQL; then reads every example of a webhook's payload that Lockflight handles.
 * Fails when anything disagrees, when nothing was checked, and when the adapter has an endpoint that no run exercised.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TappedExchange } from 'forge-simulator';
import { startVitest } from 'vitest/node';
import { ENDPOINTS } from '../../lockflight/src/forge/github/endpoints.ts';
import { answerProblems, isExcepted, requestProblems } from './check-exchange.ts';
import { checkPayloads } from './check-payloads.ts';
import { Description } from './description.ts';
import { GraphqlSchema } from './graphql-schema.ts';
import { cached, DESCRIPTION, GRAPHQL, WEBHOOKS } from './sources.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'lockflight-conformance');
const STORIES = [
  'packages/lockflight/src/forge/github/open.test.ts',
  'packages/lockflight/src/forge/github/free-plan.test.ts',
  'packages/lockflight/src/forge/github/installation-token.test.ts',
  'packages/lockflight/src/flow/e2e/promotion.e2e.test.ts',
];
/** The adapter names itself; a test that asks on its own does not. */
const isAdapter = ({ userAgent }: TappedExchange): boolean => userAgent.startsWith('lockflight');

const play = async (folder: string): Promise<void> => {
  const vitest = await startVitest('test', STORIES, {
    root: ROOT,
    config: false,
    watch: false,
    include: STORIES,
    setupFiles: [fileURLToPath(new URL('./tap.setup.ts', import.meta.url))],
    provide: { exchanges: folder },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['dot'],
  });
  const failed = vitest.state.getCountOfFailedTests();
  await vitest.close();
  if (failed > 0 || vitest.state.getFiles().length < STORIES.length) throw new Error('the stories themselves fail');
  process.exitCode = 0;
};

const readExchanges = async (folder: string): Promise<readonly TappedExchange[]> => {
  const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
  return files.flatMap((text) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as TappedExchange),
  );
};

const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
try {
  const [text, examples, graphql] = await Promise.all([
    cached(DESCRIPTION, CACHE),
    cached(WEBHOOKS, CACHE),
    cached(GRAPHQL, CACHE),
    play(folder),
  ]);
  const description = new Description(await readFile(text, 'utf8'));
  const schema = new GraphqlSchema(await readFile(graphql, 'utf8'));
  const findings = new Map<string, number>();
  const find = (what: string): void => {
    findings.set(what, (findings.get(what) ?? 0) + 1);
  };
  const exercised = new Set<string>();
  let [requests, answers, queries, told] = [0, 0, 0, 0];
  for (const exchange of await readExchanges(folder)) {
    if (exchange.path === '/graphql') {
      if (!isAdapter(exchange)) continue;
      exercised.add('POST /graphql');
      queries += 1;
      for (const problem of schema.queryProblems(exchange)) find(`POST /graphql: query ${problem}`);
      if (exchange.status !== 200) continue;
      told += 1;
      for (const problem of await schema.answerProblems(exchange)) find(`POST /graphql: answer ${problem}`);
      continue;
    }
    const operation = description.find(exchange.method, exchange.path);
    const name = `${exchange.method} ${operation?.template ?? exchange.path}`;
    if (operation === undefined) {
      // Somebody who tries a path that is not there, and is told so.
      if (isAdapter(exchange) || exchange.status !== 404) find(`${name}: not described`);
      continue;
    }
    answers += 1;
    for (const problem of answerProblems(description, operation, exchange))
      if (!isExcepted(name, problem)) find(`${name}: answer ${problem}`);
    if (!isAdapter(exchange)) continue;
    requests += 1;
    exercised.add(name);
    for (const problem of requestProblems(description, operation, exchange))
      if (!isExcepted(name, problem)) find(`${name}: request ${problem}`);
  }
  for (const endpoint of Object.keys(ENDPOINTS)) if (!exercised.has(endpoint)) find(`${endpoint}: the adapter has it, and no run asked it`);
  const payloads = checkPayloads(JSON.parse(await readFile(examples, 'utf8')), find);
  for (const [what, times] of [...findings].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    console.error(times === 1 ? what : `${what} (${times} times)`);
  console.log(
    `${requests} requests to ${exercised.size} endpoints, ${answers} answers and ${payloads} webhook payloads held against GitHub ${DESCRIPTION.version}, ` +
      `${queries} GraphQL queries and ${told} answers against its schema ${GRAPHQL.version}: ` +
      `${findings.size === 0 ? 'all agree' : `${findings.size} disagreements`}`,
  );
  if (findings.size > 0 || [requests, answers, payloads, queries, told].includes(0)) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
