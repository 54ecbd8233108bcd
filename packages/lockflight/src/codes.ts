/** Every code that Lockflight can hand out, from the rooms that own them: what `explain` and docs/ERRORS.md show. */
import { CLI_CODES } from './cli/error-codes.ts';
import type { CodeExplanation, CodeTable } from './contract/codes.ts';

const TABLES: readonly { readonly room: string; readonly table: CodeTable }[] = [{ room: 'cli', table: CLI_CODES }];

export const CODE_ROOMS = TABLES;

export const CODES: ReadonlyMap<string, CodeExplanation> = new Map(TABLES.flatMap(({ table }) => Object.entries(table)));
