/**
 * Migrations as a program of the recorder's host lists them, for one tree at a time ({tree}): a JSON list of `{ "name": "0042_drop_phone", "reversible": true }`. `reversible`
 * says that it can be undone, or that the code before it can live with it; where it is not said, it cannot.
 */
import { failing } from '../outside/ask-json.ts';
import type { Host } from '../outside/host.ts';
import { fieldOf, listOfObjects, parseJson } from '../outside/json.ts';
import { runProgram } from '../outside/run-program.ts';

export interface ListedMigration {
  readonly name: string;
  readonly reversible: boolean;
}

const NAME = 'migrations';

/** Errors: as `runProgram`, `source-nonsense`. */
export const listMigrations = async (host: Host, run: readonly string[], tree: string): Promise<readonly ListedMigration[]> => {
  const steps = listOfObjects(parseJson(await runProgram(host, { name: NAME, run, words: { tree } })));
  const read = steps?.map((step) => ({ name: fieldOf(step, 'name'), reversible: fieldOf(step, 'reversible') === true }));
  if (read?.every((step): step is ListedMigration => typeof step.name === 'string' && step.name !== '') !== true)
    throw failing(NAME)('source-nonsense', 'the program lists no steps', 'le programme ne donne pas de liste');
  return read;
};
