/** Rulesets of an organization, for its owners and for Apps with its administration. GitHub's page "REST API endpoints for rules" (organizations). */
import { rulesetJson, rulesetSummary } from '../render/ruleset.ts';
import { checkRules, rulesetOf } from '../rules/read-ruleset.ts';
import { organizationFor } from '../web/access.ts';
import { created, noContent, notFound, ok } from '../web/answer.ts';
import { numberParam } from '../web/fields.ts';
import { listAnswer } from '../web/paging.ts';
import { type Call, route } from '../web/router.ts';
import type { Organization } from '../world/account.ts';
import type { Ruleset } from '../world/protection.ts';

/** Who may write them is told who gets past them. */
export const mayWriteRulesetsOf = ({ world, identity }: Call, login: string): boolean => {
  const organization = world.organizations.get(login.toLowerCase());
  if (identity === undefined || organization === undefined) return false;
  return identity.app === undefined
    ? organization.owners.has(identity.account)
    : identity.permissions?.organization_administration === 'write';
};

const found = (call: Call, organization: Organization): Ruleset => {
  const ruleset = organization.rulesets.find((r) => r.id === numberParam(call, 'id'));
  if (ruleset === undefined) throw notFound();
  return ruleset;
};

const writable = (call: Call): Organization => organizationFor(call, 'organization_administration:write');

const list = (call: Call) => {
  const { rulesets } = writable(call);
  return listAnswer(call, rulesets, (ruleset) => rulesetSummary(call.world, ruleset));
};

const get = (call: Call) => ok(rulesetJson(call.world, found(call, writable(call)), { writable: true }));

const create = (call: Call) => {
  const organization = writable(call);
  checkRules(call.body);
  const ruleset = rulesetOf(call.world, { type: 'Organization', name: organization.account.login }, call.body);
  organization.rulesets.push(ruleset);
  return created(rulesetJson(call.world, ruleset, { writable: true }));
};

const update = (call: Call) => {
  const { rulesets } = writable(call);
  const before = found(call, writable(call));
  checkRules(call.body);
  const ruleset = rulesetOf(call.world, before.source, call.body, before);
  rulesets[rulesets.indexOf(before)] = ruleset;
  return ok(rulesetJson(call.world, ruleset, { writable: true }));
};

const remove = (call: Call) => {
  const organization = writable(call);
  organization.rulesets.splice(organization.rulesets.indexOf(found(call, organization)), 1);
  return noContent;
};

const RULESETS = '/orgs/{org}/rulesets';

export const organizationRulesetRoutes = [
  route('GET', RULESETS, list),
  route('POST', RULESETS, create),
  route('GET', `${RULESETS}/{id}`, get),
  route('PUT', `${RULESETS}/{id}`, update),
  route('DELETE', `${RULESETS}/{id}`, remove),
];
