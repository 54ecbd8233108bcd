/** What `lockflight env scan` says to a person: findings by what is wrong, each name with its first places; on 80 columns. */
import type { Language, Text } from '../../contract/text.ts';
import { isGiven, type ReadPlace, type ScanFinding } from '../../env/scan/compare.ts';
import type { Skipped } from '../../env/scan/read.ts';
import type { EnvScan } from '../../flow/scan/env-scan.ts';
import { counted } from '../counted.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';

const WIDTH = 80;
const SHOWN_PLACES = 3;
const SHOWN_OTHERS = 5;

const VARIABLES = { en: ['variable', 'variables'], fr: ['variable', 'variables'] } as const;
const FILES = { en: ['file', 'files'], fr: ['fichier', 'fichiers'] } as const;
const FINDINGS = { en: ['finding', 'findings'], fr: ['constat', 'constats'] } as const;

const HEADS: Readonly<Record<ScanFinding['code'], Text>> = {
  'undeclared-read': { en: 'read, and not in the contract', fr: 'lues, et absentes du contrat' },
  'unused-variable': { en: 'in the contract, and read by nothing', fr: 'au contrat, et lues par rien' },
  'secret-in-client-code': { en: 'secrets that client code reads', fr: 'secrets lus par du code client' },
  'boot-secret-at-build': { en: 'secrets that the build reads, and must not', fr: 'secrets que la construction lit, et ne doit pas lire' },
};
const ORDER = ['secret-in-client-code', 'boot-secret-at-build', 'undeclared-read', 'unused-variable'] as const;

/** `above`: the contract that governs the folder from further up, seen from there, where none was found in it. */
export const scanLines = (found: EnvScan, paint: Paint, language: Language, above?: string): readonly string[] => {
  const names = new Set(found.reads.map(({ name }) => name)).size;
  const head = {
    en: `${counted(found.files, FILES, 'en')} looked at, ${counted(names, VARIABLES, 'en')} read`,
    fr: `${counted(found.files, FILES, 'fr')} ${found.files < 2 ? 'parcouru' : 'parcourus'}, ${counted(names, VARIABLES, 'fr')} ${names < 2 ? 'lue' : 'lues'}`,
  }[language];
  const body =
    found.contracts.length === 0
      ? listOfAll(found, language, paint, above)
      : ORDER.flatMap((code) => section(found, code, paint, language));
  return [`${head}${verdict(found, paint, language, above)}`, ...body, ...others(found, paint, language)];
};

const verdict = (found: EnvScan, paint: Paint, language: Language, above: string | undefined): string => {
  if (found.contracts.length === 0)
    return above === undefined
      ? { en: '; there is no contract to hold them against', fr: ' ; aucun contrat à leur opposer' }[language]
      : { en: '; the contract lies further up', fr: ' ; le contrat se trouve plus haut' }[language];
  const known = found.findings.length - found.fresh.length;
  const words =
    found.fresh.length === 0
      ? paint('good', { en: 'nothing to mend', fr: 'rien à corriger' }[language])
      : paint('bad', counted(found.fresh.length, FINDINGS, language));
  const before = known <= 0 ? '' : { en: `, ${known} known before`, fr: `, ${known} déjà ${known < 2 ? 'connu' : 'connus'}` }[language];
  return `${language === 'fr' ? ' : ' : ': '}${words}${before}`;
};

const section = (found: EnvScan, code: ScanFinding['code'], paint: Paint, language: Language): readonly string[] => {
  const findings = found.fresh.filter((finding) => finding.code === code);
  if (findings.length === 0) return [];
  const title = ['', `${paint('strong', HEADS[code][language])} ${paint('quiet', `(${code})`)}`];
  if (code === 'unused-variable')
    return [...title, ...findings.flatMap(({ name, contract, rule }) => row(name, `${contract}:${rule ?? 1}`))];
  return [...title, ...findings.flatMap(({ name, places }) => placeRows(name, places, language))];
};

