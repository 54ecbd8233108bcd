/**
 * GitHub workflows and actions: `${{ secrets.X }}`, `vars.X`, `env.X` and the bracket forms, in expressions and in `if:`; and the shell lines of `run:`. Names that
 * the file itself sets under `env:` are its own.
 */
import type { FileSummary } from '../code/summary.ts';
import { shellReads } from './shell.ts';
import { type Mention, matches, summaryOf } from './summary-of.ts';

const EXPRESSION = /\$\{\{([\s\S]*?)\}\}/g;
const CONDITION = /^\s*(?:-\s+)?if:\s*(?!.*\$\{\{)(.+)$/gm;
const CONTEXT = /(?<![\w.-])(secrets|vars|env)\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*'([A-Za-z_]\w*)'\s*\])/g;
/** Scripts of `actions/github-script` and of `node -e`, and PowerShell. */
const IN_SCRIPTS = /(?<![\w.$])process\.env(?:\??\.|\[\s*['"])([A-Za-z_]\w*)|\$env:([A-Za-z_]\w*)(?!\w*\s*=(?!=))/g;

export const summariseWorkflow = (file: string, text: string): FileSummary => {
  const words = text.replace(/(^|\s)#[^\n]*/g, (comment) =>
    comment.includes('${{') && !/^\s*#/.test(comment) ? comment : comment.replace(/[^\n]/g, ' '),
  );
  const set = new Set<string>();
  const assigned = [...blocks(words, 'env')];
  for (const { body } of assigned)
    for (const match of body.matchAll(/^\s*["']?([A-Za-z_]\w*)["']?\s*:/gm)) if (match[1] !== undefined) set.add(match[1]);
  for (const match of words.matchAll(/echo\s+["']?([A-Za-z_]\w*)=[^\n]*GITHUB_ENV/g)) if (match[1] !== undefined) set.add(match[1]);
  const mentions: Mention[] = [];
  for (const pattern of [EXPRESSION, CONDITION]) {
    for (const { match, line } of matches(words, pattern)) {
      for (const { match: found, line: down } of matches(match[1] ?? '', CONTEXT)) {
        const name = found[2] ?? found[3] ?? '';
        if (found[1] === 'env' && set.has(name)) continue;
        mentions.push({ name, line: line + down - 1 });
      }
    }
  }
  for (const { body, line } of blocks(words, 'run')) {
    const plain = body.replace(EXPRESSION, (whole) => whole.replace(/[^\n]/g, ' '));
    for (const each of shellReads(plain)) if (!set.has(each.name)) mentions.push({ ...each, line: line + each.line - 1 });
  }
  for (const { match, line } of matches(words, IN_SCRIPTS)) {
    const name = match[1] ?? match[2] ?? '';
    if (!set.has(name)) mentions.push({ name, line });
  }
  return summaryOf(file, 'workflow', mentions);
};

/** Every `KEY:` with what is indented below it, or stands beside it. */
function* blocks(text: string, key: string): Generator<{ readonly body: string; readonly line: number }> {
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const match = new RegExp(`^(\\s*(?:-\\s+)?)${key}:(.*)$`).exec(lines[index] ?? '');
    if (match === null) continue;
    const indent = (match[1] ?? '').length;
    const beside = (match[2] ?? '').trim();
    if (beside !== '' && !/^[|>][+-]?\d*$/.test(beside)) {
      // `env: { A: 1, B: 2 }` on one line.
      yield { body: key === 'env' ? beside.replace(/^\{|\}$/g, '').replaceAll(',', '\n') : beside, line: index + 1 };
      continue;
    }
    const body: string[] = [];
    let down = index + 1;
    while (down < lines.length) {
      const line = lines[down] ?? '';
      if (line.trim() !== '' && line.length - line.trimStart().length <= indent) break;
      body.push(line);
      down++;
    }
    const own = key === 'env' ? topLevel(body) : body;
    yield { body: own.join('\n'), line: index + 2 };
  }
}

/** The keys of the block itself, not what stands in a text below one of them. */
const topLevel = (body: readonly string[]): readonly string[] => {
  const indent = Math.min(...body.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return body.map((line) => (line.length - line.trimStart().length === indent ? line : ''));
};
