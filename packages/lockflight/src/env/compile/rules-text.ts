/** The rules of the compiled judge as TypeScript text: conditions, env/rules one after the other in the interpreter's order, and the rules of groups. */
import { literal } from './literal.ts';
import type { Pen } from './pen.ts';
import { when } from './pen.ts';
import type { Uses } from './uses.ts';

export const conditionPart = ({ uses }: Pen): string =>
  when(
    uses.conditions,
    `  const holds = (condition: When): boolean => {
    const [kind, first, ...rest] = condition;
    if (kind === 1) return !holds(first as When);
    if (kind === 2) return condition.slice(1).every((each) => holds(each as When));
    if (kind === 3) return condition.slice(1).some((each) => holds(each as When));
    const rule = rules[first as number];
    const t = texts[first as number] ?? (rule?.def === undefined ? undefined : String(rule.def));
    return t !== undefined && rest.some((word) => (rule ? same(rule.kind, t, word as Scalar) : t === String(word)));
  };
  const judged = rules.map((rule) => (rule.when ?? []).every(holds));
`,
  );

export const foreignPart = ({ plan, uses, say }: Pen): string =>
  when(
    uses.hosts || uses.modes,
    `  const foreign = (rule: Rule, t: string, i: number): string | undefined => {
${when(
  uses.modes,
  `    if (rule.live && rule.mode !== 'live' && match(rule.live, t) && (rule.mode || ${literal(plan.environments.map(({ kind }) => (kind === 'production' ? 0 : 1)))}[e] || ENVIRONMENTS.some((_, k) => k !== e && rulesIn(k)[i]?.mode === 'live')))
      return ${say('a live value, which has no place here', "une valeur live, qui n'a pas sa place ici")};
`,
)}${when(
  uses.hosts,
  `    const hosts = hostsIn(rule, t);
    const { is, scheme, kind } = rule;
    const welcome = accepts(rule, hosts);
    if (welcome && claimed(rule, t, hosts)) return undefined;
    const strange = rule.type === 'url' && scheme && parts(t) && !scheme.includes(parts(t)?.scheme ?? '');
    const k = welcome && !strange && (is === undefined || !kind[4] || isIt(rule, t)) ? -1 : owner(i, rule, t, e);
    if (k >= 0) return (hosts.length > 0 ? ${say('its host belongs to ', 'son hôte appartient à ')} : ${say('this value belongs to ', 'cette valeur appartient à ')}) + ENVIRONMENTS[k];
`,
)}    return undefined;
  };
`,
  );

const usesValue = (uses: Uses): boolean => uses.ports || uses.ranges || (uses.lists && (uses.words || uses.refusals));

export const brokenPart = ({
  uses,
  say,
}: Pen): string => `  const broken = (rule: Rule, t: string, ${usesValue(uses) ? 'value' : '_value'}: unknown): string | undefined => {
    const { kind, is } = rule;
    const must = ${say('must be ', 'doit être ')};
    const named = (all: readonly Scalar[]): string => must + (rule.secret ? ${say('what the contract names', 'ce que le contrat nomme')} : list(all));
    if (is !== undefined && !same(kind, t, is)) return named([is]);
${when(
  uses.schemes,
  `    if (rule.scheme && !rule.scheme.includes(parts(t)?.scheme ?? '')) return ${say('its scheme must be ', 'son schéma doit être ')} + list(rule.scheme);
`,
)}${when(
  uses.hosts,
  `    if (rule.host && !accepts(rule, hostsIn(rule, t))) return ${say('its host must be ', 'son hôte doit être ')} + list(rule.host);
`,
)}${when(
  uses.ports,
  `    const ports = rule.type === 'port' ? [Number(value)] : rule.port ? portsOf(t) : [];
    if (rule.port && (ports.length === 0 || !ports.every((port) => rule.port?.includes(port)))) return ${say('its port must be ', 'son port doit être ')} + list(rule.port);
