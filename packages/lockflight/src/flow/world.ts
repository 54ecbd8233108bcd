/**
 * What a use case works with: the repository, the forge, a clock. Opened once at the edge of a command and handed down, so that tests and
 * the demo bring their own clock.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { type Credentials, credentialsFrom } from '../forge/credentials.ts';
import type { AppRights } from '../forge/github/app-permissions.ts';
import type { ConnectionOptions } from '../forge/github/connection.ts';
import { openGitHub } from '../forge/github/open.ts';
import { locateForge } from '../forge/locate.ts';
import type { Forge } from '../forge/port.ts';
import { authenticated, openGit } from '../git/open.ts';
import type { Git } from '../git/port.ts';
import { rememberingGit } from './remembering-git.ts';

export interface World {
  readonly git: Git;
  readonly forge: Forge;
  readonly remote: string;
  readonly now: () => Date;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly random: () => number;
  /** Where paths of log sources begin: the recorder's host, never the candidate. */
  readonly directory: string;
  /** Variables of this host, for what a contract names by name; absent: it has none. */
  readonly hostVariable?: (name: string) => string | undefined;
}

/** How long the forge may take to answer, and how waiting is done. Absent: as on a terminal. */
export type ForgePatience = Pick<ConnectionOptions, 'timeoutMs' | 'maxWaitMs' | 'sleep'>;

export interface Surroundings {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  readonly patience?: ForgePatience;
  /** What the App's token is asked for, where the App speaks; absent: what the recorder needs. */
  readonly rights?: AppRights;
}

/** Errors: `not-a-repository`, `no-forge`, `no-token`, those of `installationToken`, and what the ports say. */
export const openWorld = async ({ directory, environment, now, patience = {}, rights }: Surroundings): Promise<World> => {
  const remote = 'origin';
  const bare = await openGit(directory);
  const where = locateForge(await bare.remoteUrl(remote), environment);
  const about = { apiUrl: where.apiUrl, fullName: where.fullName, now, ...patience };
  const token = await tokenOf(credentialsFrom(environment), about, rights);
  return {
    git: rememberingGit(authenticated(bare, { token })),
    forge: openGitHub({ ...about, token }),
    remote,
    now,
    sleep: async (milliseconds) => {
      await delay(milliseconds);
    },
    random: Math.random,
    directory,
    hostVariable: (name) => environment[name],
  };
};

/** Only who has the App's key pays for loading what signs with it. */
const tokenOf = async (credentials: Credentials, about: Omit<ConnectionOptions, 'token'>, rights?: AppRights): Promise<string> => {
  if (credentials.kind === 'token') return credentials.token;
  const { installationToken } = await import('../forge/github/installation-token.ts');
  return installationToken(about, credentials, rights);
};
