/**
 * What GitHub publishes about itself, from the npm registry into a cache: too large to be a dependency (385 MB unpacked). Versions are pinned, and a tarball
 * whose digest is another one is refused. Only the files that are needed are kept.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { readTar } from './read-tar.ts';

interface Source {
  readonly name: string;
  readonly version: string;
  /** As the registry gives it. */
  readonly integrity: string;
  /** The one file that is kept, and its name in the cache. */
  readonly wanted: string;
  readonly as: string;
}

export const DESCRIPTION: Source = {
  name: '@octokit/openapi',
  version: '23.0.2',
  integrity: 'sha512-pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==',
  wanted: 'package/generated/api.github.com.json',
  as: 'api.github.com-23.0.2.json',
};

export const WEBHOOKS: Source = {
  name: '@octokit/webhooks-examples',
  version: '7.6.1',
  integrity: 'sha512-De6U3XB6O3DtCa7bKgCMzTHdeopqqZ6SNivMYJnK65ierKL1AnNIA0tkRYCRS7lwGT792d+Ps1WbfHlso6MynQ==',
  wanted: 'package/api.github.com/index.json',
  as: 'webhooks-examples-7.6.1.json',
};

export const GRAPHQL: Source = {
  name: '@octokit/graphql-schema',
  version: '15.26.1',
  integrity: 'sha512-RFDC2MpRBd4AxSRvUeBIVeBU7ojN/SxDfALUd7iVYOSeEK3gZaqR2MGOysj4Zh2xj2RY5fQAUT+Oqq7hWTraMA==',
  wanted: 'package/schema.graphql',
  as: 'schema-15.26.1.graphql',
};

const digest = async (file: string): Promise<string> => {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
};

const pack = async ({ name, version, integrity }: Source, folder: string): Promise<string> => {
  // A folder of its own is no workspace: npm would take this repository's settings for the package's.
  await promisify(execFile)('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', folder], { cwd: folder });
  const [file] = await readdir(folder);
  if (file === undefined) throw new Error(`npm pack ${name}@${version} left nothing`);
  const found = await digest(join(folder, file));
  if (found !== integrity) throw new Error(`${name}@${version} is not what was pinned: ${found}`);
  return join(folder, file);
};

const unpack = async (tarball: string, wanted: string): Promise<Buffer> => {
  let kept: Buffer | undefined;
  await pipeline(createReadStream(tarball), createGunzip(), (stream: AsyncIterable<Buffer>) =>
    readTar(
      stream,
      (name) => name === wanted,
      (_name, content) => {
        kept = content;
      },
    ),
  );
  if (kept === undefined) throw new Error(`there is no ${wanted} in ${tarball}`);
  return kept;
};

/** The file's path in the cache; fetched the first time. */
export const cached = async (source: Source, cache: string): Promise<string> => {
  const file = join(cache, source.as);
  const there = await access(file).then(
    () => true,
    () => false,
  );
  if (there) return file;
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'fetch-'));
  try {
    const content = await unpack(await pack(source, folder), source.wanted);
    const whole = join(cache, `${source.as}.${process.pid}`);
    await writeFile(whole, content);
    await rename(whole, file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return file;
};
