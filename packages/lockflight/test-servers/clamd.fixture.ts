/**
 * clamd with a signature file of our own, which knows the EICAR test string and nothing else: the official database is a download. `blind`: it knows something else;
 * `nervous`: it takes every text for infected.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { programAt } from './debian-packages.ts';
import { type Server, startServer } from './server.fixture.ts';

const SIGNATURES = {
  /** `EICAR-STANDARD-ANTIVIRUS-TEST-FILE`, in hexadecimal, anywhere in a file of any type. */
  seeing: `Test.Eicar:0:*:${Buffer.from('EICAR-STANDARD-ANTIVIRUS-TEST-FILE').toString('hex')}`,
  blind: `Test.Other:0:*:${Buffer.from('nothing that any test sends to it').toString('hex')}`,
  nervous: `Test.Nervous:0:*:${Buffer.from('sentence in which').toString('hex')}`,
} as const;

/** `more`: further lines of clamd.conf(5). */
export const startClamd = (kind: keyof typeof SIGNATURES = 'seeing', more: readonly string[] = []): Promise<Server> =>
  startServer({
    name: 'clamd',
    program: programAt('clamd') ?? 'clamd',
    prepare: async (port, folder) => {
      await writeFile(join(folder, 'own.ndb'), `${SIGNATURES[kind]}\n`);
      const lines = [
        `TCPSocket ${port}`,
        'TCPAddr 127.0.0.1',
        `DatabaseDirectory ${folder}`,
        'Foreground yes',
        'MaxThreads 2',
        'Bytecode no',
        ...more,
      ];
      await writeFile(join(folder, 'clamd.conf'), `${lines.join('\n')}\n`);
    },
    arguments: (_, folder) => ['--config-file', join(folder, 'clamd.conf')],
  });
