import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseActs } from './acts.ts';
import { parseCommands } from './comment-commands.ts';

const verbs = (...lines: readonly string[]) => parseCommands(lines.join('\n')).map((c) => c.verb);

test('every command, and what it was given', () => {
  const said = [
    'Looks good.',
    '/lockflight approve release',
    '/lockflight attest functional-tests passed all of them, by hand',
    '/lockflight  hold release   the database is being moved until 2026-12-01',
    '/lockflight waive soak incident 42 until 2026-12-01T18:00+01:00',
    '/lockflight release-hold hold-comment-42 it is over',
    '/lockflight help',
  ];
  expect(parseCommands(said.join('\r\n'))).toEqual([
    { verb: 'approve', kind: 'release' },
    { verb: 'attest', kind: 'functional-tests', result: 'passed', note: 'all of them, by hand' },
    { verb: 'hold', step: 'release', why: 'the database is being moved', until: '2026-12-01T23:59:59.000Z' },
    { verb: 'waive', gate: 'soak', why: 'incident 42', until: '2026-12-01T17:00:00.000Z' },
    { verb: 'release-hold', id: 'hold-comment-42', why: 'it is over' },
    { verb: 'help' },
  ]);
});

test('a hold whose end is no moment has none, and says so in its reason; a waiver without an end is unclear', () => {
  expect(parseCommands('/lockflight hold release until tomorrow')).toEqual([{ verb: 'hold', step: 'release', why: 'until tomorrow' }]);
  expect(parseCommands('/lockflight hold release cold until 2026-02-30')).toMatchObject([{ why: 'cold until 2026-02-30' }]);
  expect(verbs('/lockflight waive soak incident until tomorrow', '/lockflight waive soak until 2026-12-01')).toEqual([
    'unclear',
    'unclear',
  ]);
});

test('what cannot be read is unclear, and what is no command is nothing', () => {
  expect(verbs('/lockflight approve', '/lockflight aprove release', '/lockflight hold release', '/lockflight approve release now')).toEqual(
    ['unclear', 'unclear', 'unclear', 'unclear'],
  );
  expect(verbs('/lockflight')).toEqual(['help']);
  expect(verbs('/lockflightx approve', ' /lockflight help', 'please /lockflight approve release', '\\/lockflight help')).toEqual([]);
});

test('code, quotations and what is not shown are not said', () => {
  const hidden = [
    ['```', '/lockflight approve release', '```'],
    ['````', '```', '/lockflight approve release', '```', '````'],
    ['~~~ sh', '```', '/lockflight approve release'],
    ['    /lockflight approve release'],
    ['> /lockflight approve release'],
    ['> what she said:', '/lockflight approve release'],
    ['<!--', '/lockflight approve release', '-->'],
    ['text <!-- a --> and <!--', '/lockflight approve release'],
    ['<PRE>', '/lockflight approve release', '</PRE>'],
    ['<blockquote class="x">', '/lockflight approve release', '</blockquote>'],
  ];
  for (const lines of hidden) {
    expect(verbs(...lines), lines.join('|')).toEqual([]);
    expect(parseActs(lines.join('\n')), lines.join('|')).toEqual([]);
  }
  const own = [
    ['``` a `` b', '/lockflight approve release'],
    ['> quoted', '', '/lockflight approve release'],
    ['<!-- a --><code>b</code>', '/lockflight approve release'],
    ['<pre>', '</pre>', '/lockflight approve release'],
    ['```', '```', '/lockflight approve release'],
    ['<prefix>', '/lockflight approve release'],
  ];
  for (const lines of own) expect(verbs(...lines), lines.join('|')).toEqual(['approve']);
});

test('names cannot carry markup, mentions or script; reasons lose what steers or hides', () => {
  for (const name of ['@koomy/all', '<img>', '[a](b)', '**', '日本', '`x`', 'a|b', '../x', 'a'.repeat(101)])
    expect(verbs(`/lockflight hold ${name} because`), name).toEqual(['unclear']);
  const [hold] = parseCommands('/lockflight hold release a\u202eb\u200bc\u001b[31m d\ud800 e\u0301 <script>');
  expect(hold).toEqual({ verb: 'hold', step: 'release', why: 'a b c [31m d\ufffd é <script>' });
  expect(parseCommands(`/lockflight hold release ${'😀'.repeat(300)}`)).toMatchObject([{ why: `${'😀'.repeat(199)}…` }]);
  expect(verbs(`/lockflight hold release ${'x'.repeat(1001)}`)).toEqual(['unclear']);
  expect(verbs(...Array.from({ length: 12 }, () => '/lockflight help'))).toHaveLength(10);
});

test('any text at all is read to its end', () => {
  const pieces = ['/lockflight hold release x', '```', '~~~', '> q', '<!--', '-->', '<pre>', '</pre>', '', '\u2028', '/lockflight'];
  const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary' }))).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, (body) => {
      for (const command of parseCommands(body))
        if ('why' in command && command.why !== undefined) expect(command.why).toMatch(/^[^\p{Cc}\p{Cf}]{1,200}$/u);
    }),
  );
  expect(parseCommands('<!---->'.repeat(9000))).toEqual([]);
});
