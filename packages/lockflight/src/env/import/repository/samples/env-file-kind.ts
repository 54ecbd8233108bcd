/** Which files hold variables, and of what: by their path alone. */
import { environmentOf, type KnownEnvironment } from '../../heads/environment-words.ts';

export interface EnvFileKind {
  /** A sample is made to be copied; a real file has values of somebody's. */
  readonly sample: boolean;
  /** The environment that the path names; undefined: it names none, so it is what a developer copies. */
  readonly environment: KnownEnvironment | undefined;
  /** Read by the runner of tests: its names count, its values say nothing of a place where the application runs. */
  readonly ofTests: boolean;
}

/** `.dev.vars` is what Wrangler calls it. */
const NAME = /^(?:\.?env|dotenv|\.dev\.vars)(?:[._-][\w.-]+)?$|^[\w-]+\.env(?:[._-][\w.-]+)?$/i;
const NOT_VARIABLES = /\.(?:[mc]?[jt]sx?|json|ya?ml|md|txt|sh|py|rb|php|schema|vault|keys|me|enc|gpg|age|html|css|vue|lock|map)$/i;
const SAMPLE = /^(?:example|sample|samples|examples|tpl|template|tmpl|dist|default|defaults|skeleton|exemple|modele|beispiel|ejemplo)$/i;

/** Does this part of a name only say that the file is to be copied? */
export const isSampleWord = (word: string): boolean => SAMPLE.test(word);

/** Undefined: this is no such file. */
export const envFileKind = (path: string): EnvFileKind | undefined => {
  const base = path.slice(path.lastIndexOf('/') + 1);
  if (!NAME.test(base) || NOT_VARIABLES.test(base) || base === '.envrc' || base.length > 100) return undefined;
  const words = base
    .toLowerCase()
    .replace(/^\.dev\.vars/, '')
    .split(/[._-]+/)
    .filter((word) => word !== '' && word !== 'env' && word !== 'dotenv');
  const own = words.filter((word) => !SAMPLE.test(word) && word !== 'local');
  const named = own.map((word) => environmentOf(word)).find((known) => known !== undefined);
  const folder = path.split('/').at(-2) ?? '';
  const outer = own.length === 0 ? environmentOf(folder) : undefined;
  const environment = named ?? (outer?.sure === true ? outer : undefined);
  const ofTests = environment?.name === 'test' || environment?.name === 'ci' || own.includes('e2e') || own.includes('cypress');
  return { sample: words.some((word) => SAMPLE.test(word)), environment: ofTests ? undefined : environment, ofTests };
};