`,
)}${when(
  uses.words || uses.refusals,
  uses.lists
    ? `    const items = rule.type.endsWith('list') ? (value as readonly string[]) : [t];
    const fits = (item: string, word: Scalar): boolean => (rule.type === 'list' ? item === String(word) : same(kind, item, word));
`
    : `    const items = [t];
    const fits = (item: string, word: Scalar): boolean => same(kind, item, word);
`,
)}${when(
  uses.words,
  `    if (rule.values && !items.every((item) => rule.values?.some((word) => fits(item, word)))) return named(rule.values);
`,
)}${when(
  uses.refusals,
  `    const not = rule.not?.find((word) => items.some((item) => fits(item, word)));
    if (not !== undefined) return rule.secret ? ${say('the contract refuses this value here', 'le contrat refuse cette valeur ici')} : ${say('must not be ', 'ne doit pas être ')} + not;
`,
)}${when(
  uses.patterns,
  `    if (rule.matches && !match(rule.matches, t)) return ${say('does not have the form that the contract asks', "n'a pas la forme que le contrat demande")};
`,
)}${when(
  uses.ranges,
  `    const { min = -Infinity, max = Infinity } = rule;
    const measured = Array.isArray(value) ? value.length : value;
    if (typeof measured === 'number' && (measured < min || measured > max)) return must + (measured < min ? '>= ' + min : '<= ' + max);
`,
)}${when(
  uses.lengths,
  `    const [low = 0, high = Infinity] = rule.size ?? [];
    if (size(t) < low || size(t) > high) return ${say('its length must be ', 'sa longueur doit être ')} + (low === high ? low : high < Infinity ? low + '-' + high : '>= ' + low);
`,
)}    return undefined;
  };
`;

export const checkPart = ({
  uses,
  say,
  code,
}: Pen): string => `  const check = (rule: Rule, t: string | undefined, ${uses.hosts || uses.modes || uses.exposed ? 'i' : '_i'}: number): Finding | undefined => {
    const { kind, type, need, def } = rule;
    if (!t) {
      if (def !== undefined || need < 2 || ((rule.phases ?? 14) & phase) === 0) return undefined;
      return [${code('missing')}, ${when(uses.recommended, `need < 3 ? ${say('recommended here, not set', 'recommandée ici, non définie')} : `)}${say('required in ', 'obligatoire dans ')} + where, need < 3];
    }
${when(
  uses.hosts || uses.modes,
  `    const theirs = foreign(rule, t, i);
    if (theirs) return [${code('foreign-value')}, theirs];
`,
)}${when(
  uses.exposed,
  `    if (rule.exposed) {
      const twin = t.length < 8 ? -1 : rules.findIndex((other, k) => other.secret && k !== i && texts[k] === t);
      if (twin >= 0 || rule.secret || SECRET.test(t)) return [${code('client-secret')}, ${say('a secret, and shipped to browsers', 'un secret, envoyé aux navigateurs')} + (twin < 0 ? '' : ${say(': that of ', ' : celui de ')} + labels[twin])];
    }
`,
)}${when(
  uses.forbidden,
  `    if (need < 1) return [${code('forbidden')}, ${say('must not be set in ', 'ne doit pas être définie dans ')} + where];
`,
)}${when(
  uses.placeholders,
  `    const sample = rule.secret && rule.example === t;
    if (BLOCKS[e] && (sample || stale(t)) && ![rule.is, def, ...(rule.values ?? [])].some((word) => word !== undefined && same(kind, t, word)))
      return [${code('placeholder')}, sample ? ${say("still the sample's value", "encore la valeur de l'exemple")} : ${say('still a placeholder', 'encore une valeur à remplacer')}];
