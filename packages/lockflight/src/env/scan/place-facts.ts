/** What the name and the neighbours of a file say about where its code runs. */
import type { Read, Via } from './read.ts';

export const isTest = (file: string): boolean =>
  /(?:^|\/)(?:__tests__|__mocks__|tests?|e2e|cypress|spec)\/|[.-](?:test|spec|e2e|cy|stories)\.[\w.]+$/.test(file);

const BUILD_CONFIG =
  /(?:^|\/)(?:vite|vitest|next|webpack|rollup|rspack|rsbuild|nuxt|astro|svelte|tsup|esbuild|postcss|tailwind|babel|metro|gatsby|vue|craco|remix|quasar|angular)[\w.-]*\.config\.[mc]?[jt]s$|(?:^|\/)webpack(?:\.[\w.]+)?\.[mc]?[jt]s$/;

/** `build`: code of the build's own configuration, and what a Dockerfile asks for. */
export const phaseOf = (file: string, via: Via): Read['phase'] =>
  via === 'dockerfile' || via === 'webpack' || BUILD_CONFIG.test(file) ? 'build' : 'run';

const SERVER_FILE =
  /\.server\.[\w.]+$|(?:^|\/)\+(?:page|layout)\.server\.|(?:^|\/)\+server\.|(?:^|\/)hooks\.server\.|(?:^|\/)(?:server|api|middleware)\/|(?:^|\/)middleware\.[jt]s$/;
const CLIENT_FILE = /\.client\.[\w.]+$|(?:^|\/)\+(?:page|layout)\.svelte$/;

/**
 * The folders whose code a browser runs: `src/` beside a page of Vite's (`index.html` and `vite.config.*` in one folder). A framework that renders on a server has
 * no such page.
 */
export const browserFolders = (files: ReadonlySet<string>): ((file: string) => boolean) => {
  const folders = new Set<string>();
  for (const file of files) {
    const root = /^(.*\/)?vite\.config\.[mc]?[jt]s$/.exec(file);
    if (root !== null && files.has(`${root[1] ?? ''}index.html`)) folders.add(`${root[1] ?? ''}src/`);
  }
  return (file) => folders.size > 0 && [...folders].some((folder) => file.startsWith(folder));
};

/** `client`: `says` (the file begins with "use client", or one that does imports it), or `stands` where browsers' code does. */
export const sideOf = (file: string, via: Via, client: 'says' | 'stands' | undefined): Read['side'] => {
  if (client === 'says' || CLIENT_FILE.test(file)) return 'client';
  if (via === 'html') return 'client';
  if (BUILD_CONFIG.test(file) || SERVER_FILE.test(file) || file.endsWith('.astro')) return 'server';
  if (client === 'stands' && !isTest(file)) return 'client';
  if (/\.(?:vue|svelte)$/.test(file)) return 'client';
  // Vite puts its value into the bundle of whatever module stands there.
  return via === 'import.meta.env' ? 'client' : 'unknown';
};
