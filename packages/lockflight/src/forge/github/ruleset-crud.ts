/** Rulesets as they are kept: reading them whole, making, replacing and removing them. GitHub REST: "Repository rules". */
import type { Updater } from '../port.ts';
import type { BranchRule, Bypass, Ruleset, RulesetDraft } from '../rules-port.ts';
import { type Answer, maybe } from './answer.ts';
import type { Connection, RequestParameters } from './connection.ts';
import { list } from './paging.ts';
import { ruleIn, ruleOut } from './rule-words.ts';
import { passersIn } from './rulesets.ts';

const RULESETS = '/repos/{owner}/{repo}/rulesets';

const SOURCES = { Repository: 'repository', Organization: 'organization', Enterprise: 'enterprise' } as const satisfies Readonly<
  Record<string, Ruleset['source']>
>;

const TARGETS = { branch: 'branch', tag: 'tag', push: 'push', repository: 'repository' } as const;
const ENFORCEMENTS = { active: 'active', evaluate: 'evaluate', disabled: 'disabled' } as const;
const OWN = { always: 'always', pull_requests_only: 'pull-request', never: 'never', exempt: 'exempt' } as const satisfies Readonly<
  Record<string, Ruleset['own']>
>;

const sourceIn = (answer: Answer, key: string): Ruleset['source'] =>
  answer.optional(key)?.oneOf<Ruleset['source']>(SOURCES) ?? 'repository';

/** "Repository ruleset". */
function rulesetIn(answer: Answer): Ruleset {
  const names = answer.optional('conditions')?.optional('ref_name');
  const patterns = (key: string): readonly string[] => (names?.optional(key)?.items() ?? []).map((one) => one.text());
  return {
    id: answer.at('id').id(),
    name: answer.at('name').line(),
    target: answer.optional('target')?.oneOf<Ruleset['target']>(TARGETS) ?? 'branch',
    enforcement: answer.at('enforcement').oneOf<Ruleset['enforcement']>(ENFORCEMENTS),
    source: sourceIn(answer, 'source_type'),
    // Without a condition on names it covers all of its target.
    include: names === undefined ? ['~ALL'] : patterns('include'),
    exclude: patterns('exclude'),
    rules: (answer.optional('rules')?.items() ?? []).map(ruleIn),
    ...maybe('bypass', passersIn(answer)),
    ...maybe('own', answer.optional('current_user_can_bypass')?.oneOf<NonNullable<Ruleset['own']>>(OWN)),
  };
}

const get = async (connection: Connection, id: number): Promise<Ruleset> =>
  rulesetIn((await connection.call(`GET ${RULESETS}/{ruleset_id}`, { ruleset_id: id, includes_parents: true })).answer);

/** "Get all repository rulesets" tells neither rules nor conditions: each is then read ("Get a repository ruleset"). */
export async function rulesets(connection: Connection): Promise<readonly Ruleset[]> {
  const summaries = await list(connection, { route: `GET ${RULESETS}`, parameters: { includes_parents: true } });
  const ids = [...new Set(summaries.map((summary) => summary.at('id').id()))].toSorted((a, b) => a - b);
  const found: Ruleset[] = [];
  for (const id of ids) found.push(await get(connection, id));
  return found;
}

/** "Get rules for a branch". */
export const branchRules = async (connection: Connection, branch: string): Promise<readonly BranchRule[]> =>
  (await list(connection, { route: 'GET /repos/{owner}/{repo}/rules/branches/{branch}', parameters: { branch } })).map((answer) => ({
    rule: ruleIn(answer),
    ruleset: answer.optional('ruleset_id')?.id() ?? 0,
    source: sourceIn(answer, 'ruleset_source_type'),
  }));

const ACTORS: Readonly<Record<Updater['kind'], string>> = {
  app: 'Integration',
  team: 'Team',
  user: 'User',
  role: 'RepositoryRole',
  'organization-owners': 'OrganizationAdmin',
  'deploy-keys': 'DeployKey',
};

/** GitHub's number for the owners of an organisation is ignored, and must be there; keys have none. */
const actorOut = ({ who, mode }: Bypass): RequestParameters => ({
  actor_type: ACTORS[who.kind],
  actor_id: who.kind === 'organization-owners' ? 1 : (who.id ?? null),
  bypass_mode: mode === 'pull-request' ? 'pull_request' : mode,
});

const bodyOf = (draft: RulesetDraft): RequestParameters => ({
  name: draft.name,
  target: draft.target,
  enforcement: draft.enforcement,
  bypass_actors: draft.bypass.map(actorOut),
  conditions: { ref_name: { include: draft.include, exclude: draft.exclude } },
  rules: draft.rules.map(ruleOut),
});

/** "Create a repository ruleset". */
export const createRuleset = async (connection: Connection, draft: RulesetDraft): Promise<Ruleset> =>
  rulesetIn((await connection.call(`POST ${RULESETS}`, bodyOf(draft))).answer);

/** "Update a repository ruleset". */
export const updateRuleset = async (connection: Connection, id: number, draft: RulesetDraft): Promise<Ruleset> =>
  rulesetIn((await connection.call(`PUT ${RULESETS}/{ruleset_id}`, { ruleset_id: id, ...bodyOf(draft) })).answer);

/** "Delete a repository ruleset". */
export const removeRuleset = async (connection: Connection, id: number): Promise<void> => {
  await connection.call(`DELETE ${RULESETS}/{ruleset_id}`, { ruleset_id: id });
};
