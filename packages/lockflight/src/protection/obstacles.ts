/**
 * What keeps the right ones out: rules in force under which no promotion could be merged, or the recorder could not write its ledger. Nothing of it is taken away by
 * Lockflight, but for merge commits, which the repository itself can allow. Pure.
 */
import type { Text } from '../contract/text.ts';
import type { Rule } from '../forge/rules-port.ts';
import type { ProtectionCode } from './codes.ts';
import type { ProtectionFacts, RecorderApp } from './facts.ts';
import type { By } from './finding.ts';
import { isRecorder } from './fulfils.ts';
import { byOf, type Draft } from './lapses.ts';
import type { Source, Sources } from './source.ts';
import { checkNameOf, type Subject } from './subjects.ts';
import { byInWords, whoMay } from './words.ts';

export const obstaclesOf = (
  facts: ProtectionFacts,
  subject: Subject,
  sources: Sources,
  recorder: RecorderApp | undefined,
): readonly Draft[] => {
  const active = sources.all.filter(({ state }) => state === 'active');
  if (subject.kind === 'ledger') return recorder === undefined ? [] : active.flatMap((source) => shutOut(subject, source, recorder));
  const { merges } = subject;
  if (merges === undefined) return [];
  return [...settings(facts, subject, merges), ...active.flatMap((source) => barred(subject, source, { merges, recorder }))];
};

const METHODS: Readonly<Record<'merge' | 'squash', Text>> = {
  merge: { en: 'merge commits', fr: 'les commits de fusion' },
  squash: { en: 'squash merges', fr: 'les fusions par squash' },
};

/** Of the repository as a whole. */
const settings = (
  { repository: { mergeMethods, mergeMethodsKnown } }: ProtectionFacts,
  subject: Subject,
  merges: 'merge' | 'squash',
): readonly Draft[] => {
  const words = METHODS[merges];
  if (!mergeMethodsKnown) {
    return [
      about(subject, 'protection-unreadable', {
        severity: 'unknown',
        message: {
          en: `it cannot be told whether the repository allows ${words.en}`,
          fr: `impossible de savoir si le dépôt permet ${words.fr}`,
        },
        fix: { en: 'run lockflight protect with the right to write', fr: "lancez lockflight protect avec le droit d'écrire" },
      }),
    ];
  }
  if (mergeMethods[merges]) return [];
  return [
    about(subject, 'merge-method-refused', {
      message: { en: `the repository does not allow ${words.en}`, fr: `le dépôt ne permet pas ${words.fr}` },
      fix: { en: `allow ${words.en} in the repository's settings`, fr: `permettre ${words.fr} dans les réglages du dépôt` },
    }),
  ];
};

interface Coming {
  readonly merges: 'merge' | 'squash';
  readonly recorder: RecorderApp | undefined;
}

const barred = (subject: Subject, source: Source, { merges, recorder }: Coming): readonly Draft[] => {
  const by = byOf(source);
  const words = byInWords(by);
  const method = METHODS[merges];
  return source.rules.flatMap((rule): readonly Draft[] => {
    if (rule.type === 'pull-request' && rule.mergeMethods !== undefined && !rule.mergeMethods.includes(merges)) {
      return [
        about(subject, 'merge-method-refused', {
          by,
          message: { en: `${words.en} does not allow ${method.en}`, fr: `${words.fr} ne permet pas ${method.fr}` },
          fix: { en: `allow ${method.en} there`, fr: `y permettre ${method.fr}` },
        }),
      ];
    }
    if (rule.type === 'linear-history' && merges === 'merge') {
      return [
        about(subject, 'linear-history', {
          by,
          message: {
            en: `${words.en} demands a linear history, and promotions are merge commits`,
            fr: `${words.fr} exige un historique linéaire, or les promotions sont des commits de fusion`,
          },
          fix: {
            en: 'take that rule out, or say linear: true on the step (staging is then never back-merged)',
            fr: "retirez cette règle, ou écrivez linear: true sur l'étape (staging n'est alors jamais refusionnée)",
          },
        }),
      ];
    }
    const pinnedTo = elsewhere(rule, subject, recorder);
    if (pinnedTo !== undefined) {
      return [
        about(subject, 'check-pinned-elsewhere', {
          by,
          message: {
            en: `${words.en} wants the check from App ${pinnedTo}, which is not the recorder's: nothing could ever be merged`,
            fr: `${words.fr} attend ce contrôle de l'App ${pinnedTo}, qui n'est pas celle du greffier : rien ne pourrait fusionner`,
          },
          fix: { en: "pin it to the recorder's App there", fr: "y lier le contrôle à l'App du greffier" },
        }),
      ];
    }
    if (!isBarrier(rule, source)) return [];
    return [
      about(subject, 'promotion-barred', {
        by,
        message: {
          en: `${words.en} has a rule "${rule.type}" that no promotion can pass`,
          fr: `${words.fr} a une règle « ${rule.type} » qu'aucune promotion ne peut passer`,
        },
        fix: { en: 'take that rule out there', fr: 'y retirer cette règle' },
      }),
    ];
  });
};

/**
 * Promotion heads are made by plumbing: nobody signs them; a queue would merge another tree than the one that was judged. Where updates are for some alone, they merge.
 */
const isBarrier = ({ type }: Rule, { bypass }: Source): boolean =>
  type === 'signatures' || type === 'merge-queue' || (type === 'update' && bypass?.length === 0);

const elsewhere = (rule: Rule, { environment = '' }: Subject, recorder: RecorderApp | undefined): number | undefined =>
  rule.type === 'checks' && recorder !== undefined
    ? rule.checks.find(({ name, app }) => name === checkNameOf(environment) && app !== undefined && app !== recorder.id)?.app
    : undefined;

/** The recorder pushes: neither a pull request nor a check could come before. */
const SHUTS: ReadonlySet<Rule['type']> = new Set(['update', 'pull-request', 'checks', 'signatures', 'merge-queue', 'deployments']);

const shutOut = (subject: Subject, source: Source, recorder: RecorderApp): readonly Draft[] => {
  const rule = source.rules.find(({ type }) => SHUTS.has(type));
  if (
    rule === undefined ||
    source.bypass === undefined ||
    source.bypass.some(({ who, mode }) => mode !== 'pull-request' && isRecorder(who, recorder))
  )
    return [];
  const by = byOf(source);
  const words = byInWords(by);
  return [
    about(subject, 'recorder-shut-out', {
      by,
      message: {
        en: `${words.en} (rule "${rule.type}") does not let the recorder (App ${recorder.slug}) write the ledger`,
        fr: `${words.fr} (règle « ${rule.type} ») ne laisse pas le greffier (App ${recorder.slug}) écrire le registre`,
      },
      fix: { en: `let App ${recorder.slug}, and nobody else, past it`, fr: `y laisser passer l'App ${recorder.slug}, et elle seule` },
    }),
  ];
};

const about = (
  { kind, name, environment, at }: Subject,
  code: ProtectionCode,
  {
    by,
    severity = 'lapse',
    message,
    fix,
  }: { readonly by?: By; readonly severity?: Draft['severity']; readonly message: Text; readonly fix: Text },
): Draft => ({
  code,
  severity,
  about: name,
  kind,
  ...(environment === undefined ? {} : { environment }),
  demands: kind === 'ledger' ? ['recorder-only'] : ['merge-method'],
  by: by === undefined ? [] : [by],
  ...(at === undefined ? {} : { at }),
  message,
  fix: by === undefined ? fix : { en: `${whoMay(by).en}${fix.en}`, fr: `${whoMay(by).fr}${fix.fr}` },
});
