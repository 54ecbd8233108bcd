/**
 * GitHub workflows and actions: `${{ secrets.X }}`, `vars.X`, `env.X` and the bracket forms, in expressions and in `if:`; and the scripts of `run:`, as their shell
 * reads them. Names that the file itself sets under `env:`, or hands to later steps, are its own; those of a service's container are that container's. A secret
 * in lower case that callers of the workflow hand over is a parameter of the workflow.
 */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import type { FileSummary } from '../code/summary.ts';
import { type Mention, matches, summaryOf } from './summary-of.ts';
import { handedToLater, stepReads, stepShell } from './workflow-shells.ts';
import { entriesOf, lineOfText, textAt } from './yaml-nodes.ts';

const EXPRESSION = /\$\{\{([\s\S]*?)\}\}/g;
const CONTEXT = /(?<![\w.-])(secrets|vars|env)\s*(?:\.\s*([A-Za-z_][\w-]*)|\[\s*'([A-Za-z_]\w*)'\s*\])/g;

interface Found {
  readonly context: string;
  readonly name: string;
  readonly line: number;
}

interface Script {
  readonly text: string;
  readonly line: number;
  readonly shell: string | undefined;
  readonly runner: string | undefined;
}

interface Seen {
  readonly expressions: Found[];
  readonly scripts: Script[];
  readonly set: Set<string>;
  readonly parameters: Set<string>;
}

/** What holds for everything below a node. */
interface Around {
  readonly shell: string | undefined;
  readonly runner: string | undefined;
  readonly service: boolean;
}

export const summariseWorkflow = (file: string, text: string): FileSummary => {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, strict: false, uniqueKeys: false, logLevel: 'silent' });
  const seen: Seen = { expressions: [], scripts: [], set: new Set(), parameters: new Set() };
  for (const document of documents)
    if (document.contents !== null)
      walk(document.contents as Node, '', { shell: undefined, runner: undefined, service: false }, seen, lines);
  const { set } = seen;
  for (const { text: script } of seen.scripts) for (const name of handedToLater(script)) set.add(name);
  // The `env` of an expression never comes from outside of the file: what a program writes for later steps is seen at best in part.
  const written = seen.scripts.some(({ text: script }) => script.includes('GITHUB_ENV'));
  const mentions = seen.expressions.flatMap(({ context, name, line }): readonly Mention[] => {
    if (name.includes('-') || (context === 'env' && (written || set.has(name))) || (context === 'secrets' && seen.parameters.has(name)))
      return [];
    const own = context === 'secrets' && /^github_token$/i.test(name) ? 'GITHUB_TOKEN' : name;
    return [{ name: own, line, ...(context === 'env' ? {} : { by: context }) }];
  });
  for (const { text: script, line, shell, runner } of seen.scripts) {
    const plain = script.replace(EXPRESSION, (whole) => whole.replace(/[^\n]/g, '0'));
    for (const each of stepReads(plain, stepShell(shell, runner)))
      if (!set.has(each.name)) mentions.push({ ...each, line: line + each.line - 1 });
  }
  const [error] = documents.flatMap(({ errors }) => errors);
  return summaryOf(
    file,
    'workflow',
    mentions,
    error === undefined ? [] : [{ file, why: 'syntax', line: lines.linePos(error.pos[0]).line }],
  );
};

const walk = (node: Node, key: string, around: Around, seen: Seen, lines: LineCounter): void => {
  if (isSeq(node)) for (const item of node.items) walk(item as Node, key, around, seen, lines);
  else if (isMap(node)) {
    const here: Around = {
      shell: textAt(node, 'shell') ?? textAt(node, 'defaults', 'run', 'shell') ?? around.shell,
      runner: textAt(node, 'runs-on') ?? around.runner,
      service: around.service || key === 'services',
    };
    for (const [name, value] of entriesOf(node)) {
      if (name === 'env' && isMap(value) && !here.service) for (const [own] of entriesOf(value)) seen.set.add(own);
      if (name === 'secrets' && key === 'workflow_call' && isMap(value))
        for (const [own] of entriesOf(value)) if (own !== own.toUpperCase()) seen.parameters.add(own);
      walk(value, name, here, seen, lines);
    }
  } else if (isScalar(node) && typeof node.value === 'string') {
    const line = lineOfText(node, lines);
    const whole = key === 'if' && !node.value.includes('${{') ? [node.value] : [];
    for (const { match, line: down } of [...whole.flatMap((each) => matches(each, /^[\s\S]*$/g)), ...matches(node.value, EXPRESSION)]) {
      const inside = (match[1] ?? match[0]).replace(/'(?:[^']|'')*'(?!\s*\])/g, (quoted) => quoted.replace(/[^\n]/g, ' '));
      for (const { match: found, line: further } of matches(inside, CONTEXT))
        seen.expressions.push({ context: found[1] ?? '', name: found[2] ?? found[3] ?? '', line: line + down + further - 2 });
    }
    if (key === 'run') seen.scripts.push({ text: node.value, line, shell: around.shell, runner: around.runner });
    // `actions/github-script`, and others that are given code.
    else if (key === 'script') seen.scripts.push({ text: node.value, line, shell: 'node', runner: undefined });
  }
};
