/** What `check` says of generated files: as `generate --check`, without asking git what it ignores. */
import type { Diagnostic } from '../../contract/diagnostic.ts';
import type { Contract } from '../../contract/model.ts';
import { CONTRACT_NAME } from '../read-contract-file.ts';

/**
 * Generated files stand beside the contract that names them: of a contract that was named by another path, nothing is said.
 * Errors: `generated-file-outside`, `generated-file-unwritable`, `generated-markers-broken`.
 */
export const driftedFiles = async (directory: string, contract: Contract, file: string): Promise<readonly Diagnostic[]> => {
  const { samples, ...others } = contract.generate;
  const none = samples.length === 0 && Object.values(others).every((each) => each === undefined);
  if (none || file !== CONTRACT_NAME) return [];
  // Loaded only here: a contract that generates nothing does not pay for the compilers.
  const [{ compareGenerated }, { generatedFindings }] = await Promise.all([import('./generate.ts'), import('./findings.ts')]);
  return (await compareGenerated(directory, contract)).flatMap(generatedFindings);
};
