/** The validator that `lockflight generate` writes reads every variable, used or not: of it, only what its answer holds is told, for those who look into that. */
import type { FileSummary } from './code/summary.ts';

/** `validateEnv()` answers with the contract's variables, by their names. */
export const validatorSummary = (file: string, names: readonly string[]): FileSummary => ({
  file,
  reads: [],
  effects: [],
  calls: [],
  answers: { [`${file}#0`]: { is: 'parsed', via: 'process.env', names } },
  exports: [['validateEnv', { is: 'function', id: `${file}#0` }]],
  stars: [],
  imports: [],
  dynamic: [],
  skipped: [],
  client: false,
});
