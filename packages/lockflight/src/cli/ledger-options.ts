import type { ParseArgsOptionsConfig } from 'node:util';
import type { Text } from '../contract/text.ts';
import type { WhichLedger } from '../flow/ledger/ledger-here.ts';
import type { Invocation } from './command.ts';
import { flag, textOption } from './option.ts';

/** What all `ledger` commands take. */
export const LEDGER_OPTIONS = { branch: { type: 'string' }, fetch: { type: 'boolean' } } as const satisfies ParseArgsOptionsConfig;

export const LEDGER_EXPLAINS: Readonly<Record<string, Text>> = {
  branch: { en: "the branch of the ledger, if not the contract's", fr: 'la branche du registre, sinon celle du contrat' },
  fetch: { en: 'ask the remote first', fr: "interroger d'abord le dépôt distant" },
};

/** Which ledger this call is about: of the repository here, as the clone has it unless `--fetch` asks the remote first. */
export const whichLedger = (invocation: Invocation): WhichLedger => {
  const { directory, environment } = invocation;
  const token = [environment.GITHUB_TOKEN, environment.GH_TOKEN].find((value) => value !== undefined && value !== '');
  return { directory, branch: textOption(invocation, 'branch'), fetch: flag(invocation, 'fetch'), token };
};
