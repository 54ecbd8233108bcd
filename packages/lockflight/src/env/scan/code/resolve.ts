/** Which file of the repository a module's name leads to. No configuration is read but package names: a name's tail, within its package, decides. */

export interface Packages {
  /** Folder of the nearest package.json (`''`: the root), by folder. */
  readonly folderOf: (file: string) => string;
  /** Folder by a package's name. */
  readonly byName: ReadonlyMap<string, string>;
}

const ENDINGS = [
  '',
  '.ts',
  '.tsx',
  '.js',
  '.jsx',
  '.mts',
  '.cts',
  '.mjs',
  '.cjs',
  '.vue',
  '.svelte',
  '/index.ts',
  '/index.tsx',
  '/index.js',
  '/index.mjs',
  '/index.cjs',
];

/** `from`, as `file` imports it; undefined: not of this repository. */
export const resolveModule = (file: string, from: string, files: ReadonlySet<string>, packages: Packages): string | undefined => {
  if (from.startsWith('.')) return existing(joined(folder(file), from), files);
  const home = packages.folderOf(file);
  const alias = /^(?:@\/|~\/|~~\/|@@\/|#\/|#|\$|@(?=\w+\/)|(?=src\/|app\/|lib\/|server\/|config\/))(.*)$/.exec(from);
  const named = packageOf(from, packages);
  if (named !== undefined) {
    const rest = from.slice(named.name.length).replace(/^\//, '');
    const tries =
      rest === ''
        ? ['src/index', 'index', 'src/main', 'lib/index', 'src', 'main']
        : [rest, `src/${rest}`, `lib/${rest}`, `src/${rest}/index`];
    for (const each of tries) {
      const found = existing(joined(named.folder, each), files);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const tail = alias?.[1];
  if (tail === undefined || tail === '') return undefined;
  for (const root of ['', 'src', 'app', 'lib', 'source']) {
    const found =
      existing(joined(joined(home, root), tail), files) ?? existing(joined(joined(home, root), from.replace(/^[@~#$]+\/?/, '')), files);
    if (found !== undefined) return found;
  }
  return undefined;
};

const packageOf = (from: string, { byName }: Packages): { readonly name: string; readonly folder: string } | undefined => {
  const name = from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
  const found = byName.get(name);
  return found === undefined ? undefined : { name, folder: found };
};

const existing = (path: string | undefined, files: ReadonlySet<string>): string | undefined => {
  if (path === undefined) return undefined;
  for (const ending of ENDINGS) if (files.has(path + ending)) return path + ending;
  // TypeScript's way: the import names the file that will be there, not the one that is.
  const source = path.replace(/\.(m|c)?jsx?$/, '.$1ts');
  if (source !== path) for (const each of [source, source.replace(/ts$/, 'tsx')]) if (files.has(each)) return each;
  return undefined;
};

export const folder = (file: string): string => file.slice(0, Math.max(0, file.lastIndexOf('/')));

/** Undefined: above the root. */
const joined = (base: string | undefined, path: string): string | undefined => {
  if (base === undefined) return undefined;
  const out = base === '' ? [] : base.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') out.push(part);
    else if (out.pop() === undefined) return undefined;
  }
  return out.join('/');
};
