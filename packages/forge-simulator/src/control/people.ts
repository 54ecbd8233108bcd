/** Makes accounts, organizations, teams and Apps, and the tokens that stand for them. Tokens are made up, and worth nothing elsewhere. */
import { generateKeyPairSync } from 'node:crypto';
import {
  ACTIONS_APP_ID,
  ACTIONS_BOT_ID,
  type Account,
  type App,
  type AppPermissions,
  type Organization,
  privateEmail,
} from '../world/account.ts';
import { emptyVault } from '../world/deployment.ts';
import { findAccount, nextId, type World } from '../world/world.ts';

export interface AccountHandle {
  readonly id: number;
  readonly login: string;
  readonly token: string;
  /** What its commits are signed with, so that the forge knows them again. */
  readonly email: string;
}

export interface AppHandle extends AccountHandle {
  readonly slug: string;
}

const addAccount = (world: World, draft: { id?: number; login: string; type: Account['type']; name?: string; email?: string }): Account => {
  if (findAccount(world, draft.login) !== undefined) throw new Error(`There is already an account named ${draft.login}`);
  const id = draft.id ?? nextId(world);
  const hidden = privateEmail(id, draft.login);
  const account: Account = {
    id,
    login: draft.login,
    type: draft.type,
    name: draft.name ?? draft.login,
    emails: draft.email === undefined ? [hidden] : [draft.email, hidden],
  };
  world.accounts.set(draft.login.toLowerCase(), account);
  return account;
};

export const accountNamed = (world: World, login: string): Account => {
  const account = findAccount(world, login);
  if (account === undefined) throw new Error(`There is no account named ${login}`);
  return account;
};

/** The old name is free at once: somebody else may take it. */
export const renameAccount = (world: World, account: Account, login: string): void => {
  if (findAccount(world, login) !== undefined) throw new Error(`There is already an account named ${login}`);
  world.accounts.delete(account.login.toLowerCase());
  account.login = login;
  world.accounts.set(login.toLowerCase(), account);
};

const handle = (account: Account, token: string): AccountHandle => ({
  id: account.id,
  login: account.login,
  token,
  email: account.emails[0] ?? '',
});

export interface PersonDraft {
  readonly login: string;
  readonly name?: string;
  readonly email?: string;
}

export const addPerson = (world: World, draft: PersonDraft, type: 'User' | 'Bot'): AccountHandle => {
  const account = addAccount(world, { ...draft, type });
  const token = `ghp_${account.login}_${account.id}`;
  world.tokens.set(token, { account });
  return handle(account, token);
};

/** A fine-grained personal access token: the person's roles, and of them only what these permissions are for. */
export const tokenForPerson = (world: World, login: string, grant: Pick<AppDraft, 'permissions' | 'repositories'>): string => {
  const account = accountNamed(world, login);
  const token = `github_pat_${account.login}_${nextId(world)}`;
  const { permissions = {}, repositories } = grant;
  world.tokens.set(token, { account, permissions, ...(repositories === undefined ? {} : { repositories }) });
  return token;
};

export interface AppDraft {
  readonly slug: string;
  readonly name?: string;
  readonly id?: number;
  /** Default: nothing but metadata. */
  readonly permissions?: AppPermissions;
  /** `owner/name`; default: everywhere. */
  readonly repositories?: readonly string[];
}

export const tokenForApp = (
  world: World,
  app: App,
  grant: Pick<AppDraft, 'permissions' | 'repositories'> & { readonly expiresAt?: Date },
): string => {
  const token = `ghs_${app.slug}_${nextId(world)}`;
  const { permissions = {}, repositories, expiresAt } = grant;
  world.tokens.set(token, {
    account: app.bot,
    app,
    permissions,
    ...(repositories === undefined ? {} : { repositories }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  });
  return token;
};

export interface AppKey {
  /** The App's number, which is what it signs for. */
  readonly id: number;
  /** PEM. */
  readonly privateKey: string;
}

/** A private key of an App, as its settings page gives one. An earlier one is worth nothing afterwards. */
export const keyForApp = (app: App): AppKey => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  app.publicKey = publicKey;
  return { id: app.id, privateKey };
};

export const addApp = (world: World, draft: AppDraft): AppHandle => {
  const isActions = draft.slug === 'github-actions';
  const bot = addAccount(world, { login: `${draft.slug}[bot]`, type: 'Bot', ...(isActions ? { id: ACTIONS_BOT_ID } : {}) });
  const app: App = {
    id: draft.id ?? (isActions ? ACTIONS_APP_ID : nextId(world)),
    slug: draft.slug,
    name: draft.name ?? draft.slug,
    bot,
    permissions: draft.permissions ?? {},
    ...(draft.repositories === undefined ? {} : { repositories: draft.repositories }),
  };
  world.apps.set(app.slug, app);
  return { ...handle(bot, tokenForApp(world, app, draft)), id: app.id, slug: app.slug };
};

export const appNamed = (world: World, slug: string): App => {
  const app = world.apps.get(slug);
  if (app === undefined) throw new Error(`There is no App named ${slug}`);
  return app;
};

export interface OrganizationDraft {
  readonly login: string;
  readonly owners?: readonly string[];
  readonly members?: readonly string[];
}

export const addOrganization = (world: World, draft: OrganizationDraft): { readonly id: number; readonly login: string } => {
  const account = addAccount(world, { login: draft.login, type: 'Organization' });
  const owners = (draft.owners ?? []).map((login) => accountNamed(world, login));
  const members = (draft.members ?? []).map((login) => accountNamed(world, login));
  const organization = {
    account,
    owners: new Set(owners),
    members: new Set([...owners, ...members]),
    teams: new Map(),
    vault: emptyVault(),
    rulesets: [],
  };
  world.organizations.set(draft.login.toLowerCase(), organization);
  return { id: account.id, login: account.login };
};

export const organizationNamed = (world: World, login: string): Organization => {
  const organization = world.organizations.get(login.toLowerCase());
  if (organization === undefined) throw new Error(`There is no organization named ${login}`);
  return organization;
};

export interface TeamDraft {
  readonly org: string;
  readonly slug: string;
  readonly members: readonly string[];
}

/** The members become members of the organization too. A team of that name gets these members instead of its own. */
export const addTeam = (world: World, draft: TeamDraft): { readonly id: number; readonly name: string } => {
  const organization = organizationNamed(world, draft.org);
  const members = new Set(draft.members.map((login) => accountNamed(world, login)));
  for (const member of members) organization.members.add(member);
  const id = organization.teams.get(draft.slug)?.id ?? nextId(world);
  organization.teams.set(draft.slug, { id, organization: organization.account, slug: draft.slug, members });
  return { id, name: `@${organization.account.login}/${draft.slug}` };
};
