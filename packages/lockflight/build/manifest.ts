/** The package.json that is published: ours, with the bundle's paths, and without what only a checkout needs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Of the dependencies only those in `external` are left: the others are in the bundle. */
export const manifestOf = (folder: string, external: readonly string[]): object => {
  const { name, version, description, license, engines, dependencies } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Manifest;
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    engines,
    bin: { lockflight: 'bin/lockflight.js' },
    exports: {
      '.': { types: './types/index.d.ts', default: './lib/index.mjs' },
      './schema/*': './schema/*',
      './package.json': './package.json',
    },
    dependencies: Object.fromEntries(Object.entries(dependencies).filter(([dependency]) => external.includes(dependency))),
  };
};
