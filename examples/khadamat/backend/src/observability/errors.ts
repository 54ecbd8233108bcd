/**
 * Errors that nobody foresaw, reported to SENTRY_DSN (Sentry, or what speaks its protocol).
 *
 * What leaves is rebuilt from a short list: kinds and scrubbed messages of the error and its causes, where in our code, and which route. No request, no header, no body, no user,
 * no variable, no host name, no breadcrumb. What the client collects by itself is not collected: it is opened without its integrations.
 */
import type { ErrorEvent, Exception, NodeClient } from '@sentry/node';
import { type Scrub, scrubber } from './scrub.ts';

/** Words of this program, and the id under which the log tells the rest. */
export interface ErrorFacts {
  readonly code?: string;
  readonly method?: string;
  /** The route's pattern (`/api/bookings/:id`), never the address. */
  readonly route?: string;
  readonly request?: string;
}

export interface Errors extends AsyncDisposable {
  /** Never throws and never waits. */
  report(error: unknown, facts?: ErrorFacts): void;
}

export interface ErrorsChoices {
  readonly dsn: string | undefined;
  readonly environment: string;
  /** Values that must never leave: every secret of the environment. */
  readonly secrets: readonly string[];
}

const FLUSH_MS = 2_000;

/** Without a DSN nothing is reported; the log has it all the same. */
export const openErrors = async ({ dsn, environment, secrets }: ErrorsChoices): Promise<Errors> => {
  if (dsn === undefined) return { report: () => undefined, [Symbol.asyncDispose]: async () => undefined };
  const { Scope } = await import('@sentry/node');
  const client = await openClient(dsn, environment, scrubber(secrets));
  return {
    report: (error, facts = {}) => {
      const scope = new Scope();
      scope.setTags({ ...facts });
      client.captureException(error, { originalException: error }, scope);
    },
    [Symbol.asyncDispose]: async () => {
      await client.close(FLUSH_MS);
    },
  };
};

const openClient = async (dsn: string, environment: string, scrub: Scrub): Promise<NodeClient> => {
  const { defaultStackParser, linkedErrorsIntegration, makeNodeTransport, NodeClient } = await import('@sentry/node');
  const client = new NodeClient({
    dsn,
    environment,
    transport: makeNodeTransport,
    stackParser: defaultStackParser,
    integrations: [linkedErrorsIntegration()],
    includeServerName: false,
    enableRuntimeChannelInjection: false,
    sendClientReports: false,
    maxBreadcrumbs: 0,
    beforeSend: (event) => onlyWhatMayLeave(event, scrub),
  });
  client.init();
  return client;
};

const FACTS: readonly (keyof ErrorFacts)[] = ['code', 'method', 'route', 'request'];

const onlyWhatMayLeave = (event: ErrorEvent, scrub: Scrub): ErrorEvent => ({
  type: undefined,
  ...(event.event_id !== undefined && { event_id: event.event_id }),
  ...(event.timestamp !== undefined && { timestamp: event.timestamp }),
  ...(event.environment !== undefined && { environment: event.environment }),
  platform: 'node',
  level: 'error',
  tags: Object.fromEntries(FACTS.flatMap((fact) => (event.tags?.[fact] === undefined ? [] : [[fact, scrub(String(event.tags[fact]))]]))),
  exception: { values: (event.exception?.values ?? []).map((exception) => onlyWhere(exception, scrub)) },
});

const onlyWhere = ({ type, value, stacktrace }: Exception, scrub: Scrub): Exception => ({
  ...(type !== undefined && { type: scrub(type) }),
  ...(value !== undefined && { value: scrub(value) }),
  stacktrace: {
    frames: (stacktrace?.frames ?? []).map(({ filename, function: name, lineno, colno, in_app }) => ({
      ...(filename !== undefined && { filename: belowProject(filename) }),
      ...(name !== undefined && { function: name }),
      ...(lineno !== undefined && { lineno }),
      ...(colno !== undefined && { colno }),
      ...(in_app !== undefined && { in_app }),
    })),
  },
});

/** A home folder's path names its owner. */
const belowProject = (filename: string): string => filename.replace(/^.*\/(backend|node_modules)\//, '$1/');
