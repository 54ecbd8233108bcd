/**
 * A verdict as people and programs read it. People get one row a gate: outcome, gate, what is, and below it what would pass it and who can.
 * Reasons quote what others wrote (titles, subjects, why somebody held a step), so nothing that could steer a terminal is let through.
 */
import { inLanguage, type Language, type Text } from '../contract/text.ts';
import type { GateOutcome, Outcome, Verdict } from '../policy/verdict.ts';
import { harmless } from './harmless.ts';
import type { Paint, Tone } from './paint.ts';
import { wrap } from './wrap.ts';

export interface VerdictMeta {
  readonly project: string;
  /** The contract in force: sha256 of its text, and its counter. */
  readonly contract: { readonly digest: string; readonly version: number };
}

const WIDTH = 80;
const GATE = 16;

export const verdictLines = (verdict: Verdict, meta: VerdictMeta, paint: Paint, language: Language): readonly string[] => [
  ...head(verdict, meta, paint, language),
  '',
  ...verdict.gates.flatMap((gate) => row(gate, paint, language)),
];

/** Every text in both languages: the surface that prints it chooses. */
export const verdictJson = (verdict: Verdict, meta: VerdictMeta) => ({
  step: verdict.step,
  candidate: { commit: verdict.candidate.commit, tree: verdict.candidate.tree },
  outcome: verdict.outcome,
  gates: verdict.gates.map((g) => ({
    id: g.id,
    gate: g.gate,
    outcome: g.outcome,
    code: g.code,
    reason: g.reason,
    fix: g.fix ?? null,
    ...(g.cause === undefined ? {} : { cause: g.cause }),
    ...(g.overridden === undefined ? {} : { overridden: g.overridden }),
  })),
  contract: { digest: meta.contract.digest, version: meta.contract.version },
});

const VERDICTS: Readonly<Record<Verdict['outcome'], { readonly words: Text; readonly tone: Tone }>> = {
  passed: { words: { en: 'PASSED', fr: 'ACCORDÉ' }, tone: 'good' },
  blocked: { words: { en: 'BLOCKED', fr: 'BLOQUÉ' }, tone: 'bad' },
  errored: { words: { en: 'ERRORED', fr: 'EN ERREUR' }, tone: 'doubt' },
};

const OUTCOMES: Readonly<Record<Outcome, { readonly words: Text; readonly tone: Tone }>> = {
  passed: { words: { en: 'passed', fr: 'franchie' }, tone: 'good' },
  blocked: { words: { en: 'blocked', fr: 'bloquée' }, tone: 'bad' },
  errored: { words: { en: 'errored', fr: 'erreur' }, tone: 'doubt' },
  waived: { words: { en: 'waived', fr: 'levée' }, tone: 'doubt' },
};
/** Where the gate begins, and below it the arrow of a fix. */
const OUTCOME: Readonly<Record<Language, number>> = { en: 11, fr: 12 };

/** Project, step and candidate on the left, tree and outcome on the right; on two lines where one is too short. */
const head = (verdict: Verdict, meta: VerdictMeta, paint: Paint, language: Language): readonly string[] => {
  const { step, candidate, gates, outcome } = verdict;
  const from = step.from.replace(/^refs\/(heads|tags)\//, '');
  const left = `${harmless(meta.project)}   ${from} ${candidate.commit.slice(0, 7)}  ->  ${step.to}`;
  const tree = `${language === 'fr' ? 'arbre' : 'tree'} ${candidate.tree.slice(0, 7)}`;
  const shut = gates.filter((g) => g.outcome === 'blocked' || g.outcome === 'errored').length;
  const count = outcome === 'passed' ? gates.length : shut;
  const ending = `${inLanguage(VERDICTS[outcome].words, language)}, ${count} ${language === 'fr' ? 'sur' : 'of'} ${gates.length}`;
  const free = WIDTH - left.length - tree.length - 3 - ending.length;
  const right = `${paint('quiet', tree)}   ${paint(VERDICTS[outcome].tone, ending)}`;
  return free >= 3 ? [`${paint('strong', left)}${' '.repeat(free)}${right}`] : [paint('strong', left), `  ${right}`];
};

const row = (gate: GateOutcome, paint: Paint, language: Language): readonly string[] => {
  const { words, tone } = OUTCOMES[gate.outcome];
  const start = `  ${paint(tone, inLanguage(words, language).padEnd(OUTCOME[language] - 2))}${gate.gate.padEnd(GATE)}`;
  const column = OUTCOME[language] + Math.max(GATE, gate.gate.length);
  const [first = '', ...rest] = wrapped(inLanguage(gate.reason, language), WIDTH - column, language);
  return [
    `${start}${first}`.trimEnd(),
    ...rest.map((line) => ' '.repeat(column) + line),
    ...(gate.overridden === undefined ? [] : overridden(gate.overridden, paint, language)),
    ...(gate.fix === undefined ? [] : arrow(inLanguage(gate.fix, language), language)),
  ];
};

/** What the waiver set aside stays in sight. */
const overridden = (was: NonNullable<GateOutcome['overridden']>, paint: Paint, language: Language): readonly string[] => {
  const outcome = inLanguage(OUTCOMES[was.outcome].words, language);
  const words = language === 'fr' ? `sans cela ${outcome} : ${was.reason.fr}` : `otherwise ${outcome}: ${was.reason.en}`;
  const column = OUTCOME[language];
  return wrapped(words, WIDTH - column, language).map((line) => ' '.repeat(column) + paint('quiet', line));
};

const arrow = (words: string, language: Language): readonly string[] => {
  const column = OUTCOME[language];
  return wrapped(words, WIDTH - column - 3, language).map((line, i) => `${' '.repeat(column)}${i === 0 ? '-> ' : '   '}${line}`);
};

/** French puts a space before `:` and `;` that a line must not end with. */
const wrapped = (words: string, width: number, language: Language): readonly string[] => {
  const safe = harmless(words);
  if (language === 'en') return wrap(safe, width);
  return wrap(safe.replace(/ (?=[:;?!»](?:\s|$))/g, '\u00a0').replace(/« /g, '«\u00a0'), width).map((line) =>
    line.replaceAll('\u00a0', ' '),
  );
};
