/** The code that the story's releases carry, as it stands in koomy. */

/** A card that can be shown to somebody else; `id` is how its author wrote it. */
export const shareModule = (id: string): string =>
  [
    '/** A link that shows a card to somebody else. */',
    `export const shareLink = (url, id) => new URL(\`/cards/\${${id}}?shared=1\`, url).href;`,
    '',
  ].join('\n');
