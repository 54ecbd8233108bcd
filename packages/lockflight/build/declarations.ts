/** The declarations that the library's entry reaches, and no others: the rest of the code has some too, and they would ask the user for our dependencies' types. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';

const IMPORTED = /(?:from|import)\s*\(?\s*'(\.[^']+)'/g;

/** Writes them into `out`; `index.d.ts` is the entry. Throws what tsc says when it refuses. */
export const declarationsInto = (out: string): void => {
  const all = mkdtempSync(join(tmpdir(), 'lockflight-declarations-'));
  try {
    execFileSync('npx', ['tsc', '-p', join(import.meta.dirname, 'tsconfig.json'), '--outDir', all], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    for (const file of reachedFrom(all, 'index.d.ts')) cpSync(join(all, file), join(out, file));
  } finally {
    rmSync(all, { recursive: true, force: true });
  }
};

const reachedFrom = (folder: string, entry: string): ReadonlySet<string> => {
  const reached = new Set([entry]);
  for (const file of reached) {
    for (const [, path = ''] of readFileSync(join(folder, file), 'utf8').matchAll(IMPORTED)) {
      reached.add(posix.join(posix.dirname(file), path).replace(/\.[jt]s$/, '.d.ts'));
    }
  }
  return reached;
};
