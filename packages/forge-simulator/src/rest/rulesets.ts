/** Rulesets of a repository, and the rules that bind one branch. GitHub's page "REST API endpoints for rules". */
import { ownBypass, rulesetJson, rulesetSummary } from '../render/ruleset.ts';
import { rulesetsFor, rulesetsOver } from '../rules/applicable.ts';
import { checkRules, rulesetOf } from '../rules/read-ruleset.ts';
import { ADMIN, READ, repositoryFor } from '../web/access.ts';
import { created, noContent, notFound, ok } from '../web/answer.ts';
import { numberParam } from '../web/fields.ts';
import { listAnswer } from '../web/paging.ts';
import { type Call, route } from '../web/router.ts';
import { may } from '../world/membership.ts';
import type { Ruleset } from '../world/protection.ts';
import type { Repository } from '../world/repository.ts';
import { checkPlan } from './branch-protection.ts';
import { mayWriteRulesetsOf } from './organization-rulesets.ts';

const isWritable = (call: Call, repository: Repository, ruleset: Ruleset): boolean =>
  ruleset.source.type === 'Organization'
    ? mayWriteRulesetsOf(call, ruleset.source.name)
    : may(call.world, repository, call.identity, ADMIN('administration'));

const fullJson = (call: Call, repository: Repository, ruleset: Ruleset) => ({
  ...rulesetJson(call.world, ruleset, { writable: isWritable(call, repository, ruleset) }),
  ...ownBypass(call.world, repository, call.identity, ruleset),
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

const found = (call: Call, rulesets: readonly Ruleset[]): Ruleset => {
  const ruleset = rulesets.find((r) => r.id === numberParam(call, 'id'));
  if (ruleset === undefined) throw notFound();
  return ruleset;
};

/** Those of the organization too, unless they are not asked for. */
const shown = (call: Call, repository: Repository): readonly Ruleset[] =>
  call.query.get('includes_parents') === 'false' ? repository.rulesets : rulesetsOver(call.world, repository);

const list = (call: Call) => {
  const repository = readable(call);
  const targets = call.query.get('targets')?.split(',');
  const listed = shown(call, repository).filter((ruleset) => targets === undefined || targets.includes(ruleset.target));
  return listAnswer(call, listed, (ruleset) => rulesetSummary(call.world, ruleset));
};

const get = (call: Call) => {
  const repository = readable(call);
  return ok(fullJson(call, repository, found(call, shown(call, repository))));
};

const create = (call: Call) => {
  const repository = writable(call);
  checkRules(call.body);
  const ruleset = rulesetOf(call.world, { type: 'Repository', name: repository.fullName }, call.body);
  repository.rulesets.push(ruleset);
  return created(fullJson(call, repository, ruleset));
};

const update = (call: Call) => {
  const repository = writable(call);
  const before = found(call, repository.rulesets);
  checkRules(call.body);
  const ruleset = rulesetOf(call.world, before.source, call.body, before);
  repository.rulesets[repository.rulesets.indexOf(before)] = ruleset;
  return ok(fullJson(call, repository, ruleset));
};

const remove = (call: Call) => {
  const repository = writable(call);
  repository.rulesets.splice(repository.rulesets.indexOf(found(call, repository.rulesets)), 1);
  return noContent;
};

/** "Get rules for a branch": the rules of active rulesets, one entry each; the branch need not exist. */
const rulesOfBranch = (call: Call) => {
  const repository = readable(call);
  const rules = rulesetsFor(call.world, repository, `refs/heads/${call.params.branch}`).flatMap((ruleset) =>
    ruleset.rules.map((rule) => ({
      ...rule,
      ruleset_source_type: ruleset.source.type,
      ruleset_source: ruleset.source.name,
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
