/**
 * Which environment is this? The interpreter's which-environment.ts as TypeScript text: the option says it, else the first selector that is set, else it is the
 * development environment, unless what the process holds carries a mark of another one.
 */
import { markersOf } from '../host-markers.ts';
import { CODES, type Uses } from './judge-text.ts';
import { literal, property } from './literal.ts';
import { modePattern } from './modes.ts';
import { type Plan, words } from './plan.ts';
import type { Snippets } from './readers.ts';

const gravity = (code: string): number => CODES.indexOf(code);

/** The text of the first selector that is set. */
export const selectorExpression = (plan: Plan): string =>
  plan.contract.select.map((name) => `v${plan.indexOf.get(name)}`).join(' ?? ') || 'undefined';

const lookup = (plan: Plan): string => {
  const cases = plan.environments.map((environment, at) => {
    const names = [...new Set([environment.name, ...environment.aliases])];
    return `${names.map((name) => `    case ${literal(name)}:`).join('\n')}\n      return ${at};`;
  });
  return `const environmentOf = (said: string): number => {
  switch (said) {
${cases.join('\n')}
    default:
      return -1;
  }
};`;
};

/** Names by which hosts of other environments show themselves, each with its environment. */
const hostMarks = (plan: Plan, development: number): readonly (readonly [string, number])[] => {
  const own = new Set(markersOf(plan.environments[development]?.host ?? ''));
  return plan.environments.flatMap(({ host }, at) =>
    host === undefined || at === development ? [] : markersOf(host).filter((marker) => !own.has(marker)).map((marker) => [marker, at] as const),
  );
};

const marksOf = (plan: Plan, uses: Uses, development: number): string => {
  const say = (en: string, fr: string): string => literal(words(plan, { en, fr }));
  const marks = hostMarks(plan, development);
  const lines = plan.environments.map((environment) => environment.at.line);
  const hosts =
    marks.length === 0
      ? ''
      : `  const marks: readonly (readonly [string | undefined, string, number])[] = [${marks
          .map(([name, at]) => `[${property('source', name)}, ${literal(name)}, ${at}]`)
          .join(', ')}];
  for (const [value, name, k] of marks) {
    if (text(value)) return [name, ${literal(lines)}[k] ?? 1, ${say('no selector is set, and it is a mark of ', "aucun sélecteur n'est défini, et c'est une marque de ")} + ENVIRONMENTS[k]];
  }
`;
  const live = plan.variables.some(({ variable }) => modePattern(variable, 'live') !== undefined);
  const values =
    !uses.hosts && !live
      ? ''
      : `  const rules = rulesOf(names, ${development});
  for (const [i, rule] of rules.entries()) {
    const t = texts[i];
    if (t === undefined) continue;${
      live
        ? `
    if (rule.live && rule.mode !== 'live' && match(rule.live, t)) return [rule.name, rule.line, ${say('a live value, and no selector is set', "une valeur live, et aucun sélecteur n'est défini")}];`
        : ''
    }${
      uses.hosts
        ? `
    const k = claims(rule, t) ? -1 : claimant(names, ${development}, i, rule, t);
    if (k >= 0) return [rule.name, rulesOf(names, k)[i]?.line ?? 1, ${say('no selector is set, and this value belongs to ', "aucun sélecteur n'est défini, et cette valeur appartient à ")} + ENVIRONMENTS[k]];`
        : ''
    }
  }
`;
  return `const markOf = (${hosts === '' ? '_source' : 'source'}: Source, ${values === '' ? '_names' : 'names'}: readonly string[], ${values === '' ? '_texts' : 'texts'}: Texts): readonly [string, number, string] | undefined => {
${hosts}${values}  return undefined;
};`;
};

export const whichSnippets = (plan: Plan, uses: Uses): Snippets => {
  const say = (en: string, fr: string): string => literal(words(plan, { en, fr }));
  const developments = plan.environments.flatMap(({ kind }, at) => (kind === 'development' ? [at] : []));
  const [development] = developments;
  const selector = plan.contract.select[0] ?? 'LOCKFLIGHT_ENV';
  const only = developments.length === 1 && development !== undefined;
  const doubt = (mark: string): string => `fail(undefined, [issue(${gravity('ambiguous-environment')}, ${mark}, ${say(
    `say where this runs: set ${selector}`,
    `dites où cela s'exécute : définissez ${selector}`,
  )})])`;
  const line = plan.environments[development ?? 0]?.at.line ?? 1;
  return {
    environmentOf: lookup(plan),
    markOf: only ? marksOf(plan, uses, development) : '',
    // An environment that nobody names.
    unnamed: only
      ? `const unnamed = (source: Source, names: readonly string[], texts: Texts): number => {
  const mark = markOf(source, names, texts);
  if (mark) throw ${doubt('mark[0], mark[1], mark[2]')};
  return ${development};
};`
      : `const unnamed = (): number => {
  throw ${doubt(`${literal(selector)}, ${line}, ${say('nothing says which environment this is', "rien ne dit de quel environnement il s'agit")}`)};
};`,
    unknown: `const unknown = (name: string): Error =>
  fail(undefined, [issue(${gravity('unknown-environment')}, name, 1, ${say('names no environment of the contract', 'ne nomme aucun environnement du contrat')}, ${say(
    'name one of them: ',
    "nommez l'un d'eux : ",
  )} + either(ENVIRONMENTS))]);`,
    selectorOf: `const selectorOf = (texts: Texts): number => [${plan.contract.select.map((name) => plan.indexOf.get(name)).join(', ')}].find((i) => texts[i] !== undefined) ?? -1;`,
  };
};

/** Does the selector contradict the environment that was asked for by name? Lines of the judge's body. */
export const contradiction = (plan: Plan): string => {
  const say = (en: string, fr: string): string => literal(words(plan, { en, fr }));
  const lines = plan.environments.map((environment) => environment.at.line);
  return `  const k = selectorOf(texts);
  const said = k < 0 ? e : environmentOf(texts[k] ?? '');
  if (said !== e && rules[k]?.is === undefined) {
    found[k] = [${gravity('ambiguous-environment')}, said < 0 ? ${say('it names no environment of the contract', 'elle ne nomme aucun environnement du contrat')} : ${say(
      'it says ',
      'elle dit ',
    )} + ENVIRONMENTS[said], ${say('set it to ', 'donnez-lui la valeur ')} + ENVIRONMENTS[e]];
    lines[k] = ${literal(lines)}[e] ?? 1;
  }`;
};
