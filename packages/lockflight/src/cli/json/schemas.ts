/** The schema of each command's `--json`, by the command's name. */
import type * as z from 'zod';
import { approve, attest, hold, releaseHold, waive } from './acts.ts';
import { check, envCheck, explain } from './contract.ts';
import { doctor } from './doctor.ts';
import { envExplain, envShow, generate } from './generated.ts';
import { init } from './init.ts';
import { audit, status } from './line.ts';
import { failure } from './parts.ts';
import { promote, rollback, verdict } from './promotion.ts';
import { protect } from './protection.ts';
import { adopt, ledgerLog, ledgerRebuild, ledgerRevoke, ledgerRotate, ledgerShow, ledgerVerify, record } from './record.ts';
import { run } from './run.ts';
import { envScan } from './scan.ts';

export const JSON_SCHEMAS: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ['init', init],
  ['check', check],
  ['generate', generate],
  ['env check', envCheck],
  ['env show', envShow],
  ['env explain', envExplain],
  ['env scan', envScan],
  ['doctor', doctor],
  ['run', run],
  ['audit', audit],
  ['adopt', adopt],
  ['status', status],
  ['verdict', verdict],
  ['promote', promote],
  ['rollback', rollback],
  ['approve', approve],
  ['attest', attest],
  ['hold', hold],
  ['release-hold', releaseHold],
  ['waive', waive],
  ['record', record],
  ['protect', protect],
  ['ledger log', ledgerLog],
  ['ledger show', ledgerShow],
  ['ledger verify', ledgerVerify],
  ['ledger rebuild', ledgerRebuild],
  ['ledger rotate', ledgerRotate],
  ['ledger revoke', ledgerRevoke],
  ['explain', explain],
]);

/** In place of the command's own shape, whatever went wrong. */
export { failure as FAILURE };
