/**
 * A folder to the facts that a draft is made of: code is scanned, samples, workflows, manifests and compose files are read, branches and merges asked of git.
 * Files of real values are opened only when git keeps them, and only for names: their values are looked at for what they look like, and go no further.
 * No link is followed, nothing is executed; what cannot be read is passed over. Works without git.
 */
import { join } from 'node:path';
import type { Language } from '../../contract/text.ts';
import { heldSecret } from '../../env/import/infer/secret.ts';
import { languageOf } from '../../env/import/language.ts';
import type { KnownEnvironmentFacts, RealFile, RepositoryFacts, TextFile } from '../../env/import/repository/facts.ts';
import { envFileKind } from '../../env/import/repository/samples/env-file-kind.ts';
import { parseEnvFile } from '../../env/import/repository/samples/parse-env-file.ts';
import { readText } from '../scan/read-text.ts';
import { scanRepository } from '../scan/scan-repository.ts';
import { projectName } from './project-name.ts';
import { readHistory } from './read-history.ts';

const MOST_FILES = 300;
const NOT_OURS = /(?:^|\/)(?:node_modules|vendor|bower_components|\.git|fixtures|__fixtures__|testdata|templates?|third[-_]party)\//;

/** Errors: none but git's own when it is there and fails. */
export const readRepository = async (
  directory: string,
  language: Language | undefined,
  known: readonly KnownEnvironmentFacts[],
): Promise<RepositoryFacts> => {
  const [findings, history, project] = await Promise.all([scanRepository(directory), readHistory(directory), projectName(directory)]);
  const { files } = findings;
  const governed = files.flatMap((file) => (file.endsWith('/lockflight.yaml') ? [file.slice(0, -'lockflight.yaml'.length)] : []));
  // A folder with a contract of its own is that contract's, as it is for `env scan`.
  const isOurs = (file: string): boolean => !governed.some((folder) => file.startsWith(folder));
  const all = [...new Set([...files, ...history.keptEnvFiles])].filter((file) => !NOT_OURS.test(file) && isOurs(file)).toSorted();
  const texts = (wanted: (file: string) => boolean): readonly TextFile[] =>
    all
      .filter(wanted)
      .slice(0, MOST_FILES)
      .flatMap((file) => textOf(directory, file));
  const kept = new Set(history.keptEnvFiles);
  const readme = texts((file) => /^readme(?:\.\w+)?$/i.test(file))[0];
  const samples = inOrder(texts((file) => envFileKind(file)?.sample === true));
  return {
    project,
    // What the team writes to itself: the first page, and the comments of its samples.
    language: language ?? languageOf([readme, ...samples.slice(0, 3)].map((each) => each?.text ?? '').join('\n')),
    files: all,
    findings: { ...findings, reads: findings.reads.filter(({ file }) => isOurs(file)) },
    samples,
    real: all
      .filter((file) => kept.has(file) && envFileKind(file)?.sample === false)
      .slice(0, MOST_FILES)
      .flatMap((file) => realFile(directory, file)),
    workflows: texts((file) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file)),
    workspaces: texts((file) => file === 'pnpm-workspace.yaml')[0],
    manifests: texts((file) => file === 'package.json' || file.endsWith('/package.json')),
    compose: texts((file) => /(?:^|\/)(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/.test(file)),
    owners: texts((file) => /^(?:\.github\/|docs\/)?CODEOWNERS$/.test(file))[0],
    branches: history.branches,
    merges: history.merges,
    releases: history.releases,
    known,
  };
};

/** The plain sample before those of an environment, the root's before those of packages. */
const inOrder = (samples: readonly TextFile[]): readonly TextFile[] =>
  samples.toSorted((a, b) => depth(a.file) - depth(b.file) || named(a.file) - named(b.file) || (a.file < b.file ? -1 : 1));

const depth = (file: string): number => file.split('/').length;
const named = (file: string): number => (envFileKind(file)?.environment === undefined ? 0 : 1);

const textOf = (directory: string, file: string): readonly TextFile[] => {
  const read = readText(join(directory, file));
  return 'why' in read ? [] : [{ file, text: read.text }];
};

const realFile = (directory: string, file: string): readonly RealFile[] => {
  const [found] = textOf(directory, file);
  if (found === undefined) return [];
  return [
    {
      file,
      entries: parseEnvFile(found.text).flatMap(({ name, line, off, value }) =>
        off ? [] : [{ name, line, off, secret: heldSecret(name, value) }],
      ),
    },
  ];
};
