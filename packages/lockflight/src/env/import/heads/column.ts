/**
 * What a column is, told from its head: one environment or several, what variables are called, or a fact about them. A head that says something
 * else is `other`, with its words, so that nothing is left out without being told.
 */
import type { EnvironmentKind } from '../../../contract/model.ts';
import type { MarkdownCell } from '../markdown/document.ts';
import { environmentOf, environmentOfFile, isFiller, isSpelling, type KnownEnvironment } from './environment-words.ts';
import { wordsOf } from './plain.ts';

export interface HeadEnvironment {
  readonly name: string;
  readonly kind: EnvironmentKind;
  readonly sure: boolean;
  /** What the head itself says, without ornament. */
  readonly title: string;
}

export type Fact = 'required' | 'default' | 'about' | 'secret' | 'type' | 'example' | 'values' | 'notes';

export type Column =
  | { readonly kind: 'environments'; readonly environments: readonly HeadEnvironment[] }
  | { readonly kind: 'everywhere' }
  | { readonly kind: 'names' }
  | { readonly kind: 'fact'; readonly fact: Fact }
  | { readonly kind: 'other'; readonly words: string };

const NAME_HEADS =
  /^(?:(?:env(?:ironment)?(?:al)? )?var(?:iable)?s?(?: name| d environnement| env)?s?|variable(?:s)? de entorno|variaveis? de ambiente|variavel(?: de ambiente)?|variabile?(?: d ambiente)?|umgebungsvariable[n]?|omgevingsvariabele[n]?|nom(?: de la)?(?: variable)?|(?:secret|config|env) (?:key|name|var)|環境変数(?:名)?|変数(?:名)?|环境变量|变量(?:名)?|環境變數|환경 ?변수|변수(?:명)?|переменн(?:ая|ые)(?: окружения)?|variabler?|variabele|zmienna|degisken|promenna|premenna|valtozo|muuttuja|змінна|variabel|متغير)$/;

const FACTS: readonly (readonly [Fact, RegExp])[] = [
  [
    'required',
    /^(?:is )?(?:required|requis e?|requise?|obligatoire|mandatory|needed|needs?|pflicht|erforderlich|obligatori[oa]|requerid[oa]|obrigatori[oa]|obbligatori[oa]|richiest[oa]|verplicht|обязательн(?:ая|ый|о)|必須|必需|必填|필수|required in|requis en|optional|optionnel)(?: ?\?)?$/,
  ],
  [
    'default',
    /^(?:(?:default|defaut|par defaut|valeur par defaut|standard|standardwert|por defecto|padrao|predefinito|по умолчанию|既定値|デフォルト|默认值?|기본값)(?: values?)?)$/,
  ],
  [
    'about',
    /^(?:descriptions?|desc|purpose|but|role|usage|use|used for|what|what it does|what it is|beschreibung|zweck|descripcion|descricao|descrizione|proposito|objet|explanation|explication|meaning|omschrijving|описание|説明|用途|描述|说明|설명)$/,
  ],
  [
    'secret',
    /^(?:is )?(?:(?:secrets?|sensitive|sensible|confidential|confidentiel|geheim|secreto|segredo|segreto)(?: (?:(?:or|ou|oder|o|and|et) )?(?:public|publico|plaintext|plain|offentlich|private|prive))?|public (?:or |ou |oder |o )?(?:secret|segreto|secreto|segredo)|秘密|機密|敏感|секрет)$/,
  ],
  ['type', /^(?:types?|format|typ|tipo|data type|型|类型|타입|тип)$/],
  ['example', /^(?:examples?|exemples?|e g|ex|sample|beispiel|ejemplo|exemplo|esempio|例|示例|예시|пример)(?: values?)?$/],
  [
    'values',
    /^(?:allowed|allowed values|possible values|values allowed|options|choices|valeurs possibles|valeurs autorisees|accepted values|valores posibles|erlaubte werte)$/,
  ],
  [
    'notes',
    /^(?:notes?|comments?|commentaires?|remarks?|remarques?|rules?|regles?|constraints?|contraintes?|bemerkung(?:en)?|hinweis(?:e)?|notas?|observa(?:cion|cao|cões|ciones|coes)|備考|备注|비고|примечание|details?)$/,
  ],
];