/** Names of the environment have no blank; of files anything may come, and main.ts makes it harmless. */
const row = (name: string, words: string): readonly string[] => {
  const first = `  ${name.padEnd(28)}  ${words}`;
  return first.length <= WIDTH ? [first.trimEnd()] : [`  ${name}`, ...wrap(`      ${words}`, WIDTH, '      ')];
};

const placeRows = (name: string, places: readonly ReadPlace[], language: Language): readonly string[] => {
  const shown = places.slice(0, SHOWN_PLACES).map(({ file, line, via }) => `${file}:${line} (${via})`);
  const rest = places.length - shown.length;
  const more = rest > 0 ? [{ en: `and ${rest} more`, fr: `et ${rest} de plus` }[language]] : [];
  const [first = '', ...others] = [...shown, ...more];
  return [
    ...row(name, first),
    ...others.flatMap((words) => (words.length + 32 <= WIDTH ? [`${' '.repeat(32)}${words}`] : [`      ${words}`])),
  ];
};

export const placesByName = ({
  reads,
}: Pick<EnvScan, 'reads'>): readonly { readonly name: string; readonly places: readonly ReadPlace[] }[] =>
  [
    ...Map.groupBy(
      reads.filter((read) => !isGiven(read)),
      ({ name }) => name,
    ),
  ]
    .map(([name, all]) => ({ name, places: all.map(({ file, line, via }) => ({ file, line, via })) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

const listOfAll = (found: EnvScan, language: Language, paint: Paint, above: string | undefined): readonly string[] => {
  const all = placesByName(found);
  const next =
    above === undefined
      ? { en: 'draft a contract from them: lockflight init', fr: 'pour en tirer un contrat : lockflight init' }[language]
      : {
          en: `hold them against ${above}: lockflight env scan, in its folder`,
          fr: `pour les opposer à ${above} : lockflight env scan, dans son dossier`,
        }[language];
  return [
    ...(all.length === 0 ? [] : ['']),
    ...all.flatMap(({ name, places }) => placeRows(name, places, language)),
    '',
    ...wrap(next, WIDTH, '  ').map((words) => paint('quiet', words)),
  ];
};

const SKIPPED: Readonly<Record<Skipped['why'], Text>> = {
  syntax: { en: 'not wholly understood, a syntax error', fr: 'pas entièrement compris, une erreur de syntaxe' },
  'too-large': { en: 'too large to be written by hand', fr: 'trop gros pour être écrit à la main' },
  minified: { en: 'minified', fr: 'minifié' },
  encoding: { en: 'no text', fr: "n'est pas du texte" },
  unreadable: { en: 'could not be read', fr: "n'a pas pu être lu" },
  'too-deep': { en: 'nested too deeply', fr: 'imbriqué trop profondément' },
};

/** What the answer does not cover: said every time, since an answer that hides its gaps is worth little. */
const others = ({ dynamic, skipped, gone }: EnvScan, paint: Paint, language: Language): readonly string[] => {
  const told = (title: Text, rows: readonly string[]): readonly string[] => {
    if (rows.length === 0) return [];
    const rest = rows.length - SHOWN_OTHERS;
    const more = rest > 0 ? [`  ${{ en: `and ${rest} more: --json`, fr: `et ${rest} de plus : --json` }[language]}`] : [];
    return [
      '',
      paint('quiet', title[language]),
      ...rows.slice(0, SHOWN_OTHERS).flatMap((words) => wrap(`  ${words}`, WIDTH, '      ')),
      ...more,
    ];
  };
  return [
    ...told(
      { en: 'read by a name that the text does not tell', fr: 'lu par un nom que le texte ne dit pas' },
      dynamic.map(({ file, line }) => `${file}:${line}`),
    ),
    ...told(
      { en: 'not looked at', fr: 'non examiné' },
      skipped.map(({ file, why, line }) => `${file}${line === undefined ? '' : `:${line}`} ${SKIPPED[why][language]}`),
    ),
    ...told(
      { en: 'in the baseline, and mended since: write it again', fr: "dans l'état de référence, et corrigé depuis : réécrivez-le" },
      gone,
    ),
  ];
};
