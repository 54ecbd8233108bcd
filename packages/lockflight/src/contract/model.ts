/**
 * The contract, normalised: what the rest of the product reads. Shorthands are spelt out, defaults are filled in,
 * precedence is resolved (one cell for each variable in each environment), durations are seconds. Lists rather than
 * records wherever a name comes from the user, so that no name (`constructor`) can be mistaken for something else.
 * Immutable and made of plain data: it survives JSON.
 */
import type { Place } from './place.ts';
import type { Language, Text } from './text.ts';

export type EnvironmentKind = 'development' | 'preview' | 'staging' | 'production';
export type Need = 'forbidden' | 'optional' | 'recommended' | 'required';
export type Mode = 'test' | 'live';
export type Phase = 'build' | 'boot' | 'run';
export type Scalar = string | number | boolean;

export interface Contract {
  readonly version: 1;
  readonly project: string;
  readonly about?: Text;
  readonly principles: readonly Text[];
  readonly status: readonly Text[];
  readonly prohibitions: readonly Prohibition[];
  readonly language: Language;
  /** Variables that tell a running process where it is; the first one set wins. */
  readonly select: readonly string[];
  readonly environments: readonly Environment[];
  readonly variables: readonly Variable[];
  readonly groups: readonly Group[];
  readonly services: readonly Service[];
  readonly commands: readonly Command[];
  readonly procedures: readonly Procedure[];
  readonly flow: readonly Step[];
  readonly rollback: readonly RollbackRule[];
  readonly migrations?: Migrations;
  readonly sources: readonly LogSource[];
  /** Where a release's version comes from. */
  readonly versionFrom?: VersionFrom;
  readonly people: readonly Role[];
  readonly protect: readonly Protect[];
  readonly archive: readonly ArchiveRule[];
  readonly ledgerBranch: string;
  readonly generate: Generate;
}

export interface Prohibition {
  readonly text: Text;
  /** Pointers such as `audit:direct`, `protect:production.push`, `flow`, `gate:evidence:smoke`. */
  readonly enforcedBy: readonly string[];
  readonly at: Place;
}

export interface ReportPlace {
  readonly url: string;
  /** The variable of the asking host that holds the bearer token. */
  readonly token?: string;
}

export interface Environment {
  readonly name: string;
  readonly kind: EnvironmentKind;
  readonly aliases: readonly string[];
  readonly files: readonly string[];
  readonly branch?: string;
  /** Where the names of its variables can be read, all places together; absent: at the forge. */
  readonly setIn?: readonly NamesPlace[];
  /** The running service, which says what it runs. */
  readonly report?: ReportPlace;
  /** A host recognised by its own markers (replit: REPL_ID, REPL_SLUG ...). */
  readonly host?: string;
  readonly boot: 'block' | 'warn';
  /** Activities allowed; when not empty, nothing else is. */
  readonly allows: readonly string[];
  readonly forbids: readonly string[];
  readonly data?: 'none' | 'synthetic' | 'consistent' | 'real';
  readonly facts: readonly EnvironmentFact[];
  /** The priority commands, in order. */
  readonly commands: readonly string[];
  readonly title?: Text;
  readonly at: Place;
}

/** A place that knows which variables are set, by name. Paths and programs are the recorder's host's. */
export type NamesPlace =
  | { readonly kind: 'forge' }
  | { readonly kind: 'file'; readonly path: string; readonly maxAgeSeconds: number }
  | { readonly kind: 'command'; readonly run: readonly string[]; readonly env: readonly string[] }
  | { readonly kind: 'service'; readonly url: string; readonly token?: string };

/** A fact for people: `about, role, logs, access, contractual, stable, persistent`; `title` and `data` stand on their own. */
export interface EnvironmentFact {
  readonly name: string;
  readonly value: Text | boolean;
}

export type VariableType =
  | 'string'
  | 'url'
  | 'host'
  | 'port'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'enum'
  | 'email'
  | 'duration'
  | 'path'
  | 'ip'
  | 'cidr-list'
  | 'list'
  | 'json'
  | 'base64'
  | 'hex'
  | 'uuid'
  | 'semver'
  | 'cron'
  | 'timezone'
  | 'stripe-secret-key'
  | 'stripe-publishable-key'
  | 'stripe-webhook-secret'
  | 'sentry-dsn';

export interface Variable {
  readonly name: string;
  readonly type: VariableType;
  readonly secret: boolean;
  readonly exposed: boolean;
  readonly phases: readonly Phase[];
  /** Must its value differ from one environment to the next? Default: where `secret: true` is written out. */
  readonly distinct: boolean;
  /** Patterns that tell a test value from a live one, for types that do not know by themselves. */
  readonly modes?: { readonly test?: string; readonly live?: string };
  readonly deprecated?: { readonly use?: string };
  readonly owner?: string;
  readonly rotateSeconds?: number;
  readonly example?: string;
  readonly about?: Text;
  /** The group it belongs to, if any. */
  readonly group?: string;
  /** One resolved cell for each environment, in the environments' order. */
  readonly cells: readonly Cell[];
  readonly at: Place;
}

