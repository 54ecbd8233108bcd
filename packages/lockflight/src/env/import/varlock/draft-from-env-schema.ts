/**
 * A `.env.schema` to a draft. Its environment flag gives the environments; `@required`, `@sensitive`, `@type`, `@example`, `@deprecated`, comments and
 * plain values become facts and cells. Functions are not run: what they would give is a person's to say. Invariant: no value of a sensitive item and
 * nothing that looks like a secret is copied. Pure, total.
 */
import type { Need } from '../../../contract/model.ts';
import { scalarOf } from '../draft/cell-facts.ts';
import type { Draft, DraftCell, DraftEnvironment, DraftVariable, Undecided } from '../draft/model.ts';
import type { FoundSecret, ImportOptions } from '../draft-from-markdown.ts';
import { environmentOf } from '../heads/environment-words.ts';
import { isPlaceholder, isSecretName, secretIn, withoutSecrets } from '../infer/secret.ts';
import { fits } from '../infer/type.ts';
import type { Refusal } from '../tables/refusal.ts';
import { notesOf } from './notes-of.ts';
import { type Decorator, type EnvSchema, parseEnvSchema, type SchemaItem } from './parse-env-schema.ts';
import { argumentsOf, carriedType } from './type-of.ts';

export const isEnvSchema = (file: string): boolean => /(?:^|\/)\.env(?:\.[\w-]+)*\.schema$/.test(file);

export interface SchemaDraft {
  readonly draft: Draft | undefined;
  readonly undecided: readonly Undecided[];
  readonly secrets: readonly FoundSecret[];
  readonly refused: readonly Refusal[];
}

export const draftFromEnvSchema = (text: string, options: ImportOptions): SchemaDraft => {
  const { file, language } = options;
  const schema = parseEnvSchema(text);
  const items = schema.items.filter(({ name }, at) => name.length <= 128 && schema.items.findIndex((other) => other.name === name) === at);
  if (items.length === 0) return { draft: undefined, undecided: [], secrets: [], refused: [empty(file)] };
  const flag = flagOf(schema);
  const environments = environmentsOf(
    items.find(({ name }) => name === flag),
    file,
  );
  const drafted = items.map((item) => draftItem(item, schema, environments, file, flag));
  const unread = schema.unread.map(
    (line): Undecided => ({
      code: 'schema-unreadable',
      at: { file, line },
      message: {
        en: 'this line is no item, comment or decorator',
        fr: "cette ligne n'est ni un élément, ni un commentaire, ni un décorateur",
      },
    }),
  );
  const imports = schema.root
    .filter(({ name }) => ['import', 'plugin', 'setValuesBulk', 'disable'].includes(name))
    .map((decorator) => notCarried(decorator, { file, line: 1 }));
  const undecided = [...imports, ...drafted.flatMap((each) => each.undecided), ...unread].toSorted((a, b) => a.at.line - b.at.line);
  const secrets = items.flatMap((item): readonly FoundSecret[] => {
    const kind = secretIn([item.value, ...item.decorators.map(({ value }) => value)].join('\n'));
    return kind === undefined ? [] : [{ at: { file, line: item.line }, kind }];
  });
  const select = flag !== undefined && items.some(({ name }) => name === flag) ? [flag] : [];
  const draft: Draft = {
    project: options.project ?? 'project',
    language,
    select,
    environments,
    variables: drafted.map(({ variable }) => variable),
    groups: [],
    services: [],
    commands: [],
    undecided,
  };
  return { draft, undecided, secrets, refused: [] };
};

const last = (decorators: readonly Decorator[], ...names: readonly string[]): Decorator | undefined =>
  decorators.findLast(({ name }) => names.includes(name));

const flagOf = (schema: EnvSchema): string | undefined => last(schema.root, 'currentEnv', 'envFlag')?.value?.replace(/^\$\{?|\}$/g, '');

