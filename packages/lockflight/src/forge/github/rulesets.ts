/** Rules of rulesets, as GitHub lists them, gathered by the ruleset that they come from. */
import { hasCode } from '../../errors.ts';
import type { Protection, Updater } from '../port.ts';
import type { Bypass } from '../rules-port.ts';
import { type Answer, maybe } from './answer.ts';
import type { Connection } from './connection.ts';
import type { RuleSource } from './rule-set.ts';

/** The number of the repository role "admin", the same on every repository. */
export const ADMIN_ROLE = 5;

interface Rules extends Omit<RuleSource, 'adminsBypass' | 'updaters'> {
  readonly updateRefused: boolean;
}

const NONE: Rules = {
  pullRequestRequired: false,
  requiredApprovals: 0,
  forcePushRefused: false,
  deletionRefused: false,
  requiredChecks: [],
  upToDateRequired: false,
  updateRefused: false,
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
      return { ...rules, forcePushRefused: true, updateRefused: true };
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

const KINDS = {
  Integration: 'app',
  Team: 'team',
  User: 'user',
  RepositoryRole: 'role',
  OrganizationAdmin: 'organization-owners',
  DeployKey: 'deploy-keys',
} as const satisfies Readonly<Record<string, Updater['kind']>>;

const MODES = { always: 'always', pull_request: 'pull-request', exempt: 'exempt' } as const satisfies Readonly<
  Record<string, Bypass['mode']>
>;

/** "Repository ruleset": who gets past it. Undefined: `bypass_actors` is shown only to those who may write rulesets. */
export function passersIn(ruleset: Answer): readonly Bypass[] | undefined {
  return ruleset
    .optional('bypass_actors')
    ?.items()
    .map((actor) => {
      const kind = actor.at('actor_type').oneOf<Updater['kind']>(KINDS);
      // For the owners of an organisation GitHub gives a number that means nothing.
      const id = kind === 'organization-owners' ? undefined : actor.optional('actor_id')?.id();
      const mode = actor.optional('bypass_mode')?.oneOf<Bypass['mode']>(MODES) ?? 'always';
      return { who: { kind, ...maybe('id', id) }, mode };
    });
}

/** GitHub REST: "Get a repository ruleset"; one of the organisation may be hidden. */
export async function passersOf(connection: Connection, id: number): Promise<readonly Bypass[] | undefined> {
  try {
    return passersIn(
      (await connection.call('GET /repos/{owner}/{repo}/rulesets/{ruleset_id}', { ruleset_id: id, includes_parents: true })).answer,
    );
  } catch (error) {
    if (hasCode(error, 'forge-forbidden', 'forge-not-found')) return undefined;
    throw error;
  }
}

const isAdmin = ({ who }: Bypass): boolean => who.kind === 'organization-owners' || (who.kind === 'role' && who.id === ADMIN_ROLE);

/** One ruleset as a source. Who gets past it unknown: administrators are taken to, and nobody is taken to be kept out. */
export function rulesetSource(rules: readonly Answer[], passers: readonly Bypass[] | undefined, isTag: boolean): RuleSource {
  const { updateRefused, ...all } = rules.reduce((sum, rule) => withRule(sum, rule, isTag), NONE);
  const updaters = passers?.filter(({ mode }) => mode !== 'pull-request').map(({ who }) => who);
  return { ...all, adminsBypass: passers?.some(isAdmin) ?? true, updaters: updateRefused ? updaters : undefined };
}
