/**
 * What a schema of another tool says and the draft does not, told: code that a contract does not run, values that are read a little differently here, defaults and
 * lists that are computed. One message for each kind, so that the variables that share it are told together. Pure.
 */
import type { Text } from '../../../../contract/text.ts';
import type { Left, Read, SchemaFacts } from '../../../scan/read.ts';
import type { DraftEnvironment, Spot, Undecided } from '../../draft/model.ts';
import { undecided } from '../said.ts';
import { isKeyType, type OwnFacts } from './facts-of.ts';

export const schemaNotes = (
  name: string,
  { schema: read, facts }: OwnFacts,
  environments: readonly DraftEnvironment[],
): readonly Undecided[] => {
  if (read === undefined) return [];
  const { schema } = read;
  const here: Spot = { file: read.file, line: read.line };
  const told = (schema.left ?? []).map((left) => {
    const at: Spot = { file: left.file, line: left.line };
    return undecided(at, sentenceOf(left), left.kind === 'whole' ? {} : { variable: name });
  });
  const notes = [
    ...(isKeyType(facts.type) ? [KEY] : []),
    ...(schema.raw === true ? [RAW] : []),
    ...developmentNote(schema, environments),
    ...readDifferently(schema),
  ];
  return [...told, ...notes.map((message) => undecided(here, message, { variable: name }))];
};

/** What selects the environment is never missed: a process that says nothing is a developer's. */
export const selectorNotes = (name: string, { schema: read }: OwnFacts): readonly Undecided[] => {
  if (read === undefined) return [];
  const { optional, default: fallback } = read.schema;
  const at: Spot = { file: read.file, line: read.line };
  const needed = optional !== true && fallback === undefined;
  return [
    ...(read.schema.left ?? []).map((left) =>
      undecided({ file: left.file, line: left.line }, sentenceOf(left), left.kind === 'whole' ? {} : { variable: name }),
    ),
    ...(needed ? [undecided(at, UNSET, { variable: name })] : []),
    ...(emptyDiffers(read.schema) ? [undecided(at, EMPTY, { variable: name })] : []),
  ];
};

const UNSET: Text = {
  en: 'its schema asks for it everywhere; here it names the environment, and where it is not set a developer works',
  fr: 'son schéma la demande partout ; ici elle nomme l’environnement, et là où elle n’est pas définie un développeur travaille',
};

const sentenceOf = ({ what, kind }: Left): Text => {
  switch (kind) {
    case 'rule':
      return {
        en: `\`${what}\` is a rule that no contract can hold: what it refuses is not refused here`,
        fr: `\`${what}\` est une règle qu'aucun contrat ne peut contenir : ce qu'elle refuse n'est pas refusé ici`,
      };
    case 'change':
      return {
        en: `\`${what}\` makes another value of it: here the text is judged as it is set`,
        fr: `\`${what}\` en fait une autre valeur : ici le texte est jugé tel qu'il est défini`,
      };
    case 'whole':
      return {
        en: `\`${what}\` is a rule of the whole schema, across variables: it is not in the draft`,
        fr: `\`${what}\` est une règle de tout le schéma, entre variables : elle n'est pas dans le brouillon`,
      };
    case 'condition':
      return {
        en: 'its schema asks for it under a condition only: drafted as optional',
        fr: 'son schéma ne la demande que sous condition : facultative dans le brouillon',
      };
    case 'default':
      return {
        en: `its \`${what}\` is computed: drafted as optional, without a default`,
        fr: `son \`${what}\` est calculé : facultative dans le brouillon, sans défaut`,
      };
    default:
      return {
        en: `the values that \`${what}\` allows are computed: the draft does not have all of them`,
        fr: `les valeurs que permet \`${what}\` sont calculées : le brouillon ne les a pas toutes`,
      };
  }
};

const KEY: Text = {
  en: 'its schema takes any text: that it is such a key is a guess from its name',
  fr: 'son schéma accepte tout texte : que ce soit une telle clé est deviné d’après son nom',
};
const RAW: Text = {
  en: 'its schema takes no text, and the environment holds nothing else: any value would be refused there, once it is set',
  fr: 'son schéma n’accepte aucun texte, et l’environnement ne contient rien d’autre : toute valeur y serait refusée, dès qu’elle est définie',
};

/** envalid's own idea of development is wherever NODE_ENV is set, and not `production`. */
const developmentNote = ({ library, developmentDefault }: SchemaFacts, environments: readonly DraftEnvironment[]): readonly Text[] => {
  const others = environments.filter(({ facts }) => facts.kind === 'staging' || facts.kind === 'preview').map(({ name }) => name);
  if (developmentDefault === undefined || (library !== 'envalid' && library !== 'envsafe') || others.length === 0) return [];
  return [
    {
      en: `its \`devDefault\` holds wherever NODE_ENV is not production; here for developers alone, not in ${others.join(', ')}`,
      fr: `son \`devDefault\` vaut partout où NODE_ENV n'est pas production ; ici pour les développeurs seuls, pas dans ${others.join(', ')}`,
    },
  ];
};

