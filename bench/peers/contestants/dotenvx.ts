/** dotenvx: loads files of variables for another process; it has no schema, so nothing can be refused. */
import { type Contestant, ENTRY } from './contestant.ts';

export const dotenvx: Contestant = {
  name: 'dotenvx run',
  packageName: '@dotenvx/dotenvx',
  kind: 'loader',
  note: 'loads variables for a second process and has no schema: it refuses nothing',
  files: () => ({ [ENTRY]: '' }),
  valueFiles: (source) => ({
    '.env': `${Object.entries(source)
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
      .join('\n')}\n`,
  }),
  start: ['node_modules/.bin/dotenvx', 'run', '--quiet', '--', process.execPath, ENTRY],
};
