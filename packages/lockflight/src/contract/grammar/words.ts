/** The fixed words of the language, each list once: the grammar, the rules and the documents read them here. */
export const ENVIRONMENT_KINDS = ['development', 'preview', 'staging', 'production'] as const;
export const NEEDS = ['forbidden', 'optional', 'recommended', 'required'] as const;
/** `sandbox` is another word for `test`. */
export const MODES = ['test', 'sandbox', 'live'] as const;
export const PHASES = ['build', 'boot', 'run'] as const;
export const GROUP_RULES = ['all-or-none', 'at-least-one', 'exactly-one'] as const;
export const COMMAND_MODES = ['allow', 'confirm', 'pipeline', 'deny'] as const;
/** How sure it has to be that a job is the pipeline: by its identity token, or by what its variables claim. */
export const IDENTITIES = ['required', 'claimed'] as const;
export const PUSHERS = ['nobody', 'writers', 'anyone'] as const;
export const DATA_KINDS = ['none', 'synthetic', 'consistent', 'real'] as const;
export const SOURCE_KINDS = ['file', 'sentry', 'loki', 'prometheus', 'command'] as const;
/** What each kind of log source is told by: the keys that it must have, and those that it may have. */
export const SOURCE_KEYS = {
  file: { required: ['path'], optional: [] },
  sentry: { required: ['url', 'organization', 'project', 'environment'], optional: ['query', 'token'] },
  loki: { required: ['url', 'query', 'alive'], optional: ['tenant', 'token'] },
  prometheus: { required: ['url', 'query', 'alive'], optional: ['token'] },
  command: { required: ['run'], optional: ['env'] },
} as const satisfies Record<(typeof SOURCE_KINDS)[number], { readonly required: readonly string[]; readonly optional: readonly string[] }>;
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** Gates that need no setting and may be written as a bare word. */
export const BARE_GATES = ['up-to-date', 'deployed', 'variables', 'rollback-plan'] as const;
/** Facts that a probe may check, and that documents show. */
export const SERVICE_FACTS = ['managed', 'highly-available', 'supervised', 'alerts', 'shared', 'durable'] as const;
/** The parts that a variable may play in a service. */
// biome-ignore format: one list, read at a glance
export const SERVICE_PARTS = [
  'url', 'shadow', 'mock', 'host', 'port', 'user', 'password', 'from', 'key', 'publishable-key', 'webhook', 'path', 'dsn', 'token',
  'provider', 'project', 'account', 'bucket', 'region', 'sender', 'secret', 'enabled', 'backups',
] as const;
// biome-ignore format: one list, read at a glance
export const SERVICE_KINDS = [
  'postgres', 'sqlite', 'redis', 'clamav', 'smtp', 'sms', 'stripe', 'firebase', 'cdn', 'storage', 'sentry', 'metrics', 'kyc', 'http',
] as const;
// biome-ignore format: one list, read at a glance
export const VARIABLE_TYPES = [
  'string', 'url', 'host', 'port', 'integer', 'number', 'boolean', 'enum', 'email', 'duration', 'path', 'ip', 'cidr-list', 'list', 'json',
  'base64', 'hex', 'uuid', 'semver', 'cron', 'timezone', 'stripe-secret-key', 'stripe-publishable-key', 'stripe-webhook-secret', 'sentry-dsn',
] as const;
