/**
 * One text for one value: JSON without white space, members sorted by UTF-16 code units (as RFC 8785 does), absent members left out.
 * What is signed and hashed is always this text, so two recorders that say the same thing write the same bytes.
 *
 * Input: plain data. Numbers are integers that survive a double; lone surrogates come out as `\u` escapes, so the text is always valid UTF-8.
 */
export const canonicalJson = (value: unknown): string => {
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new TypeError(`not an integer that JSON keeps exactly: ${value}`);
    return JSON.stringify(value) ?? 'null';
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[name];
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
};