/** The values of the environment flag; without one, a development and a production environment that a person renames. */
const environmentsOf = (flag: SchemaItem | undefined, file: string): readonly DraftEnvironment[] => {
  const values = carriedType(last(flag?.decorators ?? [], 'type')?.value ?? '')?.facts.values;
  const named = [values ?? []]
    .flat()
    .map(String)
    .filter((value) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(value));
  const line = flag?.line ?? 1;
  const why =
    named.length > 0
      ? { en: 'a value of the environment flag', fr: "une valeur de l'indicateur d'environnement" }
      : { en: 'the schema names no environment: a guess', fr: 'le schéma ne nomme aucun environnement : une supposition' };
  const names = [...new Set(named.length > 0 ? named : ['development', 'production'])];
  const developers = names.filter((name) => (environmentOf(name)?.kind ?? 'staging') === 'development');
  // Where nothing is set a developer works, in one environment: the flag's own value, else the first.
  const own = developers.find((name) => name === flag?.value) ?? developers[0];
  return names.map((name) => ({
    name,
    facts: { kind: developers.includes(name) && name !== own ? 'preview' : (environmentOf(name)?.kind ?? 'staging') },
    reasons: [{ at: { file, line }, why }],
  }));
};

const draftItem = (
  item: SchemaItem,
  schema: EnvSchema,
  environments: readonly DraftEnvironment[],
  file: string,
  flag: string | undefined,
): { readonly variable: DraftVariable; readonly undecided: readonly Undecided[] } => {
  const at = { file, line: item.line };
  const undecided: Undecided[] = [];
  const written = last(item.decorators, 'type');
  const carried = written?.value === undefined ? undefined : carriedType(written.value);
  if (written !== undefined && carried === undefined) undecided.push(notCarried(written, at, item.name));
  for (const option of carried?.left ?? []) undecided.push(notCarried({ name: `type(${option})`, value: undefined }, at, item.name));
  const computed = isComputed(item);
  const plainValue = computed || item.value === undefined || item.value === '' ? undefined : item.value;
  // There, what says no type is text, whatever it is called.
  const type = carried?.facts.type ?? 'string';
  const exposed = /^(?:NEXT_PUBLIC_|VITE_)/.test(item.name);
  const secret = item.name !== flag && !exposed && type !== 'boolean' && isSensitive(item, schema);
  const about = withoutSecrets(item.comment).slice(0, 400);
  const example = last(item.decorators, 'example')?.value;
  const deprecated = last(item.decorators, 'deprecated');
  const fitting =
    plainValue !== undefined && !secret && fits(type, plainValue) && secretIn(plainValue) === undefined && !isPlaceholder(plainValue);
  const inValues = fitting && (carried?.facts.values === undefined || [carried.facts.values].flat().map(String).includes(plainValue));
  if (computed)
    undecided.push({
      code: 'import-undecided',
      at,
      variable: item.name,
      message: {
        en: `the value of ${item.name} is computed: the contract holds no code, so that it says nothing of it`,
        fr: `la valeur de ${item.name} est calculée : le contrat ne contient pas de code, et n'en dit donc rien`,
      },
    });
  undecided.push(...notesOf(item, type, { secret, given: plainValue !== undefined, computed, carried: fitting && inValues }, at));
  for (const other of item.decorators.filter(({ name }) => !KNOWN.has(name))) undecided.push(notCarried(other, at, item.name));
  return {
    undecided: [...undecided, ...needsUndecided(item, at)],
    variable: {
      name: item.name,
      facts: {
        ...(carried?.facts ?? { type }),
        ...(secret ? { secret: true } : {}),
        ...(deprecated !== undefined && deprecated.value !== 'false' ? { deprecated: true } : {}),
        ...(inValues && plainValue !== undefined && item.name !== flag ? { default: scalarOf(type, plainValue) } : {}),
        ...(example !== undefined && example !== '' && !secret && secretIn(example) === undefined
          ? { example: example.slice(0, 500) }
          : {}),
        ...(about.length < 3 ? {} : { about }),
      },
      cells: cellsOf(item, schema, environments, file, flag),
      reasons: [{ at, why: written === undefined ? { en: 'no @type: text', fr: 'sans @type : du texte' } : { en: '@type', fr: '@type' } }],
    },
  };
};

