/**
 * Whose word a call is: a token that somebody gave, or the App's own key. Pure. LOCKFLIGHT_APP_ID and LOCKFLIGHT_APP_PRIVATE_KEY, which the recorder's job has, come
 * before GITHUB_TOKEN: a job that was given the App must not fall back on the workflow's weaker token without a word.
 */

import { LockflightError } from '../errors.ts';
import { FORGE_ERROR_CODES } from './error-codes.ts';
import { tokenFrom } from './locate.ts';

export const APP_ID = 'LOCKFLIGHT_APP_ID';
export const APP_PRIVATE_KEY = 'LOCKFLIGHT_APP_PRIVATE_KEY';

export type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'app'; readonly appId: string; readonly privateKey: string };

/** An unset secret or variable is an empty text in a workflow. Errors: `no-token`. */
export const credentialsFrom = (environment: Readonly<Record<string, string | undefined>>): Credentials => {
  const appId = environment[APP_ID]?.trim() ?? '';
  const privateKey = environment[APP_PRIVATE_KEY]?.trim() ?? '';
  if (appId === '' && privateKey === '') return { kind: 'token', token: tokenFrom(environment) };
  if (appId !== '' && privateKey !== '') return { kind: 'app', appId, privateKey };
  const missing = appId === '' ? APP_ID : APP_PRIVATE_KEY;
  throw new LockflightError({
    code: 'no-token',
    exit: 2,
    message: {
      en: `${missing} is not set: the App's number and its key belong together`,
      fr: `${missing} n'est pas définie : le numéro de l'App et sa clé vont ensemble`,
    },
    hint: FORGE_ERROR_CODES['no-token'].fix,
  });
};