/** Which texts a type takes: the contract is strict, each library in its own way. */
const readDifferently = (schema: SchemaFacts): readonly Text[] => {
  const { library, type } = schema;
  const words = type === 'boolean' ? wordsOf(schema) : undefined;
  const exact = library === 'env-var' && type === 'integer';
  return [
    ...(emptyDiffers(schema) ? [EMPTY] : []),
    ...(library === 'env-var' && (type === 'string' || type === 'enum') ? [BLANK] : []),
    ...(type === 'list' ? [BLANK_LIST] : []),
    ...((type === 'integer' || type === 'number' || type === 'port') && !exact ? [NUMBER] : []),
    ...(type === 'url' ? [library === 'class-validator' ? BARE_ADDRESS : ADDRESS] : []),
    ...(type === 'host' ? [HOST] : []),
    ...(words === undefined ? [] : [words]),
  ];
};

const EMPTY: Text = {
  en: 'an empty value is not set here; its schema judges it like any other value',
  fr: 'une valeur vide n’est pas définie ici ; son schéma la juge comme une autre',
};
const BLANK: Text = {
  en: 'a value of nothing but blanks is a value here; its schema takes it for none',
  fr: 'une valeur faite d’espaces seuls est une valeur ici ; son schéma la tient pour absente',
};
const BLANK_LIST: Text = {
  en: 'a list of nothing but blanks is none here; its schema takes it',
  fr: 'une liste faite d’espaces seuls n’en est pas une ici ; son schéma l’accepte',
};
const NUMBER: Text = {
  en: 'a number is plain digits here, a port 1 to 65535; its schema reads more texts as numbers (blanks around, `1e3`, `0`)',
  fr: 'un nombre est ici de simples chiffres, un port va de 1 à 65535 ; son schéma lit davantage de textes comme nombres (espaces autour, `1e3`, `0`)',
};
const ADDRESS: Text = {
  en: 'an address has `//` here and no blanks around it; its schema also takes `localhost:3000`',
  fr: 'une adresse a ici `//` et pas d’espaces autour ; son schéma accepte aussi `localhost:3000`',
};
const BARE_ADDRESS: Text = {
  en: 'an address has a scheme here; its schema also takes `example.org`',
  fr: 'une adresse a ici un schéma ; son validateur accepte aussi `example.org`',
};
const HOST: Text = {
  en: 'a host is a name or an address here; its schema also takes bare numbers and names of any length',
  fr: 'un hôte est ici un nom ou une adresse ; son schéma accepte aussi des nombres seuls et des noms de toute longueur',
};

/** Undefined: the same words as here. */
const wordsOf = ({ library, words }: SchemaFacts): Text | undefined => {
  const said = words === 'any' ? ANY : words === 'strict' ? STRICT : Object.hasOwn(WORDS, library) ? WORDS[library] : undefined;
  return said === undefined
    ? undefined
    : {
        en: `a boolean is true, false, 1, 0, yes, no, on or off here; its schema takes ${said.en}`,
        fr: `un booléen est ici true, false, 1, 0, yes, no, on ou off ; son schéma accepte ${said.fr}`,
      };
};

const ANY: Text = { en: 'any text, and most of them as true', fr: 'tout texte, et presque tous comme vrais' };
const STRICT: Text = { en: 'true and false alone, in any case', fr: 'true et false seulement, sans égard à la casse' };
const WORDS: Partial<Record<Read['via'], Text>> = {
  zod: { en: 'them in any case, and y, n, enabled, disabled', fr: 'ces mots sans égard à la casse, et y, n, enabled, disabled' },
  't3-env': { en: 'them in any case, and y, n, enabled, disabled', fr: 'ces mots sans égard à la casse, et y, n, enabled, disabled' },
  envalid: { en: 't and f as well', fr: 'aussi t et f' },
  envsafe: { en: 'true, false, 1 and 0 alone', fr: 'true, false, 1 et 0 seulement' },
  'env-var': { en: 'true, false, 1 and 0 alone, in any case', fr: 'true, false, 1 et 0 seulement, sans égard à la casse' },
  joi: STRICT,
  yup: STRICT,
  convict: ANY,
  'class-validator': ANY,
  'env-schema': { en: 'true and false alone', fr: 'true et false seulement' },
  adonis: { en: 'true, false, 1 and 0 alone', fr: 'true, false, 1 et 0 seulement' },
};

/** Does the schema refuse an empty value where nothing is asked for, or take one where something is? */
const emptyDiffers = (schema: SchemaFacts): boolean => {
  const { library, type, empty, optional, default: fallback, minLength, matches, values } = schema;
  if (empty === 'unset') return false;
  const needed = optional !== true && fallback === undefined;
  if (type === 'number' || type === 'integer' || type === 'port' || type === 'boolean') return library !== 'envsafe';
  const plain = (type === undefined || type === 'string') && (minLength ?? 0) === 0 && matches === undefined && values === undefined;
  const takes = empty === 'taken' || (plain && library !== 'joi' && library !== 'env-var' && library !== 'envsafe') || type === 'list';
  const spared = schema.developmentOptional === true || schema.developmentDefault !== undefined;
  return needed === takes || (spared && !takes);
};
