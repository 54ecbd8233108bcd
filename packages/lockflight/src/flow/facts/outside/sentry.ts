/**
 * Errors as a Sentry-compatible server knows them (Sentry, GlitchTip). https://docs.sentry.io/api/: the project, its environments, the organization's issues.
 * An issue that was seen in the window weighs its `count`; where a server counts an issue's whole life that is too much, never too little.
 *
 * A healthy application sends nothing, so silence has to mean something: the project must have received an event once, and know the environment that is asked for. A
 * wrong name would find no error for ever.
 */
import type { LogSource } from '../../../contract/model.ts';
import type { LogFact } from '../../../policy/facts.ts';
import { instant } from '../../../policy/time.ts';
import { askJson, failing } from './ask-json.ts';
import type { Host } from './host.ts';
import { fieldOf, listOfObjects } from './json.ts';

type Sentry = Extract<LogSource, { kind: 'sentry' }>;

const PAGE = 100;
const MOST_PAGES = 50;

/** `since`: seconds since 1970. */
export const readSentry = async (host: Host, source: Sentry, since: number): Promise<LogFact> => {
  const until = host.now();
  const project = await projectOf(host, source);
  const environments = await environmentsOf(host, source);
  if (project.firstEvent === undefined || !environments.includes(source.environment)) return { errors: [] };
  let counted = 0;
  for await (const issue of issuesOf(host, source, { project: project.id, since, until })) {
    const seen = fieldOf(issue, 'lastSeen');
    // Not seen since then: it is not of this window. One that carries no date may be.
    if (typeof seen === 'string' && instant(seen) < since) continue;
    counted += weightOf(issue);
  }
  return { errors: [], counted, covers: { from: project.firstEvent, to: until.toISOString() } };
};

const ask = (host: Host, source: Sentry, path: string, query: Readonly<Record<string, string>> = {}) =>
  askJson(host, {
    name: source.name,
    url: source.url,
    path: `/api/0${path}`,
    query,
    ...(source.token === undefined ? {} : { token: source.token }),
  });

const inProject = ({ organization, project }: Sentry, rest: string): string =>
  `/projects/${encodeURIComponent(organization)}/${encodeURIComponent(project)}/${rest}`;

const projectOf = async (host: Host, source: Sentry): Promise<{ readonly id: string; readonly firstEvent: string | undefined }> => {
  const { body } = await ask(host, source, inProject(source, ''));
  const [id, first] = [fieldOf(body, 'id'), fieldOf(body, 'firstEvent')];
  if (typeof id !== 'string' && typeof id !== 'number') throw nonsense(source);
  return { id: String(id), firstEvent: typeof first === 'string' ? first : undefined };
};

const environmentsOf = async (host: Host, source: Sentry): Promise<readonly unknown[]> => {
  const { body } = await ask(host, source, inProject(source, 'environments/'), { visibility: 'all' });
  const list = listOfObjects(body);
  if (list === undefined) throw nonsense(source);
  return list.map((e) => fieldOf(e, 'name'));
};

interface Window {
  readonly project: string;
  readonly since: number;
  readonly until: Date;
}

async function* issuesOf(host: Host, source: Sentry, { project, since, until }: Window): AsyncGenerator<object> {
  const query = {
    project,
    environment: source.environment,
    query: source.query,
    start: withoutZone(new Date(since * 1000)),
    end: withoutZone(until),
    utc: 'true',
    limit: String(PAGE),
  };
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const path = `/organizations/${encodeURIComponent(source.organization)}/issues/`;
    const { body, link } = await ask(host, source, path, cursor === undefined ? query : { ...query, cursor });
    const issues = listOfObjects(body);
    if (issues === undefined) throw nonsense(source);
    yield* issues;
    const next = nextCursor(link);
    // A full page without a word about the next one: nobody knows whether there is more.
    if (next === undefined && link === '' && issues.length >= PAGE) break;
    if (next === undefined) return;
    cursor = next;
  }
  throw failing(source.name)('source-partial', 'it has more issues than can be read', "elle a plus de tickets qu'on n'en peut lire");
}

/** The API's own form: ISO 8601, UTC, no zone. */
const withoutZone = (moment: Date): string => moment.toISOString().slice(0, 19);

/** `<...>; rel="next"; results="true"; cursor="0:100:0"`. The cursor alone is taken: the address stays the contract's. */
const nextCursor = (link: string): string | undefined => {
  for (const part of link.split(/,\s*(?=<)/)) {
    if (!/;\s*rel="next"/.test(part) || !/;\s*results="true"/.test(part)) continue;
    return /;\s*cursor="([^"]{1,200})"/.exec(part)?.[1] ?? /[?&]cursor=([^&>]{1,200})/.exec(part)?.[1];
  }
  return undefined;
};

const weightOf = (issue: object): number => {
  const count = Number(fieldOf(issue, 'count'));
  return Number.isFinite(count) && count > 1 ? count : 1;
};

const nonsense = (source: Sentry) =>
  failing(source.name)('source-nonsense', "its answer is not of Sentry's form", "sa réponse n'a pas la forme de Sentry");
