/** GET /user, /users/{login}, team members, what the server is. GitHub's pages "Users", "Team members", "Meta". */
import { accountJson, appJson, privateAccountJson, publicAccountJson } from '../render/account.ts';
import { ADMIN, callerOf, READ, repositoryFor } from '../web/access.ts';
import { notForIntegrations, notForThisToken, notFound, ok } from '../web/answer.ts';
import { listAnswer } from '../web/paging.ts';
import { type Call, route } from '../web/router.ts';
import { roleOf } from '../world/membership.ts';
import { findAccount } from '../world/world.ts';

const me = (call: Call) => {
  const identity = callerOf(call);
  // An installation's token belongs to no user: GitHub refuses it here.
  if (identity.app !== undefined) throw notForIntegrations();
  return ok(privateAccountJson(call.world, identity.account));
};

const user = (call: Call) => {
  const account = findAccount(call.world, call.params.login ?? '');
  if (account === undefined) throw notFound();
  return ok(publicAccountJson(call.world, account));
};

const userById = (call: Call) => {
  const account = [...call.world.accounts.values()].find((a) => String(a.id) === call.params.id);
  if (account === undefined) throw notFound();
  return ok(publicAccountJson(call.world, account));
};

const teamMembers = (call: Call) => {
  const identity = callerOf(call);
  call.accepted.push('members=read');
  const organization = call.world.organizations.get((call.params.org ?? '').toLowerCase());
  if (identity.app !== undefined && identity.permissions?.members === undefined) throw notForIntegrations();
  if (identity.permissions !== undefined && identity.permissions.members === undefined) throw notForThisToken();
  const team = organization?.teams.get(call.params.slug ?? '');
  // Teams are seen by the organization's members only.
  if (organization === undefined || team === undefined) throw notFound();
  if (identity.app === undefined && !organization.members.has(identity.account)) throw notFound();
  return listAnswer(call, [...team.members], (member) => accountJson(call.world, member));
};

const app = (call: Call) => {
  const found = call.world.apps.get(call.params.slug ?? '');
  if (found === undefined) throw notFound();
  return ok(appJson(call.world, found));
};

const collaboratorPermission = (call: Call) => {
  const repository = repositoryFor(call, READ('metadata'));
  const account = findAccount(call.world, call.params.login ?? '');
  if (account === undefined) throw notFound();
  const role = roleOf(call.world, repository, account);
  // The older word knows four levels only.
  const older = role === 'maintain' ? 'write' : role === 'triage' ? 'read' : (role ?? 'none');
  return ok({ permission: older, role_name: role ?? 'none', user: { ...accountJson(call.world, account), role_name: role ?? 'none' } });
};

const collaborators = (call: Call) => {
  const repository = repositoryFor(call, ADMIN('metadata', 'read'));
  const people = [...call.world.accounts.values()].filter(
    (a) => a.type !== 'Organization' && (a === repository.owner || repository.roles.has(a)),
  );
  return listAnswer(call, people, (account) => ({
    ...accountJson(call.world, account),
    role_name: roleOf(call.world, repository, account),
  }));
};

export const accountRoutes = [
  route('GET', '/user', me),
  route('GET', '/user/{id}', userById),
  route('GET', '/users/{login}', user),
  route('GET', '/apps/{slug}', app),
  route('GET', '/orgs/{org}/teams/{slug}/members', teamMembers),
  route('GET', '/repos/{owner}/{repo}/collaborators/{login}/permission', collaboratorPermission),
  route('GET', '/repos/{owner}/{repo}/collaborators', collaborators),
  route('GET', '/meta', () => ok({ verifiable_password_authentication: false, installed_version: '3.17.0' })),
];
