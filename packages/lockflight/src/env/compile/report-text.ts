/** The end of the judgement, as TypeScript text: findings become issues, issues become one error or one warning, and refused values are left out. */
import { literal } from './literal.ts';
import { CODES, type Uses } from './judge-text.ts';
import { type Plan, words } from './plan.ts';
import type { Snippets } from './readers.ts';
import { contradiction } from './which-text.ts';

/** What is not handed on where the boot only warns: the value is not of its type, or must not be used here. */
const LEFT_OUT = ['client-secret', 'wrong-mode', 'forbidden', 'invalid'].map((code) => CODES.indexOf(code));

export const reportSnippets = (plan: Plan, uses: Uses, contractFile: string): Snippets => {
  const say = (en: string, fr: string): string => literal(words(plan, { en, fr }));
  const missing = CODES.indexOf('missing');
  const selector = plan.contract.select[0] ?? 'LOCKFLIGHT_ENV';
  return {
    issue: `const issue = (code: number, variable: string, line: number, message: string, fix: string, severity = 'error') => ({
  code: CODES[code] ?? '',
  variable,
  severity,
  message,
  fix,
  rule: { file: ${literal(contractFile)}, line },
});
type Issue = ReturnType<typeof issue>;`,
    counted: `const counted = (issues: readonly Issue[], severity: string, word: string): string => {
  const n = issues.filter((each) => each.severity === severity).length;
  return n === 0 ? '' : n + ' ' + word + (n > 1 ? 's' : '');
};`,
    textOf: `const textOf = (title: string, issues: readonly Issue[]): string => {
  const counts = [counted(issues, 'error', ${say('error', 'erreur')}), counted(issues, 'warning', ${say('warning', 'avertissement')})];
  const lines = issues.map(({ code, variable, message, fix, rule, severity }) =>
    '\\n  ' + code + '  ' + variable + ${say(': ', ' : ')} + message + (severity === 'error' ? '' : ${say(' (warning)', ' (avertissement)')}) +
    '\\n    -> ' + fix + ' (' + rule.file + ':' + rule.line + ')');
  return title + ${say(': ', ' : ')} + counts.filter((each) => each !== '').join(', ') + lines.join('');
};`,
    fail: `const fail = (environment: string | undefined, issues: readonly Issue[]): Error =>
  Object.assign(new Error(textOf((environment ?? ${say('this process', 'ce processus')}) + ${say(' would not start', ' ne démarrerait pas')}, issues)), {
    name: 'EnvError',
    code: 'env-invalid',
    issues,
  });`,
    judge: `const judge = (env: Record<string, unknown>, names: readonly string[], texts: Texts, e: number, said: string | undefined, source: Source, options: Options<Phase> | undefined): object => {
  if (said === undefined) return validateEnv(source, { ...options, env: ENVIRONMENTS[unnamed(source, names, texts)] });
  if (e < 0) throw unknown(options?.env === undefined ? names[selectorOf(texts)] ?? '' : ${literal(selector)});
  const rules = rulesOf(names, e);
  const lines = rules.map((rule) => rule.line);
  const asked = options?.phase;
  const phase = asked === 'build' ? 1 : asked === 'boot' ? 2 : asked ? 4 : 8;
${
  uses.conditions
    ? `  const judged = rules.map((rule) => (rule.when ?? []).every((each) => holds(each, rules, texts)));
  const found = rules.map((_, i) => (judged[i] ? check(names, e, i, rules, texts, phase) : undefined));`
    : '  const found = rules.map((_, i) => check(names, e, i, rules, texts, phase));'
}
${contradiction(plan)}
${
  uses.groups
    ? `  const spoken = teams.flatMap((group) => {
    const finding = team(rules, texts, ${uses.conditions ? 'judged' : 'rules.map(() => true)'}, found, group, e, phase);
    return finding ? [[finding[0], finding[1], group[4][e] ?? 0] as const] : [];
  });
  const own = found.flatMap((finding, i) => {
    const said = finding && !(finding[0] === ${missing} && spoken.some(([on]) => on === i));
    return said ? [[i, finding, lines[i] ?? 0] as const] : [];
  });
  const all = own.concat(spoken);`
    : `  const all = found.flatMap((finding, i) => (finding ? [[i, finding, lines[i] ?? 0] as const] : []));`
}
  const weigh = ([, [gravity, , , mild]]: (typeof all)[number]): number => (gravity < 2 || (BLOCKS[e] && !mild) ? gravity : gravity + 99);
  const issues = all
    .sort((a, b) => weigh(a) - weigh(b))
    .map((each) => issue(each[1][0], names[each[0]] ?? '', each[2], each[1][1], each[1][2], weigh(each) < 99 ? 'error' : 'warning'));
  if (issues[0]?.severity === 'error') throw fail(ENVIRONMENTS[e], issues);
  if (issues.length > 0) {
    const text = textOf(ENVIRONMENTS[e] ?? '', issues);
    if (options?.onWarn) options.onWarn(text);
    else platform.console?.warn(text);
  }
  rules.forEach((rule, i) => {
${uses.conditions ? "    if (!judged[i]) env[rule.name] = undefined;\n    else " : '    '}if (${plan.variables.some(({ variable }) => variable.name === 'name') ? "rule.name !== 'name' && " : ''}${literal(
      LEFT_OUT,
    )}.includes(found[i]?.[0] ?? -1)) env[rule.name] = rule.def === undefined ? undefined : rule.read(String(rule.def));
  });
  return env;
};`,
  };
};
