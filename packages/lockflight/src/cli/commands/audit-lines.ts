/** An audit as a person reads it: where, how many of each class, what is wrong (newest first), and what would have made it right. */
import { inLanguage, type Language, type Text } from '../../contract/text.ts';
import type { Audit, AuditState } from '../../flow/audit/audit.ts';
import { VIOLATION_CODES, type ViolationCode } from '../../line/violation-codes.ts';
import { harmless } from '../harmless.ts';
import type { Paint, Tone } from '../paint.ts';
import { wrap } from '../wrap.ts';

export interface AuditView {
  /** Every state, not only those that stand out. */
  readonly all: boolean;
  readonly paint: Paint;
  readonly language: Language;
}

const SHOWN = 20;
const WIDTH = 80;

export const auditLines = (audit: Audit, view: AuditView): readonly string[] => {
  const notable = view.all ? audit.states : audit.states.filter((state) => stands(state, audit.adopted));
  const newest = notable.toReversed();
  const shown = view.all ? newest : newest.slice(0, SHOWN);
  return [
    ...head(audit, view),
    '',
    ...counts(audit, view),
    ...(shown.length === 0 ? [] : ['', ...shown.map((state) => row(state, view))]),
    ...(newest.length > shown.length ? [more(newest.length - shown.length, view)] : []),
    ...archives(audit, view),
    ...remedies(audit, shown, view),
    '',
    ...verdict(audit, view),
  ];
};

/** After adoption violations stand out; without a ledger, whatever is neither promoted nor shared. */
export const stands = (state: AuditState, adopted: boolean): boolean =>
  adopted ? state.violation !== null : state.class !== 'promoted' && state.class !== 'shared';

const head = ({ environment, from, branches, states }: Audit, { paint, language }: AuditView): readonly string[] => {
  const [first, last] = [states[0], states.at(-1)];
  const where = `${paint('strong', environment)} (${shortRef(branches.environment.ref)})`;
  const source = `${from} (${branches.from.map(({ ref }) => shortRef(ref)).join(', ')})`;
  const span = first === undefined || last === undefined ? '' : `, ${day(first)} - ${day(last)}`;
  return [
    language === 'fr' ? `${where}, alimenté par ${source}` : `${where}, fed by ${source}`,
    language === 'fr'
      ? `${states.length} état${states.length > 1 ? 's' : ''}${span}`
      : `${states.length} state${states.length === 1 ? '' : 's'}${span}`,
  ];
};

