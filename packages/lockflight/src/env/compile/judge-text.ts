/**
 * The judge of the compiled validator: env/judge.ts, its rules and which-environment.ts once more, over the table, as TypeScript text. It runs only after the
 * straight line said no, so it is small rather than fast. What a contract has no use for is left out. Messages quote the contract, never a value.
 */
import { markersOf } from '../host-markers.ts';
import { literal } from './literal.ts';
import { modePattern } from './modes.ts';
import { type Pen, when } from './pen.ts';
import { type Plan, words } from './plan.ts';
import { brokenPart, checkPart, conditionPart, foreignPart, groupPart } from './rules-text.ts';
import type { Uses } from './uses.ts';
import { fixOf } from './wording.ts';

/** `CODES`: each code and what to do about it, by turns. */
export const codeTable = (plan: Plan, uses: Uses): string =>
  `const CODES = ${literal(uses.codes.flatMap((code) => [code, words(plan, fixOf(plan, code))]).join('|'))}.split('|');`;

export const environmentLookup = (plan: Plan): string => {
  const cases = plan.environments.map(
    ({ name, aliases }, at) =>
      `${[...new Set([name, ...aliases])].map((each) => `    case ${literal(each)}:`).join('\n')}\n      return ${at};`,
  );
  return `const environmentOf = (said: string): number => {\n  switch (said) {\n${cases.join('\n')}\n    default:\n      return -1;\n  }\n};`;
};

export const judgeText = (plan: Plan, uses: Uses, contractFile: string): string => {
  const pen: Pen = { plan, uses, say: (en, fr) => literal(words(plan, { en, fr })), code: (code) => uses.codes.indexOf(code) };
  return `const judge = (env: Record<string, unknown>, labels: readonly string[], at: number, source: Source, options?: Options<Phase>): object => {
  const texts: Texts = labels.map((label) => text(source[label]));
  const found: (Finding | undefined)[] = [];
  const lines: number[] = [];
${reportPart(pen, contractFile)}
${whichPart(pen)}
  const e = at;
  const where = ENVIRONMENTS[e] ?? '';
  const rules = rulesIn(e);
  const asked = options?.phase;
  const phase = asked === 'build' ? 1 : asked === 'boot' ? 2 : asked ? 4 : 8;
  const list = (all: readonly Scalar[], and = ${pen.say(' or ', ' ou ')}): string => all.slice(0, -1).join(', ') + (all.length > 1 ? and : '') + all[all.length - 1];
${conditionPart(pen)}${foreignPart(pen)}${brokenPart(pen)}${checkPart(pen)}
  rules.forEach((rule, i) => {
    lines[i] = rule.line;
    ${when(uses.conditions, 'if (judged[i]) ')}found[i] = check(rule, texts[i], i);
  });
  const k = selector();
  const told = k < 0 ? e : environmentOf(texts[k] ?? '');
  if (told !== e && rules[k]?.is === undefined) {
    found[k] = [${pen.code('ambiguous-environment')}, (told < 0 ? ${pen.say('it names no environment', 'elle ne nomme aucun environnement')} : ${pen.say('it says ', 'elle dit ')} + ENVIRONMENTS[told]) + ${pen.say(', and here is ', ', et ici ')} + where];
    lines[k] = ${linesOf(pen)};
  }
${groupPart(pen)}  const weigh = ([, [gravity, , mild]]: Spoken): number => (gravity <= ${pen.code('ambiguous-environment')} || (BLOCKS[e] && !mild) ? gravity : gravity + 99);
  finish(where, all.sort((a, b) => weigh(a) - weigh(b)).map((each) => issue(each[0], each[1], each[2], weigh(each) > 98)));
  const refused = ${literal(['client-secret', 'wrong-mode', 'forbidden', 'invalid'].map(pen.code).filter((code) => code >= 0))};
  rules.forEach(({ def, kind }, i) => {
    const label = labels[i] ?? '';
    ${when(uses.aVariableCalledName, "if (label === 'name') return;\n    ")}${when(uses.conditions, 'if (!judged[i]) env[label] = undefined;\n    else ')}if (refused.includes(found[i]?.[0] ?? -1)) env[label] = def === undefined ? def : kind[0](String(def));
  });
  return env;
};`;
};

const linesOf = ({ plan }: Pen): string => {
  const all = plan.environments.map((environment) => environment.at.line);
  return all.length === 1 ? `${all[0]}` : `${literal(all)}[e] ?? 1`;
};

