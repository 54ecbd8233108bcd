/**
 * The packages of a repository: their folders, scripts and dependencies, and which of them one command at the root reaches. Input: texts of package.json and of
 * pnpm-workspace.yaml; a manifest that is broken says nothing. Pure, total.
 */
import { isMap, isSeq, parseDocument } from 'yaml';
import type { RepositoryFacts, TextFile } from '../facts.ts';
import { globOf } from '../places/script-runs.ts';

export interface Package {
  readonly file: string;
  /** From the root, with `/`; empty: the root itself. */
  readonly folder: string;
  readonly name: string | undefined;
  /** With the line of each. */
  readonly scripts: ReadonlyMap<string, { readonly words: string; readonly line: number }>;
  /** The root's workspaces have it. */
  readonly member: boolean;
}

/** The root's first, the others by folder. What the workspaces leave out by name is left out. */
export const packagesOf = ({ manifests, workspaces }: Pick<RepositoryFacts, 'manifests' | 'workspaces'>): readonly Package[] => {
  const globs = workspaceGlobs(
    manifests.find(({ file }) => file === 'package.json'),
    workspaces,
  );
  const matches = (folder: string, negated: boolean): boolean =>
    globs.some(
      (glob) => glob.startsWith('!') === negated && globOf(glob.replace(/^!/, '').replace(/^\.\//, '').replace(/\/$/, '')).test(folder),
    );
  return manifests
    .map(({ file, text }): Package => {
      const { name, scripts } = objectIn(text);
      const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
      const lines = text.split('\n');
      const lineOf = (script: string): number => Math.max(1, lines.findIndex((line) => line.includes(`"${script}"`)) + 1);
      const own = Object.entries(typeof scripts === 'object' && scripts !== null ? scripts : {}).slice(0, 200);
      return {
        file,
        folder,
        name: typeof name === 'string' ? name : undefined,
        scripts: new Map(
          own.flatMap(([script, words]) => (typeof words === 'string' ? [[script, { words, line: lineOf(script) }] as const] : [])),
        ),
        member: folder !== '' && matches(folder, false),
      };
    })
    .filter(({ folder }) => folder === '' || !matches(folder, true))
    .toSorted((a, b) => (a.folder < b.folder ? -1 : a.folder > b.folder ? 1 : 0));
};

const MOST_GLOBS = 50;

const workspaceGlobs = (root: TextFile | undefined, pnpm: TextFile | undefined): readonly string[] => {
  const { workspaces } = objectIn(root?.text ?? '');
  const held = Array.isArray(workspaces) ? workspaces : (workspaces as { readonly packages?: unknown } | null | undefined)?.packages;
  const document =
    pnpm === undefined ? undefined : parseDocument(pnpm.text, { strict: false, uniqueKeys: false, logLevel: 'silent' }).contents;
  const listed = isMap(document) ? document.get('packages', true) : undefined;
  const globs = [
    ...(Array.isArray(held) ? held : []),
    ...(isSeq(listed) ? listed.items.map((item) => (item as { readonly value?: unknown }).value) : []),
  ];
  return globs
    .filter((glob): glob is string => typeof glob === 'string' && glob.length <= 200 && glob.split('*').length <= 5)
    .slice(0, MOST_GLOBS);
};

/** A manifest that is broken says nothing. */
export const objectIn = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const read: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};
