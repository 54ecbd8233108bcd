/** The lines that one text has and another has not, in order, for a text that others were only added to. Linear; `+` and `-` before each. Pure. */
export const changedLines = (before: string, after: string): readonly string[] => {
  const old = before === '' ? [] : before.replace(/\n$/, '').split('\n');
  const fresh = after.replace(/\n$/, '').split('\n');
  const waiting = new Map<string, number>();
  for (const line of fresh) waiting.set(line, (waiting.get(line) ?? 0) + 1);
  const out: string[] = [];
  let at = 0;
  for (const line of fresh) {
    // A line of the old text that does not come again was changed.
    while (at < old.length && old[at] !== line && (waiting.get(old[at] ?? '') ?? 0) === 0) out.push(`-${old[at++]}`);
    waiting.set(line, (waiting.get(line) ?? 1) - 1);
    if (old[at] === line) at++;
    else out.push(`+${line}`);
  }
  return [...out, ...old.slice(at).map((line) => `-${line}`)];
};