const EVERYWHERE =
  /^(?:all|all environments|everywhere|tous|toutes|tous les environnements|partout|alle|uberall|todos|tutti|common|commun|shared|すべて|全环境|共通)$/;

export const columnOf = (head: MarkdownCell): Column => {
  const environments = environmentsOf(head.text);
  if (environments.length > 0) return { kind: 'environments', environments };
  const said = wordsOf(head.text.replace(/\([^()]*\)/g, ' '));
  if (EVERYWHERE.test(said)) return { kind: 'everywhere' };
  if (NAME_HEADS.test(said)) return { kind: 'names' };
  const fact = FACTS.find(([, pattern]) => pattern.test(said));
  return fact === undefined ? { kind: 'other', words: head.text } : { kind: 'fact', fact: fact[0] };
};

/** The environments that a head, or a cell, names and nothing beside them. `Staging / Prod` is two; what stands in brackets explains. */
export const environmentsOf = (words: string): readonly HeadEnvironment[] => {
  const text = words.replaceAll('（', ' (').replaceAll('）', ')').trim();
  if (text === '' || text.length > 120) return [];
  const file = environmentOfFile(text.replaceAll('`', ''));
  if (file !== undefined) return [{ ...file, title: file.name }];
  const inside = [...text.matchAll(/[([]([^()[\]]*)[)\]]/g)].map(([, said = '']) => said);
  const outside = text.replace(/[([][^()[\]]*[)\]]/g, ' ').trim();
  const named = all(outside);
  if (named.length > 0) return named;
  const [first = '', ...others] = outside.split(ANNOTATION);
  if (others.length > 0 && others.every(isPlaceOfIt)) return all(first.trim());
  // `Required (Dev)`, `Default (Prod)`: what the cells say, and of which environment.
  const [within = ''] = inside;
  if (inside.length === 1 && OF_ENVIRONMENT.test(wordsOf(outside))) return all(within).map((each) => ({ ...each, sure: false }));
  // `main (production)`, `Vercel (Preview)`: the brackets say it where the words outside say nothing else of weight.
  return inside.length === 1 && (isFiller(outside) || /^(?:main|master|develop|dev)$/i.test(outside)) ? all(inside[0] ?? '') : [];
};

const OF_ENVIRONMENT =
  /^(?:(?:is )?required|mandatory|needed|obligatoire|requise?|pflicht|erforderlich|obligatori[oa]|requerid[oa]|obrigatori[oa]|richiest[oa]|verplicht|必須|必需|必填|필수|(?:default |example )?values?|defaults?|valeurs?|valor(?:es)?|werte?|valore|waarden?|значени[ея]|値|值|값|setting|settings|config)$/;

/** `Staging — develop`, `Prod · https://acme.io`: the branch or the address of an environment, and not another column about it. */
const ANNOTATION = /\s*\n\s*|\s+[—–·|-]\s+|\s*:\s+/;
const isPlaceOfIt = (words: string): boolean => {
  const said = words.trim().replace(/^(?:branch|branche|rama|ramo|url|host)\s*:?\s+/i, '');
  return (
    /^(?:https?:\/\/)?[\w.*/@-]+$/.test(said) &&
    !FACTS.some(([, pattern]) => pattern.test(wordsOf(said))) &&
    !/^(?:values?|source|where|set|owner)$/i.test(said)
  );
};

const all = (text: string): readonly HeadEnvironment[] => {
  const whole = environmentOf(text);
  if (whole !== undefined) return [titled(whole, text)];
  const parts = text.split(/\s*(?:[/&+,、・|]|\b(?:and|et|und|y|e|en|or|ou)\b)\s*/i).filter((part) => wordsOf(part) !== '');
  const known = parts.map((part) => [environmentOf(part), part] as const);
  if (parts.length < 2 || known.some(([environment]) => environment === undefined)) return [];
  return known.flatMap(([environment, part]) => (environment === undefined ? [] : [titled(environment, part)]));
};

const titled = (environment: KnownEnvironment, title: string): HeadEnvironment => ({
  ...environment,
  title: isSpelling(title) ? title.replace(/[^\p{L}\p{N}\s./()'-]+/gu, '').trim() : environment.name,
});
