/**
 * Other services that build and deploy: GitLab, CircleCI, Bitbucket, Azure, Travis, Buildkite, Drone, Amplify, CodeBuild, AppVeyor. Read: `$NAME` in their scripts and in the values around them
 * (`$(NAME)` for Azure and AppVeyor). What the file sets (`variables`, `environment`, `env`) and what one of its scripts sets is its own.
 */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import type { FileSummary } from '../code/summary.ts';
import { references } from './interpolation.ts';
import { isShellsOwn, shellReads, summariseShell } from './shell.ts';
import { type Mention, matches, summaryOf } from './summary-of.ts';
import { cmdReads, powershellReads } from './workflow-shells.ts';
import { entriesOf, lineOfNode, lineOfText } from './yaml-nodes.ts';

const SCRIPTS =
  /^(?:script|before_script|after_script|before_install|install|before_deploy|after_deploy|after_success|after_failure|after_install|run|commands?|bash)$/;
/** AppVeyor's. */
const CMD_SCRIPTS =
  /^(?:init|cmd|build_script|test_script|before_build|after_build|before_test|after_test|deploy_script|on_success|on_failure|on_finish)$/;
const SETTING = /^(?:variables|environment|env|global|parameter-store|secrets-manager|exported-variables)$/;

interface Seen {
  readonly set: Set<string>;
  readonly scripts: { readonly text: string; readonly line: number }[];
  readonly others: Mention[];
  /** Whose files know `$(NAME)`, and whose scripts are Windows' own. */
  readonly macros: boolean;
  readonly cmd: boolean;
}

export const summarisePipeline = (file: string, text: string): FileSummary => {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, strict: false, uniqueKeys: false, logLevel: 'silent' });
  const cmd = /appveyor/.test(file);
  const seen: Seen = { set: new Set(), scripts: [], others: [], macros: cmd || /azure-pipelines/.test(file), cmd };
  for (const document of documents) if (document.contents !== null) walk(document.contents as Node, '', seen, lines);
  const made = seen.scripts.map(({ text: script }) => new Set(summariseShell(file, script).exports.map(([name]) => name)));
  const mentions = seen.scripts.flatMap(({ text: script, line }, index) =>
    shellReads(script)
      .filter(({ name }) => !made.some((names, other) => other !== index && names.has(name)))
      .map((each) => ({ ...each, line: line + each.line - 1 })),
  );
  return summaryOf(
    file,
    'pipeline',
    [...mentions, ...seen.others].filter(({ name }) => !seen.set.has(name)),
  );
};

const walk = (node: Node, key: string, seen: Seen, lines: LineCounter): void => {
  if (isSeq(node)) {
    const texts = node.items.filter((item) => isScalar(item) && typeof item.value === 'string');
    // The commands of one list run in one shell.
    if ((SCRIPTS.test(key) || (seen.cmd && CMD_SCRIPTS.test(key))) && texts.length > 0) {
      let script = '';
      const first = lineOfNode(node.items[0] as Node, lines);
      for (const item of texts) {
        if (!isScalar(item)) continue;
        const line = lineOfText(item, lines);
        script +=
          '\n'.repeat(Math.max(script === '' ? 0 : 1, line - first - (script.split('\n').length - 1))) + String(item.value).trimEnd();
      }
      scripted(script, first, seen);
      if (seen.macros) seen.others.push(...macros(script, first));
    }
    for (const item of node.items) {
      if ((SCRIPTS.test(key) || (seen.cmd && CMD_SCRIPTS.test(key))) && texts.includes(item)) continue;
      if (SETTING.test(key) && isScalar(item) && typeof item.value === 'string') assigned(item.value, seen);
      walk(item as Node, key, seen, lines);
    }
  } else if (isMap(node)) {
    const entries = entriesOf(node);
    for (const [name, value] of entries) {
      if (SETTING.test(key) && name !== 'name' && name !== 'secure') seen.set.add(name);
      if (SETTING.test(key) && name === 'name' && isScalar(value)) seen.set.add(String(value.value));
      // Travis: `env.jobs`, and `env.matrix` as it was called before, list assignments.
      walk(value, /^env(?:ironment)?$/.test(key) && isSeq(value) && /^(?:jobs|matrix)$/.test(name) ? 'global' : name, seen, lines);
    }
  } else if (isScalar(node) && typeof node.value === 'string') {
    const line = lineOfText(node, lines);
    if (/^(?:ps|pwsh|powershell)$/.test(key))
      seen.others.push(...powershellReads(node.value).map((each) => ({ ...each, line: line + each.line - 1 })));
    else if (SCRIPTS.test(key) || (seen.cmd && CMD_SCRIPTS.test(key))) scripted(node.value, line, seen);
    // Travis: `env: A=1 B=2` of one job.
    else if (key === 'env' && /^[A-Za-z_]\w*=/.test(node.value)) assigned(node.value, seen);
    else
      seen.others.push(
        ...references(node.value, line).filter(({ name, indirect }) => !indirect && /^[A-Z_][A-Z0-9_]*$/.test(name) && !isShellsOwn(name)),
      );
    if (seen.macros) seen.others.push(...macros(node.value, line));
  }
};

const scripted = (text: string, line: number, seen: Seen): void => {
  if (!seen.cmd) seen.scripts.push({ text, line });
  else
    seen.others.push(
      ...cmdReads(text)
        .filter(({ name }) => /^[A-Z_][A-Z0-9_]*$/.test(name))
        .map((each) => ({ ...each, line: line + each.line - 1 })),
    );
};

/** `env: - A=1 B="two words"`. */
const assigned = (text: string, { set }: Seen): void => {
  for (const [, name = ''] of text.matchAll(/(?:^|\s)([A-Za-z_]\w*)=/g)) set.add(name);
};

/** Azure's `$(NAME)`, replaced before anything runs; `$(Build.Reason)` and the like are its own. */
const macros = (text: string, line: number): readonly Mention[] =>
  matches(text, /\$\(([A-Z_][A-Z0-9_]*)\)/g).map(({ match, line: down }) => ({ name: match[1] ?? '', line: line + down - 1 }));
