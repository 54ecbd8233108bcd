/** Demands, people and rules in words. */
import type { Text } from '../contract/text.ts';
import { verbatim } from '../contract/text.ts';
import type { Bypass } from '../forge/rules-port.ts';
import type { By } from './finding.ts';
import { CLASSIC_NAME } from './source.ts';
import type { Demand } from './subjects.ts';

export const demandInWords = (demand: Demand): Text => {
  switch (demand.what) {
    case 'pull-request':
      return { en: 'a pull request for every change', fr: 'une pull request pour tout changement' };
    case 'approvals':
      return {
        en: `${demand.count} ${demand.count === 1 ? 'approval' : 'approvals'}`,
        fr: `${demand.count} ${demand.count === 1 ? 'approbation' : 'approbations'}`,
      };
    case 'check':
      return { en: `the check "${demand.name}"`, fr: `le contrôle « ${demand.name} »` };
    case 'pinned':
      return { en: "that check from the recorder's App alone", fr: "ce contrôle, par l'App du greffier seule" };
    case 'strict':
      return { en: 'branches up to date before a merge', fr: 'des branches à jour avant la fusion' };
    case 'force-push':
      return { en: 'no force push', fr: 'aucun push forcé' };
    case 'deletion':
      return { en: 'no deletion', fr: 'aucune suppression' };
    case 'recorder-only':
      return { en: 'the recorder as the only writer', fr: 'le greffier pour seul auteur' };
    case 'fixed':
      return { en: 'tags that never move', fr: 'des étiquettes qui ne bougent jamais' };
  }
};

export const listed = (texts: readonly Text[]): Text => ({
  en: texts.map((t) => t.en).join(', '),
  fr: texts.map((t) => t.fr).join(', '),
});

export const byInWords = ({ kind, name, id, level }: By): Text => {
  if (kind === 'classic') return { en: CLASSIC_NAME, fr: 'la protection classique de la branche' };
  const number = id === undefined ? '' : ` (${id})`;
  if (level === 'repository') return { en: `ruleset "${name}"${number}`, fr: `le ruleset « ${name} »${number}` };
  const of =
    level === 'organization' ? { en: "the organisation's", fr: "de l'organisation" } : { en: "the enterprise's", fr: "de l'entreprise" };
  return { en: `${of.en} ruleset "${name}"${number}`, fr: `le ruleset « ${name} »${number} ${of.fr}` };
};

/** Who may change a rule, where an administrator of the repository may not: said before what is to be done. */
export const whoMay = ({ level }: Pick<By, 'level'>): Text =>
  ({
    repository: { en: '', fr: '' },
    organization: {
      en: 'an owner of the organisation (its settings, Rulesets): ',
      fr: "un propriétaire de l'organisation (ses réglages, Rulesets) : ",
    },
    enterprise: { en: 'an owner of the enterprise (its policies): ', fr: "un propriétaire de l'entreprise (ses politiques) : " },
  })[level];

const ROLES: Readonly<Record<number, Text>> = {
  2: { en: 'whoever maintains the repository', fr: 'qui a le rôle maintain' },
  4: { en: 'every writer', fr: 'quiconque peut écrire' },
  5: { en: 'administrators', fr: 'les administrateurs' },
};

export const passerInWords = ({ who: { kind, id, name }, mode }: Bypass): Text => {
  const which = name ?? (id === undefined ? '' : `${id}`);
  const who: Text = {
    app: { en: `App ${which}`, fr: `l'App ${which}` },
    team: { en: `team ${which}`, fr: `l'équipe ${which}` },
    user: verbatim(which),
    role: ROLES[id ?? 0] ?? { en: `role ${which}`, fr: `le rôle ${which}` },
    'organization-owners': { en: "the organisation's owners", fr: "les propriétaires de l'organisation" },
    'deploy-keys': { en: 'deploy keys', fr: 'les clés de déploiement' },
  }[kind];
  return mode === 'pull-request' ? { en: `${who.en} (when merging)`, fr: `${who.fr} (en fusionnant)` } : who;
};
