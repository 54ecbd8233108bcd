/** Rulesets, and the rules that bind one branch. GitHub's page "REST API endpoints for rules". */
import { stamp } from '../clock.ts';
import { rulesetsFor } from '../rules/applicable.ts';
import { ADMIN, READ, repositoryFor } from '../web/access.ts';
import { created, noContent, notFound, ok } from '../web/answer.ts';
import { isObject, listField, numberParam, objectField, oneOf, optionalText, textField, textList } from '../web/fields.ts';
import { listAnswer } from '../web/paging.ts';
import { type Call, route } from '../web/router.ts';
import { may } from '../world/membership.ts';
import type { BypassActor, Rule, Ruleset } from '../world/protection.ts';
import type { Repository } from '../world/repository.ts';
import { nextId, type World } from '../world/world.ts';
import { checkPlan } from './branch-protection.ts';

const ENFORCEMENTS = ['active', 'evaluate', 'disabled'] as const;
const TARGETS = ['branch', 'tag'] as const;
const ACTORS = ['Integration', 'OrganizationAdmin', 'RepositoryRole', 'Team', 'User', 'DeployKey'] as const;
const RULES = [
  'creation',
  'update',
  'deletion',
  'required_linear_history',
  'non_fast_forward',
  'pull_request',
  'required_status_checks',
] as const;

const ruleOf = (value: unknown): Rule => {
  const rule = isObject(value) ? value : {};
  const type = oneOf(rule.type, RULES, 'Ruleset', 'rules');
  return isObject(rule.parameters) ? { type, parameters: rule.parameters } : { type };
};

const actorOf = (value: unknown): BypassActor => {
  const actor = isObject(value) ? value : {};
  return {
    actor_id: typeof actor.actor_id === 'number' ? actor.actor_id : null,
    actor_type: oneOf(actor.actor_type, ACTORS, 'Ruleset', 'bypass_actors'),
    bypass_mode: actor.bypass_mode === 'pull_request' ? 'pull_request' : 'always',
  };
};

/** A ruleset from what was sent; on an update, what was not sent stays. */
export const rulesetOf = (world: World, body: Call['body'], before?: Ruleset): Ruleset => {
  const names = objectField(objectField(body, 'conditions'), 'ref_name');
  const now = world.clock.now();
  const given = body.conditions !== undefined;
  return {
    id: before?.id ?? nextId(world),
    name: optionalText(body, 'name') ?? before?.name ?? textField(body, 'Ruleset', 'name'),
    target: oneOf(body.target ?? before?.target ?? 'branch', TARGETS, 'Ruleset', 'target'),
    enforcement: oneOf(body.enforcement ?? before?.enforcement, ENFORCEMENTS, 'Ruleset', 'enforcement'),
    include: given || before === undefined ? textList(names.include) : before.include,
    exclude: given || before === undefined ? textList(names.exclude) : before.exclude,
    bypass: body.bypass_actors === undefined ? (before?.bypass ?? []) : listField(body, 'bypass_actors').map(actorOf),
    rules: body.rules === undefined ? (before?.rules ?? []) : listField(body, 'rules').map(ruleOf),
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
};

const summaryJson = (repository: Repository, ruleset: Ruleset) => ({
  id: ruleset.id,
  node_id: `RRS_${ruleset.id}`,
  name: ruleset.name,
  target: ruleset.target,
  source_type: 'Repository',
  source: repository.fullName,
  enforcement: ruleset.enforcement,
  created_at: stamp(ruleset.createdAt),
  updated_at: stamp(ruleset.updatedAt),
});

const fullJson = (call: Call, repository: Repository, ruleset: Ruleset) => ({
  ...summaryJson(repository, ruleset),
  conditions: { ref_name: { include: ruleset.include, exclude: ruleset.exclude } },
  rules: ruleset.rules,
  // Who may pass is told to those only who may change it.
  ...(may(call.world, repository, call.identity, ADMIN('administration')) ? { bypass_actors: ruleset.bypass } : {}),
});

const readable = (call: Call): Repository => {
  const repository = repositoryFor(call, READ('metadata'));
  checkPlan(call, repository);
  return repository;
};

const writable = (call: Call): Repository => {
  const repository = repositoryFor(call, ADMIN('administration'));
  checkPlan(call, repository);
  return repository;
};

const find = (call: Call, repository: Repository): Ruleset => {
  const ruleset = repository.rulesets.find((r) => r.id === numberParam(call, 'id'));
  if (ruleset === undefined) throw notFound();
  return ruleset;
};

const list = (call: Call) => {
  const repository = readable(call);
  return listAnswer(call, repository.rulesets, (ruleset) => summaryJson(repository, ruleset));
};

const get = (call: Call) => {
  const repository = readable(call);
  return ok(fullJson(call, repository, find(call, repository)));
};

const create = (call: Call) => {
  const repository = writable(call);
  const ruleset = rulesetOf(call.world, call.body);
  repository.rulesets.push(ruleset);
  return created(fullJson(call, repository, ruleset));
};

const update = (call: Call) => {
  const repository = writable(call);
  const before = find(call, repository);
  const ruleset = rulesetOf(call.world, call.body, before);
  repository.rulesets[repository.rulesets.indexOf(before)] = ruleset;
  return ok(fullJson(call, repository, ruleset));
};

const remove = (call: Call) => {
  const repository = writable(call);
  repository.rulesets.splice(repository.rulesets.indexOf(find(call, repository)), 1);
  return noContent;
};

/** "Get rules for a branch": the rules of active rulesets, one entry each; the branch need not exist. */
const rulesOfBranch = (call: Call) => {
  const repository = readable(call);
  const rules = rulesetsFor(call.world, repository, `refs/heads/${call.params.branch}`).flatMap((ruleset) =>
    ruleset.rules.map((rule) => ({
      ...rule,
      ruleset_source_type: 'Repository',
      ruleset_source: repository.fullName,
      ruleset_id: ruleset.id,
    })),
  );
  return listAnswer(call, rules, (rule) => rule);
};

const RULESETS = '/repos/{owner}/{repo}/rulesets';

export const rulesetRoutes = [
  route('GET', '/repos/{owner}/{repo}/rules/branches/{branch+}', rulesOfBranch),
  route('GET', RULESETS, list),
  route('POST', RULESETS, create),
  route('GET', `${RULESETS}/{id}`, get),
  route('PUT', `${RULESETS}/{id}`, update),
  route('DELETE', `${RULESETS}/{id}`, remove),
];
