/** Rules of rulesets, as GitHub lists them, gathered by the ruleset that they come from. */
import { hasCode } from '../../errors.ts';
import type { Protection } from '../port.ts';
import { type Answer, maybe } from './answer.ts';
import type { Connection } from './connection.ts';
import type { RuleSource } from './rule-set.ts';

/** The number of the repository role "admin", the same on every repository. */
const ADMIN_ROLE = 5;

type Rules = Omit<RuleSource, 'adminsBypass'>;

const NONE: Rules = {
  pullRequestRequired: false,
  requiredApprovals: 0,
  forcePushRefused: false,
  deletionRefused: false,
  requiredChecks: [],
  upToDateRequired: false,
};

const checkIn = (answer: Answer): Protection['requiredChecks'][number] => ({
  name: answer.at('context').line(),
  ...maybe('app', answer.optional('integration_id')?.id()),
});

/** "Repository Rule": one rule, as a change of `rules`. Kinds that say nothing of what the port asks leave it as it is. */
function withRule(rules: Rules, rule: Answer, isTag: boolean): Rules {
  const parameters = rule.optional('parameters');
  switch (rule.at('type').name()) {
    case 'deletion':
      return { ...rules, deletionRefused: true };
    case 'non_fast_forward':
      // A tag moves forward without force as well: only `update` keeps it in place.
      return isTag ? rules : { ...rules, forcePushRefused: true };
    case 'update':
      return { ...rules, forcePushRefused: true };
    case 'merge_queue':
      return { ...rules, pullRequestRequired: true };
    case 'pull_request':
      return { ...rules, pullRequestRequired: true, requiredApprovals: parameters?.at('required_approving_review_count').id() ?? 0 };
    case 'required_status_checks':
      return {
        ...rules,
        requiredChecks: (parameters ?? rule.at('parameters')).at('required_status_checks').items().map(checkIn),
        upToDateRequired: (parameters ?? rule.at('parameters')).at('strict_required_status_checks_policy').flag(),
      };
    default:
      return rules;
  }
}

/** The rules of one ruleset, all together. */
export const rulesIn = (rules: readonly Answer[], isTag: boolean): Rules => rules.reduce((all, rule) => withRule(all, rule, isTag), NONE);

/** "Repository ruleset": do administrators get past it? Undefined: `bypass_actors` is shown only to those who may write rulesets. */
export function adminsBypassIn(ruleset: Answer): boolean | undefined {
  return ruleset
    .optional('bypass_actors')
    ?.items()
    .some((actor) => {
      const type = actor.at('actor_type').name();
      return type === 'OrganizationAdmin' || (type === 'RepositoryRole' && actor.optional('actor_id')?.id() === ADMIN_ROLE);
    });
}

/** GitHub REST: "Get a repository ruleset"; one of the organisation may be hidden. */
export async function adminsBypassOf(connection: Connection, id: number): Promise<boolean | undefined> {
  try {
    const { answer } = await connection.call('GET /repos/{owner}/{repo}/rulesets/{id}', { id, includes_parents: true });
    return adminsBypassIn(answer);
  } catch (error) {
    if (hasCode(error, 'forge-forbidden', 'forge-not-found')) return undefined;
    throw error;
  }
}
