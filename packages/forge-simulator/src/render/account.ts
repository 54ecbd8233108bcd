/** Accounts, Apps and repositories in GitHub's words. */
import { stamp } from '../clock.ts';
import type { Account, App, Team } from '../world/account.ts';
import type { World } from '../world/world.ts';

export const accountJson = (world: World, account: Account) => {
  const url = `${world.url}/api/v3/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: `A_${account.id}`,
    avatar_url: `${world.url}/avatars/u/${account.id}`,
    gravatar_id: '',
    url,
    html_url: `${world.url}/${encodeURIComponent(account.login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  };
};

/** What everybody may read of an account. */
export const publicAccountJson = (world: World, account: Account) => ({
  ...accountJson(world, account),
  name: account.name,
  company: null,
  blog: null,
  location: null,
  email: null,
  hireable: null,
  bio: null,
  public_repos: 0,
  public_gists: 0,
  followers: 0,
  following: 0,
  created_at: stamp(world.startedAt),
  updated_at: stamp(world.startedAt),
});

/** What an account may read of itself. */
export const privateAccountJson = (world: World, account: Account) => ({
  ...publicAccountJson(world, account),
  private_gists: 0,
  total_private_repos: 0,
  owned_private_repos: 0,
  disk_usage: 0,
  collaborators: 0,
  two_factor_authentication: true,
});

export const teamJson = (world: World, team: Team) => {
  const url = `${world.url}/api/v3/organizations/${team.organization.id}/team/${team.id}`;
  const page = `${world.url}/orgs/${team.organization.login}/teams/${team.slug}`;
  return {
    id: team.id,
    node_id: `T_${team.id}`,
    name: team.slug,
    slug: team.slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    url,
    html_url: page,
    type: 'organization',
    organization_id: team.organization.id,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    parent: null,
  };
};

export const appJson = (world: World, app: App) => ({
  id: app.id,
  slug: app.slug,
  node_id: `APP_${app.id}`,
  name: app.name,
  owner: accountJson(world, app.bot),
  description: null,
  external_url: `${world.url}/apps/${app.slug}`,
  html_url: `${world.url}/apps/${app.slug}`,
  created_at: stamp(world.startedAt),
  updated_at: stamp(world.startedAt),
  permissions: app.permissions,
  events: [],
});