const shortRef = (ref: string): string => ref.replace(/^refs\/(heads|remotes)\//, '');
const day = ({ time }: { readonly time: string }): string => time.slice(0, 10);

const MEANINGS: Readonly<Record<AuditState['class'], Text>> = {
  promoted: { en: "staging's tree, taken over", fr: "l'arbre de la source, repris tel quel" },
  shared: { en: 'the same commit on both lines: order unknown', fr: 'le même commit sur les deux lignes : ordre inconnu' },
  rollback: { en: 'back to a tree that it had before', fr: 'retour à un arbre déjà connu ici' },
  mixed: { en: 'a merge of the source with a tree that it never had', fr: "une fusion de la source, dont l'arbre n'y a jamais existé" },
  foreign: { en: 'a merge of something else', fr: "une fusion d'autre chose" },
  direct: { en: 'made here, never on the source', fr: 'fait ici, jamais sur la source' },
  ungated: { en: "the source's tree, around the gates", fr: "l'arbre de la source, en contournant les portes" },
};

const TONES: Readonly<Record<AuditState['class'], Tone>> = {
  promoted: 'good',
  shared: 'quiet',
  rollback: 'doubt',
  mixed: 'bad',
  foreign: 'bad',
  direct: 'bad',
  ungated: 'bad',
};

const counts = (audit: Audit, { paint, language }: AuditView): readonly string[] => {
  const present = (Object.keys(MEANINGS) as AuditState['class'][]).filter((name) => (audit.counts[name] ?? 0) > 0);
  return present.map((name) => {
    const count = String(audit.counts[name] ?? 0).padStart(6);
    return `  ${paint(TONES[name], name.padEnd(9))}${count}   ${inLanguage(MEANINGS[name], language)}`;
  });
};

const row = (state: AuditState, { paint, language }: AuditView): string => {
  const label = state.violation ?? state.class;
  const request = state.pullRequest === null ? '' : `#${state.pullRequest} `;
  const mark = state.unrecorded && state.violation !== null ? (language === 'fr' ? '(non inscrit) ' : '(unrecorded) ') : '';
  const start = `${label.padEnd(17)} ${day(state)} ${state.commit.slice(0, 10)} `;
  const subject = cut(`${mark}${request}${harmless(state.subject)}`, WIDTH - 2 - start.length);
  return `  ${paint(state.violation === null ? TONES[state.class] : 'bad', label.padEnd(17))}${start.slice(17)}${subject}`.trimEnd();
};

const cut = (words: string, width: number): string => {
  const characters = [...words];
  return characters.length <= width ? words : `${characters.slice(0, width - 3).join('')}...`;
};

const more = (count: number, { language }: AuditView): string =>
  language === 'fr' ? `  ... et ${count} de plus : --all les montre` : `  ... and ${count} more: --all shows them`;

const archives = (audit: Audit, { paint }: AuditView): readonly string[] =>
  audit.archives.length === 0
    ? []
    : [
        '',
        ...audit.archives.map((a) =>
          `  ${paint('bad', a.violation.padEnd(17))} ${a.commit.slice(0, 10)} ${harmless(a.ref ?? '')}`.trimEnd(),
        ),
      ];

/** Once a code: a line has many states of the same kind. */
const remedies = (audit: Audit, shown: readonly AuditState[], { paint, language }: AuditView): readonly string[] => {
  const codes = new Set<ViolationCode>(audit.archives.map((archive) => archive.violation));
  for (const state of shown) {
    const code = state.violation ?? (stands(state, audit.adopted) && !audit.adopted ? REMEDY_OF[state.class] : undefined);
    if (code !== undefined) codes.add(code);
  }
  return [...codes].flatMap((code) => [
    '',
    `  ${paint('strong', code)}`,
    ...wrap(`  -> ${remedyFor(code, audit, language)}`, WIDTH, '     '),
  ]);
};

/** The command to type, with the names of this audit. */
export const remedyFor = (code: ViolationCode, { from, environment }: Audit, language: Language): string =>
  inLanguage(VIOLATION_CODES[code].fix, language)
    .replace(/\bFROM\b/g, () => from)
    .replace(/\bTO\b/g, () => environment);

/** What would have made such a state right, where no ledger says that it is wrong. */
export const REMEDY_OF: Readonly<Partial<Record<AuditState['class'], ViolationCode>>> = {
  mixed: 'mixed',
  foreign: 'foreign',
  direct: 'direct',
  rollback: 'unproven-rollback',
};

const verdict = (audit: Audit, { paint, language }: AuditView): readonly string[] => {
  const count = audit.states.filter((state) => state.violation !== null).length + audit.archives.length;
  if (!audit.adopted) return wrap(inLanguage(FINDINGS, language), WIDTH);
  if (count === 0) return [paint('good', language === 'fr' ? "aucune violation depuis l'adoption" : 'no violation since adoption')];
  const plural = count > 1 ? 's' : '';
  return [paint('bad', language === 'fr' ? `${count} violation${plural} depuis l'adoption` : `${count} violation${plural} since adoption`)];
};

const FINDINGS: Text = {
  en: 'There is no ledger here: classes come from trees and committer times, which can be forged. These are findings, not proof; lockflight adopt begins the record.',
  fr: "Il n'y a pas de registre ici : les classes viennent des arbres et des dates de commit, qui peuvent être falsifiées. Ce sont des constats, pas des preuves ; lockflight adopt ouvre le registre.",
};
