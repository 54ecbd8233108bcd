/**
 * Firebase: the service account is accepted by Google, and belongs to the project that the contract names. `key` is the account's JSON, as it is or in base64.
 * Sources: Google Identity, "Using OAuth 2.0 for server to server applications"; Firebase Management API, `projects.get`.
 */
import { createSign } from 'node:crypto';
import { errored, failed, passed, Stop } from '../check.ts';
import { notDeclared, partOf, requiredPart } from '../parts.ts';
import type { Part, Probe, ProbeInput } from '../probe.ts';
import { askHttp } from '../reach/ask-http.ts';
import { below, reachVendor } from '../reach/vendor.ts';

const TOKENS = 'https://oauth2.googleapis.com';
const FIREBASE = 'https://firebase.googleapis.com';
const SCOPE = 'https://www.googleapis.com/auth/firebase.readonly';
/** Firebase documentation: 6 to 30 characters, lower case, digits and hyphens, a letter first. */
const PROJECT = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/;

interface Account {
  readonly project_id: string;
  readonly client_email: string;
  readonly private_key: string;
}

export const firebase: Probe = async (input) => {
  const project = requiredPart(input, 'project');
  if (!PROJECT.test(project.value)) {
    throw new Stop(
      failed(
        'project',
        'service-address-invalid',
        `${project.variable} is no project id`,
        `${project.variable} n'est pas un identifiant de projet`,
      ),
    );
  }
  input.say(passed('project', 'the project id has the right shape', "l'identifiant du projet a la bonne forme"));
  const key = partOf(input, 'key');
  if (key === undefined) {
    if (input.named.some((n) => n.part === 'key')) requiredPart(input, 'key');
    throw new Stop(notDeclared(input, 'key', 'account'));
  }
  const account = accountIn(key);
  if (account.project_id !== project.value) {
    throw new Stop(
      failed(
        'identity',
        'service-identity',
        `the account in ${key.variable} is of another project than ${project.variable}`,
        `le compte de ${key.variable} est d'un autre projet que ${project.variable}`,
      ),
    );
  }
  input.say(passed('identity', 'the account belongs to the project', 'le compte appartient au projet'));
  const token = await tokenFor(input, account, key);
  input.say(passed('login', 'Google accepts the service account', 'Google accepte le compte de service'));
  await checkProject(input, account.project_id, token, key);
};

const accountIn = (key: Part): Account => {
  const texts = [key.value, Buffer.from(key.value, 'base64').toString('utf8')];
  for (const text of texts) {
    try {
      const account: unknown = JSON.parse(text);
      if (isAccount(account)) return account;
    } catch {
      // The other spelling is tried, then the refusal below.
    }
  }
  throw new Stop(
    failed('account', 'service-address-invalid', `${key.variable} is no service account`, `${key.variable} n'est pas un compte de service`),
  );
};

const isAccount = (value: unknown): value is Account =>
  typeof value === 'object' &&
  value !== null &&
  ['project_id', 'client_email', 'private_key'].every(
    (name) => name in value && typeof (value as Record<string, unknown>)[name] === 'string',
  );

const tokenFor = async (input: ProbeInput, account: Account, key: Part): Promise<string> => {
  const { base, reached, variable } = await reachVendor(input, TOKENS, key.variable);
  const url = below(base, '/token');
  const seconds = Math.floor(input.now().getTime() / 1000);
  // The account's own `token_uri` is not followed: a file that somebody was sent could name any host.
  const claims = { iss: account.client_email, scope: SCOPE, aud: `${TOKENS}/token`, iat: seconds, exp: seconds + 600 };
  const body = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: signed(claims, account, key) });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await askHttp(input, reached, { url, method: 'POST', headers, body: body.toString() }, variable);
  const [, token] = /"access_token"\s*:\s*"([^"]+)"/.exec(answer.body) ?? [];
  if (answer.status !== 200 || token === undefined) {
    throw new Stop(
      failed(
        'login',
        'service-login-refused',
        `Google refuses the account (${answer.status})`,
        `Google refuse le compte (${answer.status})`,
      ),
    );
  }
  return token;
};

const signed = (claims: object, account: Account, key: Part): string => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  try {
    return `${text}.${createSign('RSA-SHA256').update(text).sign(account.private_key, 'base64url')}`;
  } catch {
    throw new Stop(
      failed(
        'account',
        'service-address-invalid',
        `${key.variable} holds no usable private key`,
        `${key.variable} ne contient pas de clé privée utilisable`,
      ),
    );
  }
};

const checkProject = async (input: ProbeInput, project: string, token: string, key: Part): Promise<void> => {
  const { base, reached, variable } = await reachVendor(input, FIREBASE, key.variable);
  const question = { url: below(base, `/v1beta1/projects/${project}`), headers: { authorization: `Bearer ${token}` } };
  const { status, body } = await askHttp(input, reached, question, variable);
  if (status === 403) {
    input.say(
      errored('active', 'service-not-visible', 'the account may not look at its project', 'le compte ne peut pas voir son projet', {
        en: 'give it the role Firebase Viewer',
        fr: 'donnez-lui le rôle Firebase Viewer',
      }),
    );
    return;
  }
  input.say(
    status === 200 && /"state"\s*:\s*"ACTIVE"/.test(body)
      ? passed('active', 'the project is active', 'le projet est actif')
      : failed('active', 'service-identity', `no active project answers (${status})`, `aucun projet actif ne répond (${status})`),
  );
};