`,
)}    const value = kind[0](t);
    if (value === undefined) return [${code('invalid')}, ${say('not of type ', "n'est pas du type ")} + type + (kind[1] ? ${say(': ', ' : ')} + kind[1] : '')];
${when(
  uses.modes,
  `    const own = rule.mode && rule[rule.mode];
    const other = rule.mode && rule[rule.mode === 'live' ? 'test' : 'live'];
    if ((other && match(other, t)) || (own && !match(own, t))) return [${code('wrong-mode')}, ${say('must be of mode ', 'doit être du mode ')} + rule.mode];
`,
)}    const message = broken(rule, t, value);
    if (message) return [${code('invalid')}, message];
${when(
  uses.differs,
  `    const twin = rule.differs?.find((k) => texts[k] && same(kind, t, texts[k]));
    if (twin !== undefined) return [${code('not-distinct')}, ${say('the same value as ', 'la même valeur que ')} + labels[twin]];
`,
)}${when(
  uses.deprecated,
  `    if (rule.use !== undefined) return [${code('deprecated')}, ${say('deprecated', 'obsolète')} + (rule.use && ${say(', replaced by ', ', remplacée par ')} + rule.use), true];
`,
)}    return undefined;
  };`;

export const groupPart = ({ uses, say, code }: Pen): string => {
  const own = (rest: string): string => `found.flatMap<Spoken>((finding, i) => (finding${rest} ? [[i, finding, lines[i] ?? 0]] : []))`;
  if (uses.rules.size === 0) return `  const all = ${own('')};\n`;
  const finding = (message: string, mild = ''): string =>
    `[on, [${code('incomplete-group')}, ${say('the group ', 'le groupe ')} + name + ${message}${mild}], Number(typeof line === 'object' ? line[e] : line)]`;
  const several = uses.rules.has(0) || uses.rules.has(2);
  return `  const spoken = teams().flatMap<Spoken>(([name, ${when(several, 'rule')}, all, needs, line]) => {
    const isFalse = (i: number, t: unknown): boolean => rules[i]?.type === 'boolean' && readBoolean(String(t)) === false;
    const due = (i: number): boolean => ((rules[i]?.phases ?? 14) & phase) !== 0;
${when(several, `    const open = (i: number): boolean => !found[i] || found[i]?.[2] === true;\n`)}    const those = (some: readonly number[], and?: string): string => list(some.map((i) => labels[i] ?? ''), and);
    const need = Number(needs[e]);
    const members = need > 8 ? [] : all.filter((i) => ${when(uses.conditions, 'judged[i] && ')}(rules[i]?.need ?? 0) > 0);
    const chosen = members.filter((i) => texts[i] && !isFalse(i, texts[i]));
    let on: number | undefined;
${when(
  uses.rules.has(0),
  `    if (rule === 0) {
      const lacking = members.filter((i) => !texts[i] && rules[i]?.def === undefined && due(i) && open(i));
      on = lacking[0];
      return chosen.length > 0 && on !== undefined ? [${finding(`${say(' also needs ', ' demande aussi ')} + those(lacking, ${say(' and ', ' et ')})`)}] : [];
    }
`,
)}${when(
  uses.rules.has(2),
  `    if (rule === 2 && chosen.length > 1) {
      on = chosen.slice(1).find(open) ?? chosen[1] ?? 0;
      return [${finding(`${say(' takes only one of ', " n'admet qu'une de ")} + those(chosen)`)}];
    }
`,
)}${
  when(
    uses.rules.has(1) || uses.rules.has(2),
    `    on = members.find((i) => !texts[i]) ?? members[0];
    const stands = chosen.length > 0 || members.some((i) => rules[i]?.def !== undefined && !isFalse(i, rules[i]?.def));
    return on === undefined || need < 2 || stands || !members.some(due) ? [] : [${finding(`${say(' needs one of ', " demande l'une de ")} + those(members)`, ', need < 3')}];
`,
  ) || '    return [];\n'
}  });
  const all = ${own(` && !(finding[0] === ${code('missing')} && spoken.some(([on]) => on === i))`)}.concat(spoken);
`;
};