const reportPart = ({ plan, uses, say, code }: Pen, contractFile: string): string =>
  `  const issue = (i: number, [gravity, message]: Finding, line: number, mild?: boolean): Issue => ({
    code: CODES[gravity * 2] ?? '',
    variable: labels[i] ?? '',
    severity: mild ? 'warning' : 'error',
    message,
    fix: CODES[gravity * 2 + 1] + ${when(uses.hints, `(gravity === ${code('missing')} ? hint(i) : '')`) || "''"},
    rule: { file: ${literal(contractFile)}, line },
  });${when(
    uses.hints,
    `
  const hint = (i: number): string => {
    const { secret, is, example } = rulesIn(at)[i] ?? {};
    return secret ? '' : is !== undefined ? ${say(' to ', ' à ')} + is : example ? ${say(', e.g. ', ', par exemple ')} + example : '';
  };`,
  )}
  const finish = (where: string, issues: readonly Issue[]): void => {
    const count = (severity: string, word: string): string => {
      const n = issues.filter((each) => each.severity === severity).length;
      return n > 0 ? n + word + (n > 1 ? 's' : '') : '';
    };
    const grave = count('error', ${say(' error', ' erreur')});
    const mild = count('warning', ${say(' warning', ' avertissement')});
    const text =
      (grave ? (where || ${say('this process', 'ce processus')}) + ${say(' would not start: ', ' ne démarrerait pas : ')} : where + ${say(': ', ' : ')}) + grave + (grave && mild && ', ') + mild +
      issues.map(({ code, variable, severity, message, fix, rule }) =>
        '\\n  ' + code + '  ' + variable + ${say(': ', ' : ')} + message + (severity === 'error' ? '' : ${say(' (warning)', ' (avertissement)')}) + '\\n    -> ' + fix + ' (' + rule.file + ':' + rule.line + ')').join('');
    if (grave) throw Object.assign(new Error(text), { name: 'EnvError', code: 'env-invalid', issues });
    if (issues.length === 0) return;
    if (options?.onWarn) options.onWarn(text);
    else if (isNews(text)) platform.console?.warn(text);
  };
  const selector = (): number => [${plan.contract.select.map((name) => plan.indexOf.get(name)).join(', ')}].find((i) => texts[i]) ?? -1;`;

/** Nobody named the environment (-2), or named one that there is not (-1). */
const whichPart = (pen: Pen): string => {
  const { plan, say, code } = pen;
  const developments = plan.environments.flatMap(({ kind }, at) => (kind === 'development' ? [at] : []));
  const [development] = developments;
  const single = developments.length === 1 && development !== undefined;
  const first = plan.indexOf.get(plan.contract.select[0] ?? '') ?? -1;
  const line = plan.environments[development ?? 0]?.at.line ?? 1;
  const unnamed = single
    ? `${marksPart(pen, development)}    return validateEnv(source, { ...options, env: ENVIRONMENTS[${development}] });`
    : `    finish('', [issue(${first}, [${code('ambiguous-environment')}, ${say('nothing says which environment this is', "rien ne dit de quel environnement il s'agit")}], ${line})]);`;
  return `  if (at === -1) finish('', [issue(options?.env === undefined ? selector() : ${first}, [${code('unknown-environment')}, ${say(
    'names no environment of the contract',
    'ne nomme aucun environnement du contrat',
  )}], 1)]);
  if (at < 0) {
${unnamed}
  }`;
};

/** What the process carries that belongs to another environment than development. */
const marksPart = ({ plan, uses, say, code }: Pen, development: number): string => {
  const gravity = code('ambiguous-environment');
  const own = new Set(markersOf(plan.environments[development]?.host ?? ''));
  const hosts = plan.environments.flatMap(({ name, host, at }, k) => {
    if (host === undefined || k === development) return [];
    const markers = markersOf(host).filter((marker) => !own.has(marker));
    return markers.map(
      (marker) =>
        `    if (text(source[${literal(marker)}])) finish('', [{ ...issue(-1, [${gravity}, ${say(`no selector is set, and this is a mark of ${name}`, `aucun sélecteur n'est défini, et c'est une marque de ${name}`)}], ${at.line}), variable: ${literal(marker)} }]);\n`,
    );
  });
  const live = plan.variables.some(({ variable }) => modePattern(variable, 'live') !== undefined);
  if (!live && !uses.hosts) return hosts.join('');
  return `${hosts.join('')}    rulesIn(${development}).forEach((rule, i) => {
      const t = texts[i];
      if (!t) return;
${when(
  live,
  `      if (rule.live && rule.mode !== 'live' && match(rule.live, t)) {
        const k = ENVIRONMENTS.findIndex((_, other) => rulesIn(other)[i]?.mode === 'live');
        finish('', [issue(i, [${gravity}, ${say('a live value, and no selector is set', "une valeur live, et aucun sélecteur n'est défini")}], (k < 0 ? rule : rulesIn(k)[i])?.line ?? 1)]);
      }
`,
)}${when(
  uses.hosts,
  `      const k = claimed(rule, t, hostsIn(rule, t)) ? -1 : owner(i, rule, t, ${development});
      if (k >= 0) finish('', [issue(i, [${gravity}, ${say('no selector is set, and this value belongs to ', "aucun sélecteur n'est défini, et cette valeur appartient à ")} + ENVIRONMENTS[k]], rulesIn(k)[i]?.line ?? 1)]);
`,
)}    });
`;
};
