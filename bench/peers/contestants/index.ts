/** All of them, in the table's order. */
import type { Contestant } from './contestant.ts';
import { convict } from './convict.ts';
import { dotenvx } from './dotenvx.ts';
import { envSchema } from './env-schema.ts';
import { envVar } from './env-var.ts';
import { envalid } from './envalid.ts';
import { lockflight, lockflightInTypeScript } from './lockflight.ts';
import { t3EnvValibot } from './t3-env-valibot.ts';
import { t3EnvZod } from './t3-env-zod.ts';
import { varlock } from './varlock.ts';
import { znv } from './znv.ts';

export const CONTESTANTS: readonly Contestant[] = [
  lockflight,
  lockflightInTypeScript,
  envSchema,
  t3EnvValibot,
  t3EnvZod,
  znv,
  envVar,
  convict,
  envalid,
  varlock,
  dotenvx,
];
