import { expect, test } from 'vitest';
import { harmless, harmlessJson, harmlessLine } from './harmless.ts';

const HOSTILE = ['\u001b]0;x\u0007\u001b[2J', 'a\r\nforged', '\u202egnp.exe', '\u009b31m', 'a\u2028b'];
/** What the runner of GitHub Actions takes for an order in a job's log (actions/runner, ActionCommand.cs). */
const isOrder = (line: string): boolean => line.trimStart().startsWith('::') || line.includes('##[');
const ORDERS = [
  '::stop-commands::x',
  '  ::error::forged',
  '##[set-output name=verdict;]passed',
  'Fix ##[add-mask]violation',
  '####[error]x',
];

test('nothing of somebody else steers a terminal or forges a line', () => {
  for (const words of HOSTILE) expect(harmless(words)).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e]/u);
  expect(harmlessLine('\u001b[31mred\u001b[39m \u001b[2Jgone', true)).toBe('\u001b[31mred\u001b[39m  [2Jgone');
});

test('nothing of somebody else is an order to the runner of a workflow, as text or as JSON', () => {
  for (const words of ORDERS) {
    expect(isOrder(words)).toBe(true);
    for (const printed of [harmless(words), harmlessLine(words, false), harmlessLine(words, true)])
      expect(isOrder(printed), printed).toBe(false);
    const document = harmlessJson(JSON.stringify({ subject: words }, null, 2));
    expect(document.split('\n').some(isOrder), document).toBe(false);
    expect(JSON.parse(document)).toEqual({ subject: words });
  }
  expect(harmless('a :: b, C::d, # [x] #[y]')).toBe('a :: b, C::d, # [x] #[y]');
});
