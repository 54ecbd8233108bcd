/** `words` in lines of at most `width` columns; every line but the first begins with `indent`. A word longer than a line keeps its line. */
export const wrap = (words: string, width: number, indent = ''): readonly string[] => {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of words.split(' ')) {
    const joined: string = line === undefined ? word : `${line} ${word}`;
    if (joined.length > width && line !== undefined && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = indent + word;
    } else {
      line = joined;
    }
  }
  return [...lines, line ?? ''];
};
