/**
 * A directory for files: a probe file is written, read back and deleted. Where the contract says `durable` or `shared`, it may not live in memory or in a
 * container's own layer.
 */
import { randomUUID } from 'node:crypto';
import { open, readFile, statfs, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { failed, passed, Stop } from '../check.ts';
import { requiredPart } from '../parts.ts';
import type { Probe, ProbeInput } from '../probe.ts';
import { codeOf } from '../reach/unreached.ts';
import { firstThere } from '../relative-path.ts';

/** Magic numbers of file systems (statfs(2)) that go with the machine or the container: tmpfs, ramfs, overlayfs. */
const FLEETING: ReadonlySet<number> = new Set([0x01021994, 0x858458f6, 0x794c7630]);

export const storage: Probe = async (input) => {
  const part = requiredPart(input, 'path');
  const folder = (await firstThere(input, part.value, 'directory')) ?? resolve(input.folders[0] ?? '.', part.value);
  const file = join(folder, `.lockflight-probe-${randomUUID()}`);
  const words = randomUUID();
  await attempt('write', part.variable, async () => {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(words);
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
  input.say(passed('write', 'a file can be written', 'on peut y écrire un fichier'));
  try {
    await attempt('read', part.variable, async () => {
      if ((await readFile(file, 'utf8')) !== words) throw Object.assign(new Error('changed'), { code: 'EIO' });
    });
    input.say(passed('read', 'and read back, the same', 'et le relire, identique'));
  } finally {
    await attempt('delete', part.variable, () => unlink(file));
  }
  input.say(passed('delete', 'and deleted', 'et le supprimer'));
  await checkFacts(input, folder, part.variable);
};

const attempt = async (check: string, variable: string, act: () => Promise<void>): Promise<void> => {
  try {
    await act();
  } catch (error) {
    throw new Stop(
      failed(
        check,
        'storage-unusable',
        `${check} fails in the directory of ${variable} (${codeOf(error)})`,
        `échec dans le dossier de ${variable} : ${check} (${codeOf(error)})`,
      ),
    );
  }
};

const checkFacts = async (input: ProbeInput, folder: string, variable: string): Promise<void> => {
  const wanted = input.facts.filter((fact) => fact === 'durable' || fact === 'shared');
  if (wanted.length === 0) return;
  const { type } = await statfs(folder);
  const fleeting = FLEETING.has(type);
  for (const fact of wanted) {
    input.say(
      fleeting
        ? failed(
            fact,
            'storage-not-durable',
            `the directory of ${variable} lives in memory or in a container's layer`,
            `le dossier de ${variable} vit en mémoire ou dans la couche d'un conteneur`,
          )
        : passed(fact, 'it is on a file system of its own', 'il est sur un vrai système de fichiers'),
    );
  }
};
