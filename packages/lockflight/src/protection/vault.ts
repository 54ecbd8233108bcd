/**
 * Who can reach the recorder's key. It is a secret of the forge's environment: whoever may run a job there of a branch that they can push to can print it. Pure.
 */
import type { Text } from '../contract/text.ts';
import type { EnvironmentInfo } from '../forge/environments-port.ts';
import type { Fact } from '../policy/facts.ts';
import type { ProtectionCode } from './codes.ts';
import type { ProtectionFacts } from './facts.ts';
import type { Draft } from './lapses.ts';

/** `guarded`: nothing gets to the default branch but by a pull request; undefined: that could not be told. */
export const keyFindings = (facts: ProtectionFacts, guarded: boolean | undefined): readonly Draft[] => {
  if (!facts.adopted) return [];
  const { environment, key, place, own, shared } = facts.vault;
  return [
    ...unread(facts, place, own, shared),
    ...(own.known && !own.value.includes(key)
      ? [
          finding(facts, 'recorder-key-missing', {
            message: { en: `${environment} holds no secret ${key}`, fr: `${environment} ne contient pas de secret ${key}` },
            fix: {
              en: 'where the key is: lockflight ledger rotate; a lost key means a new ledger',
              fr: 'là où est la clé : lockflight ledger rotate ; une clé perdue impose un nouveau registre',
            },
          }),
        ]
      : []),
    ...(shared.known && shared.value.includes(key)
      ? [
          finding(facts, 'recorder-key-shared', {
            message: {
              en: `${key} is also a secret of the repository: every workflow of every branch is given it`,
              fr: `${key} est aussi un secret du dépôt : tout workflow de toute branche le reçoit`,
            },
            fix: {
              en: "delete the repository's secret, then lockflight ledger rotate",
              fr: 'supprimez ce secret du dépôt, puis lockflight ledger rotate',
            },
          }),
        ]
      : []),
    ...(place.known ? reachable(facts, place.value, guarded) : []),
  ];
};

const reachable = (facts: ProtectionFacts, place: EnvironmentInfo | undefined, guarded: boolean | undefined): readonly Draft[] => {
  const { defaultBranch } = facts.repository;
  const { environment } = facts.vault;
  if (place === undefined) return [];
  const limited = isLimited(place, defaultBranch);
  if (!limited) {
    return [
      finding(facts, 'recorder-key-reachable', {
        message:
          place.branches === 'any'
            ? {
                en: `recorder key reachable by any writer: jobs of every branch are given ${environment}`,
                fr: `clé du greffier à la portée de quiconque peut écrire : les jobs de toute branche reçoivent ${environment}`,
              }
            : {
                en: `recorder key reachable from other branches than ${defaultBranch}: ${branchesInWords(place.branches).en}`,
                fr: `clé du greffier accessible depuis d'autres branches que ${defaultBranch} : ${branchesInWords(place.branches).fr}`,
              },
        fix: {
          en: `let only ${defaultBranch} use ${environment} (settings, Environments), where the plan allows it`,
          fr: `n'ouvrir ${environment} qu'à ${defaultBranch} (réglages, Environments), si l'offre le permet`,
        },
      }),
    ];
  }
  if (guarded !== false) return [];
  return [
    finding(facts, 'recorder-key-reachable', {
      message: {
        en: `recorder key reachable by any writer: they can push a workflow to ${defaultBranch}`,
        fr: `clé du greffier à la portée de quiconque peut écrire : il suffit de pousser un workflow sur ${defaultBranch}`,
      },
      fix: { en: `require a pull request on ${defaultBranch}`, fr: `exiger une pull request sur ${defaultBranch}` },
    }),
  ];
};

export const isLimited = ({ branches }: EnvironmentInfo, branch: string): boolean =>
  typeof branches !== 'string' && branches.length > 0 && branches.every(({ kind, pattern }) => kind === 'branch' && pattern === branch);

const branchesInWords = (branches: Exclude<EnvironmentInfo['branches'], 'any'>): Text => {
  if (branches === 'protected') return { en: 'every protected one', fr: 'toutes celles qui sont protégées' };
  const all = branches.map(({ pattern }) => pattern).join(', ');
  return all === '' ? { en: 'none is named', fr: "aucune n'est nommée" } : { en: all, fr: all };
};

/** The forge's own words of what it takes: each part takes another permission. */
const unread = (facts: ProtectionFacts, ...parts: readonly Fact<unknown>[]): readonly Draft[] => {
  const missing = parts.flatMap((part) => (part.known ? [] : [part]));
  if (missing.length === 0) return [];
  const codes = [...new Set(missing.map(({ code }) => code))].join(', ');
  const fixes = (language: keyof Text): string => [...new Set(missing.map(({ fix }) => fix[language]))].join(' ');
  return [
    finding(facts, 'recorder-key-unreadable', {
      message: {
        en: `it cannot be told who may reach the recorder's key (${codes})`,
        fr: `impossible de savoir qui peut atteindre la clé du greffier (${codes})`,
      },
      fix: { en: fixes('en'), fr: fixes('fr') },
    }),
  ];
};

const finding = ({ vault }: ProtectionFacts, code: ProtectionCode, words: { readonly message: Text; readonly fix: Text }): Draft => ({
  code,
  severity: code === 'recorder-key-unreadable' ? 'unknown' : 'lapse',
  about: vault.environment,
  kind: 'key',
  demands: [],
  by: [],
  ...words,
});
