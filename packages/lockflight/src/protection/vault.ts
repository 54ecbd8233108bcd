/**
 * Who can reach the recorder's keys: the one that signs, and its App's. They are secrets of the forge's environment: whoever may run a job there of a branch that they can
 * push to can print them. Pure.
 */
import type { Text } from '../contract/text.ts';
import type { EnvironmentInfo } from '../forge/environments-port.ts';
import type { Fact } from '../policy/facts.ts';
import type { ProtectionCode } from './codes.ts';
import type { ProtectionFacts } from './facts.ts';
import type { Draft } from './lapses.ts';
import type { DemandName } from './subjects.ts';

/** `guarded`: nothing gets to the default branch but what somebody else had a say in; undefined: that could not be told. */
export const keyFindings = (facts: ProtectionFacts, guarded: boolean | undefined): readonly Draft[] => {
  if (!facts.adopted) return [];
  const { environment, key, appKey, place, own, shared } = facts.vault;
  return [
    ...unread(facts, place, own, shared.repository, shared.organization),
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
    ...OWNERS.flatMap((owner) => [key, appKey].filter((name) => isIn(shared[owner], name)).map((name) => sharedKey(facts, owner, name))),
    ...(place.known ? reachable(facts, place.value, guarded) : []),
  ];
};

const isIn = (names: Fact<readonly string[]>, name: string): boolean => names.known && names.value.includes(name);

const OWNERS = ['repository', 'organization'] as const;
const BY_OWNER = {
  repository: {
    of: { en: 'the repository', fr: 'du dépôt' },
    gone: { en: "delete the repository's secret", fr: 'supprimez ce secret du dépôt' },
  },
  organization: {
    of: { en: 'the organisation', fr: "de l'organisation" },
    gone: {
      en: 'an owner of the organisation deletes it, or takes this repository off it',
      fr: "un propriétaire de l'organisation le supprime, ou en retire ce dépôt",
    },
  },
} as const;

const sharedKey = (facts: ProtectionFacts, owner: (typeof OWNERS)[number], name: string): Draft => {
  const { of, gone } = BY_OWNER[owner];
  const turn: Text =
    name === facts.vault.key
      ? { en: 'lockflight ledger rotate', fr: 'lockflight ledger rotate' }
      : {
          en: "a new private key on the App's page, and the old one deleted there",
          fr: "une nouvelle clé privée sur la page de l'App, et l'ancienne supprimée",
        };
  return finding(facts, 'recorder-key-shared', {
    message: {
      en: `${name} is also a secret of ${of.en}: every workflow of every branch is given it`,
      fr: `${name} est aussi un secret ${of.fr} : tout workflow de toute branche le reçoit`,
    },
    fix: { en: `${gone.en}; then ${turn.en}`, fr: `${gone.fr} ; puis ${turn.fr}` },
  });
};

/** What our own ruleset of the default branch would guard it by. */
const GUARD: readonly DemandName[] = ['pull-request', 'pinned'];

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
  if (guarded === true) return [];
  const fix: Text = {
    en: `require on ${defaultBranch}, without exceptions, a pull request with an approval that new pushes take away, or the recorder's check from its App`,
    fr: `exiger sur ${defaultBranch}, sans exception, une pull request avec une approbation que tout nouveau push annule, ou le contrôle du greffier par son App`,
  };
  if (guarded === undefined) {
    return [
      finding(facts, 'recorder-key-unreadable', {
        message: {
          en: `it cannot be told whether a writer alone can bring a workflow to ${defaultBranch}, which is given the key`,
          fr: `impossible de savoir si quelqu'un qui peut écrire peut, seul, amener un workflow sur ${defaultBranch}, qui reçoit la clé`,
        },
        fix: {
          en: 'run lockflight protect as an administrator, or with administration: write',
          fr: 'lancez lockflight protect en administrateur, ou avec administration: write',
        },
      }),
    ];
  }
  return [
    finding(facts, 'recorder-key-reachable', {
      message: {
        en: `recorder key reachable by any writer: alone, they can bring a workflow to ${defaultBranch}`,
        fr: `clé du greffier à la portée de quiconque peut écrire : chacun peut, seul, amener un workflow sur ${defaultBranch}`,
      },
      fix,
      demands: GUARD,
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

const finding = (
  { vault }: ProtectionFacts,
  code: ProtectionCode,
  words: Pick<Draft, 'message' | 'fix'> & Partial<Pick<Draft, 'demands'>>,
): Draft => ({
  code,
  severity: code === 'recorder-key-unreadable' ? 'unknown' : 'lapse',
  about: vault.environment,
  kind: 'key',
  demands: [],
  by: [],
  ...words,
});
