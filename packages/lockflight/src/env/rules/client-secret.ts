/**
 * A secret that would be shipped to browsers: an exposed variable (VITE_, NEXT_PUBLIC_ or `exposed: client`) that is a secret itself, has a
 * secret's shape, or holds the very value of one. Names that the contract does not know are looked at too, by their prefix.
 */
import { stripeMode } from '../formats/stripe.ts';
import type { Finding } from '../issue.ts';
import type { Scene, Subject } from '../subject.ts';
import { heldValue } from '../values.ts';

const CLIENT_PREFIX = /^(VITE_|NEXT_PUBLIC_)/;

/** Shorter values are equal by chance. */
const MIN_TELLING = 8;

const isSecretKind = (value: string): boolean =>
  value.startsWith('whsec_') || (stripeMode(value) !== undefined && !value.startsWith('pk_')) || value.includes('PRIVATE KEY-----');

/** The secret variable that holds this value too. */
const secretWith = (scene: Scene, name: string, value: string): string | undefined =>
  value.length < MIN_TELLING
    ? undefined
    : scene.contract.variables.find((v) => v.secret && v.name !== name && heldValue(scene.values, v.name) === value)?.name;

const find = (scene: Scene, name: string, value: string, declaredSecret: boolean): Finding | undefined => {
  const twin = secretWith(scene, name, value);
  if (!declaredSecret && twin === undefined && !isSecretKind(value)) return undefined;
  return {
    code: 'client-secret',
    message:
      twin === undefined
        ? { en: 'a secret in a variable that is shipped to browsers', fr: 'un secret dans une variable envoyée aux navigateurs' }
        : { en: `holds the secret of ${twin}, and is shipped to browsers`, fr: `porte le secret de ${twin}, et part aux navigateurs` },
    fix: {
      en: `keep the secret on the server, take it out of ${name}, and renew it if a build was published`,
      fr: `gardez le secret côté serveur, retirez-le de ${name}, et renouvelez-le si une version a été publiée`,
    },
  };
};

export const clientSecret = ({ scene, variable, value }: Subject): Finding | undefined =>
  variable.exposed && value !== undefined ? find(scene, variable.name, value, variable.secret) : undefined;

/** The same for a name that the contract does not declare. */
export const undeclaredClientSecret = (scene: Scene, name: string): Finding | undefined => {
  const value = heldValue(scene.values, name);
  return value !== undefined && CLIENT_PREFIX.test(name) ? find(scene, name, value, false) : undefined;
};
