import type { Cell, Contract, Variable } from '../../contract/model.ts';
import { contractIn } from '../../flow/environment/contract-here.ts';
import type { CommandDefinition, Report } from '../command.ts';
import { matrixLines } from './env-show-lines.ts';

/** `lockflight env show`: the matrix, variables by environments, as the contract has it. No value of any process is read. */
export const envShow: CommandDefinition = {
  name: 'env show',
  summary: { en: 'the matrix: variables by environments', fr: 'la matrice : variables par environnements' },
  usage: '',
  options: {},
  positionals: { min: 0, max: 0 },
  run: async ({ directory }): Promise<Report> => {
    const contract = await contractIn(directory);
    return {
      exit: 0,
      language: contract.language,
      json: asJson(contract),
      lines: (paint, language) => matrixLines(contract, paint, language),
    };
  },
};

const asJson = (contract: Contract) => ({
  environments: contract.environments.map(({ name }) => name),
  variables: contract.variables.map((variable) => ({
    name: variable.name,
    type: variable.type,
    secret: variable.secret,
    ...(variable.group === undefined ? {} : { group: variable.group }),
    cells: variable.cells.map((cell) => cellAsJson(variable, cell)),
  })),
});

/** A secret's value is not repeated, not even one that the contract writes down. */
export const cellAsJson = (variable: Variable, { environment, need, mode, is, default: fallback, when, at }: Cell) => ({
  environment,
  need,
  ...(mode === undefined ? {} : { mode }),
  ...(is === undefined || variable.secret ? {} : { is }),
  ...(fallback === undefined || variable.secret ? {} : { default: fallback }),
  hasDefault: fallback !== undefined,
  conditional: when.length > 0,
  rule: { file: at.file, line: at.line },
});