/** The rule for one variable in one environment, after precedence. */
export interface Cell {
  readonly environment: string;
  readonly need: Need;
  readonly mode?: Mode;
  readonly is?: Scalar;
  readonly default?: Scalar;
  readonly scheme?: readonly string[];
  /** Host patterns: `*` stands for any run of characters within a label or more (`*.staging.internal`). */
  readonly host?: readonly string[];
  readonly port?: readonly number[];
  readonly values?: readonly Scalar[];
  readonly matches?: string;
  readonly not?: readonly Scalar[];
  readonly min?: number;
  readonly max?: number;
  readonly length?: { readonly min?: number; readonly max?: number };
  readonly differsFrom: readonly string[];
  /** All must hold, else the variable is not judged here at all. */
  readonly when: readonly Condition[];
  readonly about?: Text;
  /** Where the rule that decides here stands. */
  readonly at: Place;
}

export type Condition =
  | { readonly kind: 'equals'; readonly variable: string; readonly anyOf: readonly Scalar[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'all'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'any'; readonly conditions: readonly Condition[] };

export type GroupRule = 'all-or-none' | 'at-least-one' | 'exactly-one';

export interface Group {
  readonly name: string;
  readonly variables: readonly string[];
  readonly rule?: GroupRule;
  readonly when: readonly Condition[];
  readonly about?: Text;
  readonly cells: readonly GroupCell[];
  readonly at: Place;
}

export interface GroupCell {
  readonly environment: string;
  /** The group's own need, always resolved (`only`: required). */
  readonly need?: Need;
  readonly mode?: Mode;
  /** The members that must be set; the others are forbidden. */
  readonly only?: readonly string[];
  readonly when: readonly Condition[];
  readonly at: Place;
}

export type ServiceKind =
  | 'postgres'
  | 'sqlite'
  | 'redis'
  | 'clamav'
  | 'smtp'
  | 'sms'
  | 'stripe'
  | 'firebase'
  | 'cdn'
  | 'storage'
  | 'sentry'
  | 'metrics'
  | 'kyc'
  | 'http';

export interface Service {
  readonly name: string;
  readonly kind: ServiceKind;
  readonly about?: Text;
  /** Which variable plays which part: `url -> DATABASE_URL`, `shadow -> SHADOW_DATABASE_URL`. */
  readonly uses: readonly { readonly part: string; readonly variable: string }[];
  readonly cells: readonly ServiceCell[];
  readonly at: Place;
}

export interface ServiceCell {
  readonly environment: string;
  readonly kind: ServiceKind;
  readonly need: Need | 'off';
  readonly mode?: Mode;
  /** `managed, highly-available, supervised, alerts, shared, durable` that are true here. */
  readonly facts: readonly string[];
  readonly uses: readonly { readonly part: string; readonly variable: string }[];
  readonly about?: Text;
  readonly at: Place;
}

export type CommandMode = 'allow' | 'confirm' | 'pipeline' | 'deny';
/** Of a job that says it is the pipeline: `required` is proven by its identity token, `claimed` believed by its variables. */
export type PipelineIdentity = 'required' | 'claimed';

export interface CommandCell {
  readonly environment: string;
  readonly mode: CommandMode;
  readonly on?: string;
  /** There for `pipeline`, and only there. */
  readonly identity?: PipelineIdentity;
  readonly about?: Text;
}

export interface Command {
  readonly name: string;
  readonly run: string;
  readonly about?: Text;
  readonly activity?: string;
  readonly after: readonly string[];
  readonly proves: readonly Proof[];
  /** Run by the pipeline, it is a deployment, and the forge is told. */
  readonly deploys: boolean;
  /** One for each environment; without `in`, every environment allows. */
  readonly cells: readonly CommandCell[];
  readonly at: Place;
}

/** What a command proves, and the only run of the forge that counts as the proof. */
export interface Proof {
  readonly kind: string;
  /** Absent: the kind belongs to the tree alone. */
  readonly environment?: string;
  readonly workflow: string;
  readonly job: string;
  readonly scripts: readonly string[];
  readonly activity?: string;
}

export interface Procedure {
  readonly name: string;
  readonly steps: readonly ({ readonly command: string } | { readonly person: string; readonly text: Text })[];
  readonly at: Place;
}

export interface Step {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly about?: Text;
  readonly gates: readonly GateRule[];
  readonly waivable: { readonly by: readonly string[]; readonly gates: readonly string[] };
  readonly verify?: { readonly kinds: readonly string[]; readonly withinSeconds: number };
  readonly supersede: 'newest' | 'first';
  readonly expedited: boolean;
  readonly linear: boolean;
  readonly at: Place;
}

/** One gate of a step. `id` is unique in its step (`evidence:smoke`), `gate` names the kind. */
export type GateRule = { readonly id: string; readonly at: Place } & (
  | { readonly gate: 'up-to-date'; readonly headOnly: boolean }
  | { readonly gate: 'deployed'; readonly now: boolean }
  | { readonly gate: 'evidence'; readonly of: string; readonly maxAgeSeconds?: number }
  | {
      readonly gate: 'approval';
      readonly of: string;
      readonly by: readonly string[];
      readonly count: number;
      readonly see?: string;
      readonly solo: boolean;
    }
  | { readonly gate: 'documented'; readonly files: readonly string[] }
  | { readonly gate: 'no-open-issue'; readonly labels: readonly string[] }
  | { readonly gate: 'clean-logs'; readonly source: string; readonly windowSeconds: number; readonly atMost: number }
  | { readonly gate: 'variables' }
  | { readonly gate: 'rollback-plan' }
  | { readonly gate: 'soak'; readonly seconds: number }
  | {
      readonly gate: 'window';
      readonly days: readonly Weekday[];
      readonly hours: { readonly from: string; readonly to: string };
      readonly timezone: string;
    }
);
export type GateName = GateRule['gate'];
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

export interface RollbackRule {
  readonly environment: string;
  readonly approvals: { readonly by: readonly string[]; readonly count: number };
  readonly then: 'hold-until-post-mortem' | 'nothing';
  readonly at: Place;
}

export interface Migrations {
  /** Absent where a program lists the steps. */
  readonly dir?: string;
  /** The file in a migration's folder that undoes it. */
  readonly down: string;
  /** The comment that declares a migration compatible with the code before it. */
  readonly compatible: string;
  /** A program of the recorder's host that lists the steps of a tree, instead of `dir`. */
  readonly run?: readonly string[];
}

/** A package.json (path from the contract's folder), the newest tag, or the contract that the state itself carries (`is`: this one's). */
export type VersionFrom =
  | { readonly kind: 'package'; readonly path: string }
  | { readonly kind: 'tag' }
  | { readonly kind: 'contract'; readonly is: string };

/** Where errors are read. Tokens are names of variables of the recorder's host, never values. */
export type LogSource = { readonly name: string; readonly at: Place } & (
  | {
      readonly kind: 'file';
      /** On the recorder's host, relative to its working directory. */
      readonly path: string;
    }
  | {
      readonly kind: 'sentry';
      readonly url: string;
      readonly organization: string;
      readonly project: string;
      readonly environment: string;
      readonly query: string;
      readonly token?: string;
    }
  | {
      readonly kind: 'loki';
      readonly url: string;
      /** A log query of the error lines. */
      readonly query: string;
      /** A log query of everything that the source writes. */
      readonly alive: string;
      readonly tenant?: string;
      readonly token?: string;
    }
  | {
      readonly kind: 'prometheus';
      readonly url: string;
      /** Counts the errors of `$window`. */
      readonly query: string;
      /** Has data, and nothing that is zero, as long as the numbers can be believed. */
      readonly alive: string;
      readonly token?: string;
    }
  | {
      readonly kind: 'command';
      /** A program and its arguments; `{since}` and `{until}` are moments. */
      readonly run: readonly string[];
      /** Variables of the recorder's host that it is given. */
      readonly env: readonly string[];
    }
);

export interface Role {
  readonly name: string;
  /** Logins (`octocat`) and teams (`@org/product`). */
  readonly members: readonly string[];
}

export type Pusher = 'nobody' | 'writers' | 'anyone';

export interface Protect {
  readonly environment: string;
  readonly push: Pusher;
  readonly forcePush: Pusher;
  readonly delete: Pusher;
  readonly pullRequest?: { readonly approvals: number };
  readonly at: Place;
}

export interface ArchiveRule {
  readonly environment: string;
  /** `archive/{branch}/{date}/{version}` */
  readonly pattern: string;
  readonly at: Place;
}

export interface Generate {
  readonly validator?: string;
  readonly samples: readonly { readonly environment: string; readonly files: readonly string[] }[];
  readonly reference?: string;
  readonly agents?: string;
  /** The handler of `/.well-known/lockflight`. */
  readonly report?: string;
  readonly recorder?: RecorderWorkflow;
}

/** The recorder in the forge's own workflows. Where they stand is the forge's matter: see `RECORDER_WORKFLOW` and `WAKE_WORKFLOW`. */
export interface RecorderWorkflow {
  readonly runsOn: { readonly group?: string; readonly labels: readonly string[] };
  /** Its runner does one job and is thrown away: nothing of another job is there when the key comes. */
  readonly ephemeral: boolean;
  /** Whose word it is: the organisation's own App, or the workflow's own token, which can read less. */
  readonly token: 'app' | 'workflow';
  /** `sha512-...` of the package that is pinned; absent: the lockfile beside the contract has it. */
  readonly integrity?: string;
}

/** Where the recorder runs; people's decisions are dispatched to it, and counted from no other file. */
export const RECORDER_WORKFLOW = '.github/workflows/lockflight.yml';
/** What wakes the recorder, and holds no key. */
export const WAKE_WORKFLOW = '.github/workflows/lockflight-wake.yml';

/** The environment of that name or alias. */
export const findEnvironment = (contract: Contract, nameOrAlias: string): Environment | undefined =>
  contract.environments.find((e) => e.name === nameOrAlias || e.aliases.includes(nameOrAlias));

/** The role's members, as written; an unknown role has none. */
export const membersOf = (contract: Contract, role: string): readonly string[] =>
  contract.people.find((r) => r.name === role)?.members ?? [];
