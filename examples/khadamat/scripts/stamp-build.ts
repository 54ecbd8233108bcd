/** Writes into the build of which tree it is, so that no other one is ever deployed in its name. A tree that is not committed has no name. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtFrom, STAMP } from './deploy/built-from.ts';
import { CLIENT_BUILD } from './project.ts';

const tree = builtFrom();
writeFileSync(join(CLIENT_BUILD, STAMP), `${tree ?? 'not committed'}\n`);
process.stdout.write(`built from ${tree ?? 'what is not committed: this build cannot be deployed'}\n`);
