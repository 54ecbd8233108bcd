/** One rule of a ruleset, from GitHub's words and into them ("Available rules for rulesets"). What is not understood is kept, and sent back as it was. */
import type { MergeMethod } from '../port.ts';
import type { Rule } from '../rules-port.ts';
import { type Answer, maybe } from './answer.ts';

const PLAIN = {
  creation: 'creation',
  update: 'update',
  deletion: 'deletion',
  non_fast_forward: 'non-fast-forward',
  required_linear_history: 'linear-history',
  required_signatures: 'signatures',
  merge_queue: 'merge-queue',
} as const;

const METHODS = { merge: 'merge', squash: 'squash', rebase: 'rebase' } as const satisfies Readonly<Record<string, MergeMethod>>;

type Raw = Readonly<Record<string, unknown>>;

const isPlain = (type: string): type is keyof typeof PLAIN => Object.hasOwn(PLAIN, type);
const flagIn = (parameters: Answer, key: string): boolean => parameters.optional(key)?.flag() ?? false;

/** "Repository Rule", with its `type` and `parameters`; of a branch's rules also where it comes from, which is left out here. */
export function ruleIn(answer: Answer): Rule {
  const type = answer.at('type').name();
  const parameters = answer.optional('parameters');
  const raw = maybe('raw', parameters?.value as Raw | undefined);
  if (isPlain(type)) return { type: PLAIN[type], ...raw };
  if (type === 'required_deployments' && parameters !== undefined) {
    const environments = parameters.at('required_deployment_environments').items();
    return { type: 'deployments', environments: environments.map((one) => one.line()), ...raw };
  }
  if (type === 'required_status_checks') {
    const asked = answer.at('parameters');
    const checks = asked.at('required_status_checks').items();
    return {
      type: 'checks',
      checks: checks.map((one) => ({ name: one.at('context').line(), ...maybe('app', one.optional('integration_id')?.id()) })),
      strict: asked.at('strict_required_status_checks_policy').flag(),
      ...raw,
    };
  }
  if (type !== 'pull_request') return { type: 'other', name: type, ...raw };
  const asked = parameters ?? answer;
  const methods = parameters?.optional('allowed_merge_methods')?.items();
  return {
    type: 'pull-request',
    approvals: asked.optional('required_approving_review_count')?.id() ?? 0,
    dismissStale: flagIn(asked, 'dismiss_stale_reviews_on_push'),
    codeOwners: flagIn(asked, 'require_code_owner_review'),
    lastPushApproval: flagIn(asked, 'require_last_push_approval'),
    conversations: flagIn(asked, 'required_review_thread_resolution'),
    ...maybe(
      'mergeMethods',
      methods?.map((one) => one.oneOf<MergeMethod>(METHODS)),
    ),
    ...raw,
  };
}

const named = (type: string, raw: Raw | undefined, parameters: Raw = {}): Raw => {
  const all = { ...raw, ...parameters };
  return Object.keys(all).length === 0 ? { type } : { type, parameters: all };
};

/** As GitHub takes it. */
export function ruleOut(rule: Rule): Raw {
  switch (rule.type) {
    case 'other':
      return named(rule.name, rule.raw);
    case 'deployments':
      return named('required_deployments', rule.raw, { required_deployment_environments: rule.environments });
    case 'checks':
      return named('required_status_checks', rule.raw, {
        required_status_checks: rule.checks.map(({ name, app }) => ({ context: name, ...maybe('integration_id', app) })),
        strict_required_status_checks_policy: rule.strict,
      });
    case 'pull-request':
      return named('pull_request', rule.raw, {
        required_approving_review_count: rule.approvals,
        dismiss_stale_reviews_on_push: rule.dismissStale,
        require_code_owner_review: rule.codeOwners,
        require_last_push_approval: rule.lastPushApproval,
        required_review_thread_resolution: rule.conversations,
        ...maybe('allowed_merge_methods', rule.mergeMethods),
      });
    default:
      return named(Object.entries(PLAIN).find(([, ours]) => ours === rule.type)?.[0] ?? rule.type, rule.raw);
  }
}
