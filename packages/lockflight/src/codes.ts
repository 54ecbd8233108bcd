/** Every code that Lockflight can hand out, from the rooms that own them: what `explain` and docs/ERRORS.md show. */
import { CLI_CODES } from './cli/error-codes.ts';
import type { CodeExplanation, CodeTable } from './contract/codes.ts';
import { DIAGNOSTIC_CODES } from './contract/diagnostic-codes.ts';
import type { Text } from './contract/text.ts';
import { AGAINST_CODES } from './env/import/against/codes.ts';
import { IMPORT_CODES } from './env/import/import-codes.ts';
import { ISSUE_CODES } from './env/issue-codes.ts';
import { SCAN_CODES } from './env/scan/codes.ts';
import { AUDIT_ERROR_CODES } from './flow/audit/codes.ts';
import { CONTRACT_FILE_CODES } from './flow/contract-file-codes.ts';
import { ENV_ERROR_CODES } from './flow/environment/error-codes.ts';
import { FLOW_CODES } from './flow/error-codes.ts';
import { OUTSIDE_CODES } from './flow/facts/outside/failures.ts';
import { LOG_CODES } from './flow/facts/outside/log-failures.ts';
import { GENERATE_CODES } from './flow/generate/codes.ts';
import { INIT_CODES } from './flow/init/codes.ts';
import { COMMENT_CODES } from './flow/observe/comment-codes.ts';
import { RUN_CODES } from './flow/run/error-codes.ts';
import { FORGE_ERROR_CODES } from './forge/error-codes.ts';
import { GIT_ERROR_CODES } from './git/error-codes.ts';
import { LEDGER_CODES } from './ledger/problem-codes.ts';
import { VIOLATION_CODES } from './line/violation-codes.ts';
import { REASON_CODES } from './policy/reason-codes.ts';
import { PROBE_CODES } from './probe/codes.ts';
import { PROTECTION_CODES } from './protection/codes.ts';

export interface CodeRoom {
  readonly title: Text;
  readonly table: CodeTable;
}

/** A code belongs to one room; where two rooms may say the same thing, one of them owns the words. */
export const CODE_ROOMS: readonly CodeRoom[] = [
  { title: { en: 'The call', fr: "L'appel" }, table: CLI_CODES },
  { title: { en: 'The contract', fr: 'Le contrat' }, table: { ...DIAGNOSTIC_CODES, ...CONTRACT_FILE_CODES } },
  { title: { en: 'Generated files', fr: 'Les fichiers générés' }, table: GENERATE_CODES },
  { title: { en: 'Variables', fr: 'Les variables' }, table: { ...ISSUE_CODES, ...ENV_ERROR_CODES, ...SCAN_CODES } },
  { title: { en: 'Adoption', fr: 'Adoption' }, table: { ...IMPORT_CODES, ...AGAINST_CODES, ...INIT_CODES } },
  { title: { en: 'Commands', fr: 'Les commandes' }, table: RUN_CODES },
  { title: { en: 'Services', fr: 'Les services' }, table: PROBE_CODES },
  { title: { en: 'Gates', fr: 'Les portes' }, table: { ...REASON_CODES, ...OUTSIDE_CODES, ...LOG_CODES } },
  { title: { en: 'Promotion, rollback, acts', fr: 'Promotions, retours arrière, actes' }, table: { ...FLOW_CODES, ...COMMENT_CODES } },
  { title: { en: 'Lines and audit', fr: 'Lignes et audit' }, table: { ...VIOLATION_CODES, ...AUDIT_ERROR_CODES } },
  { title: { en: 'Protection', fr: 'La protection' }, table: PROTECTION_CODES },
  { title: { en: 'The ledger', fr: 'Le registre' }, table: LEDGER_CODES },
  { title: { en: 'Git', fr: 'Git' }, table: GIT_ERROR_CODES },
  { title: { en: 'The forge', fr: 'La forge' }, table: FORGE_ERROR_CODES },
];

export const CODES: ReadonlyMap<string, CodeExplanation> = new Map(CODE_ROOMS.flatMap(({ table }) => Object.entries(table)));
