/** redis-server: nothing is written to disk. With `tls` it speaks TLS alone. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CERTIFICATE, KEY } from './certificate.fixture.ts';
import { programAt } from './debian-packages.ts';
import { type Server, startServer } from './server.fixture.ts';

export interface RedisOptions {
  readonly password?: string;
  readonly tls?: boolean;
  readonly more?: readonly string[];
}

export const startRedis = ({ password, tls = false, more = [] }: RedisOptions = {}): Promise<Server> =>
  startServer({
    name: 'redis',
    program: programAt('redis-server') ?? 'redis-server',
    prepare: async (_, folder) => {
      await writeFile(join(folder, 'cert.pem'), CERTIFICATE);
      await writeFile(join(folder, 'key.pem'), KEY);
    },
    arguments: (port, folder) => [
      ...['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
      ...(tls
        ? [
            '--port',
            '0',
            '--tls-port',
            String(port),
            '--tls-cert-file',
            'cert.pem',
            '--tls-key-file',
            'key.pem',
            '--tls-auth-clients',
            'no',
          ]
        : ['--port', String(port)]),
      ...(password === undefined ? [] : ['--requirepass', password]),
      ...more,
    ],
  });
