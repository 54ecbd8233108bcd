/** `enforced-by`, in words: what keeps a prohibition, so that nobody has to know the pointer's grammar. */
import { asCode } from '../contract/in-words/texts.ts';
import type { Contract } from '../contract/model.ts';
import type { Text } from '../contract/text.ts';

const AUDIT: Readonly<Record<string, Text>> = {
  direct: { en: 'a commit that came from nowhere', fr: 'un commit venu de nulle part' },
  foreign: { en: 'a tree that the environment before never had', fr: "un arbre que l'environnement précédent n'a jamais eu" },
  mixed: { en: 'a tree that is neither the old one nor the candidate', fr: "un arbre qui n'est ni l'ancien ni le candidat" },
  ungated: { en: 'a promotion whose gates had not passed', fr: "une promotion dont les portes n'étaient pas franchies" },
  'running-elsewhere': { en: 'what runs is not what the branch says', fr: "ce qui tourne n'est pas ce que dit la branche" },
};

const PROTECT: Readonly<Record<string, Text>> = {
  push: { en: 'direct pushes', fr: 'écriture directe' },
  'force-push': { en: 'rewriting of history', fr: "réécriture de l'historique" },
  delete: { en: 'deletion', fr: 'suppression' },
  'pull-request': { en: 'the pull request is required', fr: 'pull request obligatoire' },
};

export const pointerInWords = (contract: Contract, pointer: string): Text => {
  const cut = pointer.indexOf(':');
  const kind = cut === -1 ? pointer : pointer.slice(0, cut);
  const name = cut === -1 ? '' : pointer.slice(cut + 1);
  const as = SAID[kind];
  if (as === undefined) return { en: asCode(pointer), fr: asCode(pointer) };
  const words = as(name, contract);
  return { en: `${words.en} (${asCode(pointer)})`, fr: `${words.fr} (${asCode(pointer)})` };
};

const named =
  (en: string, fr: string) =>
  (name: string): Text => ({ en: `${en} ${asCode(name)}`, fr: `${fr} ${asCode(name)}` });

const SAID: Readonly<Record<string, (name: string, contract: Contract) => Text>> = {
  audit: (name) => ({
    en: `the audit finds ${(AUDIT[name] ?? { en: asCode(name) }).en}`,
    fr: `l'audit trouve ${(AUDIT[name] ?? { fr: asCode(name) }).fr}`,
  }),
  protect: (name, contract) => {
    const cut = name.lastIndexOf('.');
    const environment = contract.environments.find((each) => each.name === name.slice(0, cut));
    const rule = PROTECT[name.slice(cut + 1)] ?? { en: name, fr: name };
    const branch = asCode(environment?.branch ?? name.slice(0, cut));
    return { en: `protection of ${branch}: ${rule.en}`, fr: `protection de ${branch} : ${rule.fr}` };
  },
  flow: () => ({ en: 'what the flow does not name does not exist', fr: "ce que le flux ne nomme pas n'existe pas" }),
  via: () => ({ en: 'promotions go through GitHub alone', fr: 'les promotions ne passent que par GitHub' }),
  step: named('the step', "l'étape"),
  gate: named('the gate', 'la porte'),
  activity: named('the activity is refused:', "l'activité est refusée :"),
  environment: (name) => {
    const cut = name.lastIndexOf('.');
    const key = name.slice(cut + 1);
    const where = asCode(name.slice(0, cut));
    if (key === 'boot')
      return { en: `${where} does not start with a wrong variable`, fr: `${where} ne démarre pas avec une variable fausse` };
    return { en: `what ${where} allows and forbids`, fr: `ce que ${where} permet et interdit` };
  },
  rollback: named('the way back of', 'le retour arrière de'),
  archive: named('the archives of', 'les archives de'),
  command: named('the command', 'la commande'),
  variable: named('the variable', 'la variable'),
  group: named('the group', 'le groupe'),
  service: named('the service', 'le service'),
  role: named('the role', 'le rôle'),
};
