/**
 * Webhook payloads, read as hints: something happened to this repository, look at it again. Nothing that a payload says is taken for a fact, since payloads
 * are lost, doubled, late and out of order; the forge is asked. Pure. Source: GitHub, "Webhook events and payloads".
 *
 * Throws `forge-nonsense` for a payload that is not what GitHub documents. Undefined: an event that Lockflight does not look at.
 */
import type { Account } from '../port.ts';
import { accountAt } from './account.ts';
import { Answer, maybe } from './answer.ts';

const NO_COMMIT = /^0+$/;

type Subject = Omit<ForgeEvent, 'name' | 'action' | 'repository' | 'actor'>;

const numberIn = (answer: Answer): number => answer.at('number').id();

const pulls = (answer: Answer): Subject => ({ pullRequests: (answer.optional('pull_requests')?.items() ?? []).map(numberIn) });

const pullRequest = (event: Answer): Subject => {
  const found = event.at('pull_request');
  return { pullRequests: [numberIn(found)], commit: found.at('head').at('sha').commit() };
};

const deployment = (event: Answer): Subject => {
  const found = event.at('deployment');
  return {
    pullRequests: [],
    deployment: found.at('id').id(),
    environment: found.at('environment').line(),
    commit: found.at('sha').commit(),
  };
};

/** A deleted branch has no commit. */
const pushed = (event: Answer): Subject => {
  const after = event.at('after').commit();
  return { pullRequests: [], ref: event.at('ref').ref(), ...(NO_COMMIT.test(after) ? {} : { commit: after }) };
};

/** What each event is about. */
const SUBJECTS = {
  ping: () => ({ pullRequests: [] }),
  push: pushed,
  pull_request: pullRequest,
  pull_request_review: pullRequest,
  issue_comment: (event) => {
    const issue = event.at('issue');
    const isPull = issue.optional('pull_request') !== undefined;
    return { pullRequests: isPull ? [numberIn(issue)] : [], issue: numberIn(issue), comment: event.at('comment').at('id').id() };
  },
  workflow_run: (event) => {
    const run = event.at('workflow_run');
    return { ...pulls(run), run: run.at('id').id(), commit: run.at('head_sha').commit() };
  },
  check_run: (event) => ({ ...pulls(event.at('check_run')), commit: event.at('check_run').at('head_sha').commit() }),
  check_suite: (event) => ({ ...pulls(event.at('check_suite')), commit: event.at('check_suite').at('head_sha').commit() }),
  deployment,
  deployment_status: deployment,
  repository: () => ({ pullRequests: [] }),
  branch_protection_rule: () => ({ pullRequests: [] }),
} as const satisfies Readonly<Record<string, (event: Answer) => Subject>>;

export type EventName = keyof typeof SUBJECTS;

export interface ForgeEvent {
  readonly name: EventName;
  /** `opened`, `synchronize`, `submitted`; some events have none. */
  readonly action?: string;
  /** Its number counts: the name may have changed since. Absent: a ping of an organisation's hook. */
  readonly repository?: { readonly id: number; readonly fullName: string };
  readonly actor?: Account;
  /** Those that the payload names: GitHub names none of a fork's. */
  readonly pullRequests: readonly number[];
  readonly issue?: number;
  readonly comment?: number;
  readonly run?: number;
  readonly deployment?: number;
  readonly environment?: string;
  readonly ref?: string;
  readonly commit?: string;
}

const isHandled = (name: string): name is EventName => Object.hasOwn(SUBJECTS, name);

/** `name`: the `X-GitHub-Event` header; `payload`: the parsed body. */
export function readEvent(name: string, payload: unknown): ForgeEvent | undefined {
  if (!isHandled(name)) return undefined;
  const event = new Answer(`webhook ${name}`, payload);
  const repository = name === 'ping' ? event.optional('repository') : event.at('repository');
  return {
    name,
    ...maybe('action', event.optional('action')?.name()),
    ...maybe('repository', repository && { id: repository.at('id').id(), fullName: repository.at('full_name').name() }),
    ...maybe('actor', accountAt(event, 'sender')),
    ...SUBJECTS[name](event),
  };
}

export const EVENT_NAMES: readonly EventName[] = Object.keys(SUBJECTS).filter(isHandled);
