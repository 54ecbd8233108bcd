/**
 * What a probe is given and what it says. It says its checks one by one, so that what was seen before a time-out is not lost, and throws `Stop` for the check
 * that ends it. It reaches only the hosts of the parts that it is given (`reach/`), closes what it opened, and gives up when `signal` says so.
 */
import type { EnvironmentKind, Mode, ServiceKind, VariableType } from '../contract/model.ts';
import type { Check } from './check.ts';
import type { Lookup } from './reach/resolve.ts';

/** A variable that plays a part, and is set. */
export interface Part {
  readonly part: string;
  readonly variable: string;
  readonly type: VariableType;
  readonly value: string;
}

export interface ProbeInput {
  readonly service: string;
  readonly environment: EnvironmentKind;
  readonly mode: Mode | undefined;
  /** `shared, durable, ...` that the contract says of it here. */
  readonly facts: readonly string[];
  readonly parts: readonly Part[];
  /** Variables that the contract names for a part, set or not. */
  readonly named: readonly { readonly part: string; readonly variable: string }[];
  /** Where relative paths may begin, the contract's own folder first; absolute. */
  readonly folders: readonly string[];
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly say: (...checks: readonly Check[]) => void;
  readonly lookup: Lookup;
  /** Authorities that are trusted besides the system's, PEM. */
  readonly ca?: string;
}

export type Probe = (input: ProbeInput) => Promise<void>;

/** Each is loaded only when a contract has such a service: the clients are heavy. */
export const PROBES: Readonly<Record<ServiceKind, () => Promise<Probe>>> = {
  postgres: async () => (await import('./kinds/postgres.ts')).postgres,
  sqlite: async () => (await import('./kinds/sqlite.ts')).sqlite,
  redis: async () => (await import('./kinds/redis.ts')).redis,
  clamav: async () => (await import('./kinds/clamav.ts')).clamav,
  smtp: async () => (await import('./kinds/smtp.ts')).smtp,
  sms: async () => (await import('./kinds/sms.ts')).sms,
  stripe: async () => (await import('./kinds/stripe.ts')).stripe,
  firebase: async () => (await import('./kinds/firebase.ts')).firebase,
  cdn: async () => (await import('./kinds/cdn.ts')).cdn,
  storage: async () => (await import('./kinds/storage.ts')).storage,
  sentry: async () => (await import('./kinds/sentry.ts')).sentry,
  metrics: async () => (await import('./kinds/metrics.ts')).metrics,
  kyc: async () => (await import('./kinds/kyc.ts')).kyc,
  http: async () => (await import('./kinds/http.ts')).http,
};
