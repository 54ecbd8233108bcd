/**
 * An App that speaks for itself, by a token that it signed: where it is installed, and a token for that. GitHub's pages "Generating a JSON Web Token (JWT) for a GitHub
 * App", "REST API endpoints for GitHub Apps". Every App is installed once, under its own number.
 */
import { stamp } from '../clock.ts';
import { tokenForApp } from '../control/people.ts';
import { accountJson } from '../render/account.ts';
import { repositoryJson } from '../render/repository.ts';
import { created, notFound, ok, Refusal } from '../web/answer.ts';
import { isObject, textList } from '../web/fields.ts';
import { type Call, route } from '../web/router.ts';
import type { App, AppPermissions } from '../world/account.ts';
import type { Repository } from '../world/repository.ts';
import { findRepository } from '../world/world.ts';

/** "You must use a JWT to access this endpoint." */
const speakerOf = ({ identity }: Call): App => {
  if (identity?.app === undefined || identity.signed !== true) throw new Refusal(401, 'A JSON web token could not be decoded');
  return identity.app;
};

const isInstalled = (app: App, { fullName }: Repository): boolean => app.repositories?.includes(fullName) ?? true;

const installationJson = ({ world }: Call, app: App, { owner }: Repository) => {
  const url = `${world.url}/api/v3/app/installations/${app.id}`;
  const at = stamp(world.startedAt);
  return {
    id: app.id,
    account: accountJson(world, owner),
    repository_selection: app.repositories === undefined ? 'all' : 'selected',
    access_tokens_url: `${url}/access_tokens`,
    repositories_url: `${world.url}/api/v3/installation/repositories`,
    html_url: `${world.url}/organizations/${owner.login}/settings/installations/${app.id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: owner.id,
    target_type: owner.type === 'Organization' ? 'Organization' : 'User',
    permissions: app.permissions,
    events: [],
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
    created_at: at,
    updated_at: at,
  };
};

const installation = (call: Call) => {
  const app = speakerOf(call);
  const repository = findRepository(call.world, `${call.params.owner}/${call.params.repo}`);
  if (repository === undefined || !isInstalled(app, repository)) throw notFound();
  return ok(installationJson(call, app, repository));
};

const AN_HOUR = 60 * 60 * 1000;

const accessToken = (call: Call) => {
  const app = speakerOf(call);
  if (call.params.id !== String(app.id)) throw notFound();
  const wanted = call.body.repositories === undefined ? undefined : textList(call.body.repositories);
  const reached = [...call.world.repositories.values()].filter(
    (repository) => isInstalled(app, repository) && (wanted === undefined || wanted.includes(repository.name)),
  );
  if (wanted !== undefined && reached.length < wanted.length)
    throw new Refusal(422, 'There is at least one repository that does not exist or is not accessible to the parent installation.');
  const permissions = permissionsAsked(app, call.body.permissions);
  const expiresAt = new Date(call.world.clock.now().getTime() + AN_HOUR);
  const names = reached.map(({ fullName }) => fullName);
  const repositories = wanted === undefined ? app.repositories : names;
  const token = tokenForApp(call.world, app, { permissions, expiresAt, ...(repositories === undefined ? {} : { repositories }) });
  return created({
    token,
    expires_at: stamp(expiresAt),
    permissions,
    repository_selection: wanted === undefined && app.repositories === undefined ? 'all' : 'selected',
    ...(wanted === undefined ? {} : { repositories: reached.map((repository) => repositoryJson(call.world, repository, call.identity)) }),
  });
};

/** All that the App has, or the part of it that is asked for. */
const permissionsAsked = ({ permissions }: App, asked: unknown): AppPermissions => {
  if (!isObject(asked)) return permissions;
  for (const [name, level] of Object.entries(asked))
    if (permissions[name] !== 'write' && permissions[name] !== level && !(name === 'metadata' && level === 'read'))
      throw new Refusal(422, 'The permissions requested are not granted to this installation.');
  return asked as AppPermissions;
};

export const installationRoutes = [
  route('GET', '/repos/{owner}/{repo}/installation', installation),
  route('POST', '/app/installations/{id}/access_tokens', accessToken),
];
