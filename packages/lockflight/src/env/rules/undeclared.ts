/**
 * Names that stand in a file and not in the contract. Names of the process are not looked at: a process carries hundreds that are nobody's business.
 * A file with a broken quote can turn a piece of a secret into a name, so a name is only repeated when it looks like one.
 */
import { suggest } from '../../contract/suggest.ts';
import type { Finding } from '../issue.ts';
import type { Scene } from '../subject.ts';

const UNSHOWN = '(name not shown)';

/** Words in one case, joined by underscores or dots; a long run of letters and digits might be key material. */
const looksLikeName = (name: string): boolean => {
  if (name.length > 64 || !/^([A-Z][A-Z0-9]*(_[A-Z0-9]+)*|[a-z][a-z0-9]*([_.-][a-z0-9]+)*)$/.test(name)) return false;
  return name.split(/[_.-]/).every((word) => word.length <= 12 || /^([A-Z]+|[a-z]+)$/.test(word));
};

export const shownName = (name: string): string => (looksLikeName(name) ? name : UNSHOWN);

export const undeclaredNames = (scene: Scene): readonly string[] => {
  const known = new Set([...scene.contract.variables.map((variable) => variable.name), ...scene.contract.select]);
  return [...scene.sources.keys()].filter((name) => !known.has(name));
};

/** A slip of the pen is one among few: a file of ten thousand names was written for somebody else, and looking for near ones would take minutes. */
const MAX_SUGGESTED = 100;

/** `count`: how many names are undeclared in all. */
export const undeclared = (scene: Scene, name: string, count: number): Finding => {
  const known = count > MAX_SUGGESTED ? [] : scene.contract.variables.map((variable) => variable.name);
  const near = suggest(name, known);
  const shown = shownName(name);
  const [it, la] = shown === UNSHOWN ? ['it', '-la'] : [shown, ` ${shown}`];
  return {
    code: 'undeclared',
    mild: true,
    message:
      near === undefined
        ? { en: 'not in the contract', fr: 'absente du contrat' }
        : { en: `not in the contract; did you mean ${near}?`, fr: `absente du contrat ; vouliez-vous dire ${near} ?` },
    fix:
      near === undefined
        ? { en: `declare ${it} under \`variables\`, or remove it`, fr: `déclarez${la} sous \`variables\`, ou retirez-la` }
        : { en: `rename it to ${near}, or declare it`, fr: `renommez-la en ${near}, ou déclarez-la` },
  };
};
