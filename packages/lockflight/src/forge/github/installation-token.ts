/**
 * From the App's own key to a token for one repository: the App signs for itself (RS256, ten minutes at most), finds its installation, and asks for a token that
 * reaches this repository and no other, for an hour, and may do what is asked for and no more, whatever the App was granted. GitHub Docs, "Generating a JSON Web Token
 * (JWT) for a GitHub App", REST "Apps".
 * No character of the key gets into an error.
 */
import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { hasCode } from '../../errors.ts';
import type { Answer } from './answer.ts';
import { type AppRights, RECORDER_PERMISSIONS } from './app-permissions.ts';
import { type ConnectionOptions, openConnection } from './connection.ts';
import { forgeError } from './failure.ts';

export interface AppKey {
  /** The App's number, or its client id. */
  readonly appId: string;
  /** PEM, as the App's page gives it. */
  readonly privateKey: string;
}

/**
 * `wanted`: what the call needs. Of that, what the installation lacks is left out, since GitHub gives no token for it at all: what needs it is then refused by name.
 * Errors: `app-key-malformed`, `app-not-installed`, and what the forge says (`forge-unauthorized`: it knows no such App, or not this key).
 */
export const installationToken = async (
  about: Omit<ConnectionOptions, 'token'>,
  { appId, privateKey }: AppKey,
  wanted: AppRights = RECORDER_PERMISSIONS,
): Promise<string> => {
  const now = about.now ?? (() => new Date());
  const connection = openConnection({ ...about, token: signedBy(readKey(privateKey), appId, now()) });
  const installation = await installationOf(connection);
  const [, repository = ''] = about.fullName.split('/');
  const { answer } = await connection.call('POST /app/installations/{installation_id}/access_tokens', {
    installation_id: installation.at('id').id(),
    repositories: [repository],
    permissions: grantedOf(installation.at('permissions'), wanted),
  });
  return answer.at('token').text();
};

/** `metadata` is granted to every App. Of an empty list GitHub could make all that there is. */
const grantedOf = (installation: Answer, wanted: AppRights): AppRights => {
  const rights = Object.entries(wanted).flatMap(([name, level]) => {
    const granted = installation.optional(name)?.name();
    return granted === undefined ? [] : [[name, granted === 'read' ? granted : level] as const];
  });
  return { ...Object.fromEntries(rights), metadata: 'read' };
};

const installationOf = async (connection: ReturnType<typeof openConnection>): Promise<Answer> => {
  try {
    return (await connection.call('GET /repos/{owner}/{repo}/installation')).answer;
  } catch (error) {
    if (!hasCode(error, 'forge-not-found')) throw error;
    throw forgeError('app-not-installed', {
      en: `the App is not installed in ${connection.fullName}`,
      fr: `l'App n'est pas installée dans ${connection.fullName}`,
    });
  }
};

/** A secret that was pasted on one line has `\n` in it as two characters. */
const readKey = (text: string): KeyObject => {
  try {
    const key = createPrivateKey(text.trim().replaceAll('\\n', '\n'));
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // The reason could quote what it could not read.
  }
  throw forgeError('app-key-malformed', {
    en: "the App's private key cannot be read as an RSA key in PEM",
    fr: "la clé privée de l'App n'est pas une clé RSA au format PEM",
  });
};

/** Dated a minute back, since clocks disagree; GitHub takes ten minutes at most. */
const signedBy = (key: KeyObject, appId: string, now: Date): string => {
  const at = Math.floor(now.getTime() / 1000);
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const said = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: at - 60, exp: at + 540, iss: appId.trim() })}`;
  return `${said}.${sign('sha256', Buffer.from(said), key).toString('base64url')}`;
};
