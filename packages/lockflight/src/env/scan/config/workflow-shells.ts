/** The scripts of a step, by the program that runs them: which names they read, and which they set for the steps behind them. */
import { shellReads } from './shell.ts';
import { type Mention, matches } from './summary-of.ts';

export type StepShell = 'shell' | 'powershell' | 'cmd' | 'other';

/** `shell:` of a step, or what its runner takes without one. */
export const stepShell = (named: string | undefined, runner: string | undefined): StepShell => {
  if (named === undefined || named === '') return /^windows/i.test(runner ?? '') ? 'powershell' : 'shell';
  if (/^(?:pwsh|powershell)/i.test(named)) return 'powershell';
  if (/^cmd/i.test(named)) return 'cmd';
  return /(?:^|\/|\s)(?:ba|da|z|k)?sh\b/.test(named) ? 'shell' : 'other';
};

/** `$env:NAME`, whatever its case, that the script does not set; `GetEnvironmentVariable("NAME")`. */
export const powershellReads = (text: string): readonly Mention[] => {
  const plain = text.replace(/<#[\s\S]*?#>|(?<=^|\s)#[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '));
  const found = matches(
    plain,
    /\$\{?env:([A-Za-z_]\w*)\}?(\s*(?:[-+*/]?=(?!=)|\+\+))?|GetEnvironmentVariable\(\s*['"]([A-Za-z_]\w*)['"]|\bTest-Path\s+(?:-\w+\s+)*["']?env:\\?([A-Za-z_]\w*)/gi,
  );
  const set = new Set<string>();
  return found.flatMap(({ match, line, column }) => {
    const name = match[1] ?? match[3] ?? match[4] ?? '';
    const assigned = match[2]?.trim() === '=';
    const known = set.has(name.toUpperCase());
    if (assigned) set.add(name.toUpperCase());
    return assigned || known ? [] : [{ name, line, column }];
  });
};

/** `%NAME%` that the script does not set, or asks for before it does: `if "%NAME%" == "" set NAME=1`. */
export const cmdReads = (text: string): readonly Mention[] => {
  const plain = text.replace(/^[ \t]*@?(?:rem\b|::)[^\n]*/gim, blank);
  const set = new Map<string, number>();
  for (const match of plain.replace(/^[ \t]*@?echo\b[^\n]*/gim, blank).matchAll(/\bset\s+(?:\/[ap]\s+)?"?([A-Za-z_]\w*)\s*=/gi))
    if (!set.has((match[1] ?? '').toUpperCase())) set.set((match[1] ?? '').toUpperCase(), match.index);
  return matches(plain, /(\bif\s+(?:\/i\s+)?(?:not\s+)?["[(]?)?%([A-Za-z_]\w*)(?::[^%\n]*)?%|\bif\s+(?:not\s+)?defined\s+([A-Za-z_]\w*)/gi)
    .filter(({ match }) => {
      const first = set.get((match[2] ?? match[3] ?? '').toUpperCase());
      return first === undefined || (match.index < first && (match[1] !== undefined || match[3] !== undefined));
    })
    .map(({ match, line, column }) => ({ name: match[2] ?? match[3] ?? '', line, column: column + (match[1]?.length ?? 0) }))
    .filter(({ name }) => !/^(?:errorlevel|cd|date|time|random|cmdcmdline|cmdextversion)$/i.test(name));
};

const blank = (words: string): string => words.replace(/[^\n]/g, ' ');

/** Python's and Node's own ways, for scripts in those languages. */
const codeReads = (text: string): readonly Mention[] =>
  matches(
    text,
    /(?<![\w.$])process\.env(?:\??\.|\[\s*['"])([A-Za-z_]\w*)|\bos\.(?:environ(?:\.get\(|\[)|getenv\()\s*['"]([A-Za-z_]\w*)|\bENV\[['"]([A-Za-z_]\w*)/g,
  ).map(({ match, line, column }) => ({ name: match[1] ?? match[2] ?? match[3] ?? '', line, column }));

const READERS: Readonly<Record<StepShell, (text: string) => readonly Mention[]>> = {
  shell: shellReads,
  powershell: (text) => [...powershellReads(text), ...codeReads(text)],
  cmd: cmdReads,
  other: codeReads,
};

export const stepReads = (text: string, shell: StepShell): readonly Mention[] => READERS[shell](text);

/** `X=1` and `X<<EOF` that a step writes to the file of variables for the steps behind it, in any of the ways to write a line. */
export const handedToLater = (text: string): readonly string[] =>
  /GITHUB_ENV|BASH_ENV|set-env|exportVariable|task\.setvariable/.test(text)
    ? [
        ...text.matchAll(
          /(?:echo|printf|Write-Output|Add-Content|-Value|-InputObject|f?write\(|^|[{;,(|])\s*(?:-\w+\s+)*\$?f?["']?(?:export\s+)?([A-Za-z_]\w*)(?:=|<<)|set-env name=([A-Za-z_]\w*)|exportVariable\(\s*['"]([A-Za-z_]\w*)|setvariable variable=([A-Za-z_]\w*)/gm,
        ),
      ].map((match) => match.slice(1).find((each) => each !== undefined) ?? '')
    : [];