const KNOWN = new Set([
  'type',
  'required',
  'optional',
  'sensitive',
  'public',
  'example',
  'deprecated',
  'docs',
  'docsUrl',
  'icon',
  'tag',
  'auditIgnore',
]);

const isComputed = ({ value, quoted }: SchemaItem): boolean =>
  value !== undefined && !quoted && (/^[A-Za-z][A-Za-z0-9_]*\(/.test(value) || /\$/.test(value) || /^[[{]/.test(value));

/** Sensitive unless something says otherwise: that is varlock's own default. */
const isSensitive = (item: SchemaItem, schema: EnvSchema): boolean => {
  const own = last(item.decorators, 'sensitive', 'public');
  if (own !== undefined) {
    const yes = own.value === undefined || own.value === 'true' || (own.value.startsWith('{') && !/enabled\s*=\s*false/.test(own.value));
    // What is a secret in one environment is treated as one in all.
    const sometimes = own.value !== undefined && own.value !== 'false' && !own.value.startsWith('{');
    return own.name === 'sensitive' ? yes || sometimes : !yes && !sometimes;
  }
  const general = last(schema.root, 'defaultSensitive')?.value;
  if (general === 'false') return isSecretName(item.name);
  const prefix = /^inferFromPrefix\(\s*["']?([^"')]+)["']?\s*\)$/.exec(general ?? '')?.[1];
  return prefix === undefined || !item.name.startsWith(prefix);
};

const cellsOf = (
  item: SchemaItem,
  schema: EnvSchema,
  environments: readonly DraftEnvironment[],
  file: string,
  flag: string | undefined,
): readonly DraftCell[] => {
  const own = last(item.decorators, 'required', 'optional');
  const general = last(schema.root, 'defaultRequired')?.value ?? 'infer';
  const inferred: Need =
    // What is computed need not be set: it is told, and left open.
    !isComputed(item) && (general === 'true' || (general === 'infer' && item.value !== undefined && item.value !== ''))
      ? 'required'
      : 'optional';
  const forEnvironments = forEnv(own?.value);
  return environments.map(({ name }) => {
    if (item.name === flag)
      return {
        environment: name,
        facts: { is: name },
        reasons: [{ at: { file, line: item.line }, why: { en: 'the environment flag', fr: "l'indicateur d'environnement" } }],
      };
    const yes = own?.value === undefined || own.value === 'true' || forEnvironments?.includes(name) === true;
    const need: Need = own === undefined ? inferred : (own.name === 'required') === yes ? 'required' : 'optional';
    const because = own === undefined ? `@defaultRequired=${general}` : `@${own.name}`;
    return { environment: name, facts: { need }, reasons: [{ at: { file, line: item.line }, why: { en: because, fr: because } }] };
  });
};

const forEnv = (value: string | undefined): readonly string[] | undefined => {
  const inside = /^forEnv\(([\s\S]*)\)$/.exec(value ?? '')?.[1];
  return inside === undefined ? undefined : argumentsOf(inside).map(([, each]) => each);
};

const needsUndecided = (item: SchemaItem, at: Undecided['at']): readonly Undecided[] => {
  const own = last(item.decorators, 'required', 'optional');
  const understood = own?.value === undefined || /^(?:true|false)$/.test(own.value) || forEnv(own.value) !== undefined;
  return own === undefined || understood ? [] : [notCarried(own, at, item.name)];
};

const notCarried = ({ name }: Decorator, at: Undecided['at'], variable?: string): Undecided => ({
  code: 'import-undecided',
  at,
  ...(variable === undefined ? {} : { variable }),
  message: {
    en: `@${name} has no counterpart that could be written for it: decide by hand`,
    fr: `@${name} n'a pas d'équivalent qui puisse être écrit : décidez à la main`,
  },
});

const empty = (file: string): Refusal => ({
  code: 'schema-unreadable',
  at: { file, line: 1, column: 1 },
  message: { en: `${file} declares no variable`, fr: `${file} ne déclare aucune variable` },
  fix: { en: 'write NAME= on a line of its own for each variable', fr: 'écrivez NOM= sur une ligne à elle pour chaque variable' },
});
