/** Where a command may run: only what the name of its script leaves no doubt about, and what a workflow shows to be the pipeline's. Pure. */
import type { CommandInput } from '../../../../contract/grammar/command.ts';
import type { DraftEnvironment } from '../../draft/model.ts';
import { environmentOf } from '../../heads/environment-words.ts';
import type { ScriptsRun } from './runs-of.ts';

type Mode = 'allow' | 'confirm' | 'pipeline' | 'deny';

/** Undefined: nothing is said of it, so it may run anywhere. `nowhere`: its environment is none of the draft's. */
export const commandCells = (
  name: string,
  runs: readonly ScriptsRun[],
  environments: readonly DraftEnvironment[],
  called: (words: string) => string | undefined,
): CommandInput['in'] | 'nowhere' | undefined => {
  const give = (mode: (kind: string, environment: string) => Mode): CommandInput['in'] | 'nowhere' => {
    const cells = environments
      .map(({ name: each, facts }) => [each, mode(facts.kind, each)] as const)
      .filter(([, given]) => given !== 'deny');
    return cells.length === 0 ? 'nowhere' : (Object.fromEntries(cells) as NonNullable<CommandInput['in']>);
  };
  if (/^dev(?:elop)?$/.test(name)) return give((kind) => (kind === 'development' || kind === 'preview' ? 'allow' : 'deny'));
  const word = /^(?:deploy|migrate|seed|smoke)[:-]([a-z]+)$/.exec(name)?.[1];
  const target = called(word ?? '');
  if (word !== undefined && target === undefined && environmentOf(word) !== undefined) return 'nowhere';
  const elsewhere = (environment: string): boolean => target !== undefined && target !== environment;
  if (/seed/.test(name))
    return give((kind, environment) => (elsewhere(environment) ? 'deny' : kind === 'production' ? 'confirm' : 'allow'));
  if (!/^(?:deploy|migrate|db:migrate|db:deploy|migration:run)/.test(name)) return undefined;
  const piped = new Set(runs.flatMap(({ environment }) => (environment === undefined ? [] : [called(environment)])));
  return give((kind, environment) => {
    if (elsewhere(environment)) return 'deny';
    if (/^deploy/.test(name)) {
      if (kind === 'development') return 'deny';
      return piped.has(environment) || (piped.size === 0 && runs.length > 0) ? 'pipeline' : 'confirm';
    }
    if (kind === 'development' || kind === 'preview') return 'allow';
    return piped.has(environment) ? 'pipeline' : 'confirm';
  });
};
