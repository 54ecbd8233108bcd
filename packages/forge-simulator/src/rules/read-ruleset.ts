/** A ruleset from what was sent to GitHub's POST or PUT: 422 for what it refuses, and the parameters that it fills in itself. */
import { invalid } from '../web/answer.ts';
import { isObject, listField, objectField, oneOf, optionalText, textField, textList } from '../web/fields.ts';
import type { BypassActor, Rule, Ruleset } from '../world/protection.ts';
import { nextId, type World } from '../world/world.ts';

const ENFORCEMENTS = ['active', 'evaluate', 'disabled'] as const;
const TARGETS = ['branch', 'tag', 'push'] as const;
const ACTORS = ['Integration', 'OrganizationAdmin', 'RepositoryRole', 'Team', 'User', 'DeployKey'] as const;
const MODES = ['always', 'pull_request', 'exempt'] as const;

type Parameters = Readonly<Record<string, unknown>>;

/** Every type that GitHub describes; those with parameters, what they must hold and what GitHub adds. */
const RULES: Readonly<Record<string, { readonly must?: readonly string[]; readonly adds?: Parameters }>> = {
  creation: {},
  update: {},
  deletion: {},
  required_linear_history: {},
  non_fast_forward: {},
  required_signatures: {},
  merge_queue: { must: ['merge_method'] },
  required_deployments: { must: ['required_deployment_environments'] },
  pull_request: {
    must: [
      'dismiss_stale_reviews_on_push',
      'require_code_owner_review',
      'require_last_push_approval',
      'required_approving_review_count',
      'required_review_thread_resolution',
    ],
    adds: {
      dismiss_stale_reviews_on_push: false,
      require_code_owner_review: false,
      require_last_push_approval: false,
      required_approving_review_count: 0,
      required_review_thread_resolution: false,
      required_reviewers: [],
      allowed_merge_methods: ['merge', 'squash', 'rebase'],
    },
  },
  required_status_checks: {
    must: ['required_status_checks', 'strict_required_status_checks_policy'],
    adds: { strict_required_status_checks_policy: false, do_not_enforce_on_create: false },
  },
  commit_message_pattern: { must: ['operator', 'pattern'] },
  commit_author_email_pattern: { must: ['operator', 'pattern'] },
  committer_email_pattern: { must: ['operator', 'pattern'] },
  branch_name_pattern: { must: ['operator', 'pattern'] },
  tag_name_pattern: { must: ['operator', 'pattern'] },
  file_path_restriction: { must: ['restricted_file_paths'] },
  max_file_path_length: { must: ['max_file_path_length'] },
  file_extension_restriction: { must: ['restricted_file_extensions'] },
  max_file_size: { must: ['max_file_size'] },
  workflows: { must: ['workflows'] },
  code_scanning: { must: ['code_scanning_tools'] },
};

const ruleOf = (value: unknown): Rule => {
  const rule = isObject(value) ? value : {};
  const type = oneOf(rule.type, Object.keys(RULES), 'Ruleset', 'rules');
  return isObject(rule.parameters) ? { type, parameters: { ...RULES[type]?.adds, ...rule.parameters } } : { type };
};

/** What a caller of GitHub must send; a lever of a test need not. */
export const checkRules = (body: Parameters): void => {
  for (const rule of listField(body, 'rules').filter(isObject)) {
    const missing = RULES[String(rule.type)]?.must?.find((name) => objectField(rule, 'parameters')[name] === undefined);
    if (missing !== undefined)
      throw invalid('Ruleset', { code: 'custom', message: `Invalid rule '${rule.type}': Missing parameter: ${missing}` });
  }
};

const actorOf = (value: unknown): BypassActor => {
  const actor = isObject(value) ? value : {};
  return {
    actor_id: typeof actor.actor_id === 'number' ? actor.actor_id : null,
    actor_type: oneOf(actor.actor_type, ACTORS, 'Ruleset', 'bypass_actors'),
    bypass_mode: oneOf(actor.bypass_mode ?? 'always', MODES, 'Ruleset', 'bypass_actors'),
  };
};

/** On an update, what was not sent stays. */
export const rulesetOf = (world: World, source: Ruleset['source'], body: Parameters, before?: Ruleset): Ruleset => {
  const conditions = objectField(body, 'conditions');
  const names = objectField(conditions, 'ref_name');
  const repositories = objectField(conditions, 'repository_name');
  const now = world.clock.now();
  const given = body.conditions !== undefined || before === undefined;
  return {
    id: before?.id ?? nextId(world),
    name: optionalText(body, 'name') ?? before?.name ?? textField(body, 'Ruleset', 'name'),
    target: oneOf(body.target ?? before?.target ?? 'branch', TARGETS, 'Ruleset', 'target'),
    source,
    repositories: given ? { include: textList(repositories.include), exclude: textList(repositories.exclude) } : before.repositories,
    enforcement: oneOf(body.enforcement ?? before?.enforcement, ENFORCEMENTS, 'Ruleset', 'enforcement'),
    include: given ? textList(names.include) : before.include,
    exclude: given ? textList(names.exclude) : before.exclude,
    bypass: body.bypass_actors === undefined ? (before?.bypass ?? []) : listField(body, 'bypass_actors').map(actorOf),
    rules: body.rules === undefined ? (before?.rules ?? []) : listField(body, 'rules').map(ruleOf),
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
};
