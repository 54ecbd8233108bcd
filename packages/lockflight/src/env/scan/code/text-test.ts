/** What a condition asks of a text: `startsWith`, `endsWith`, `includes`, `===`, and their opposites. Constants only, so that each text is decided. Pure. */

export interface TextTest {
  readonly how: 'is' | 'includes' | 'starts' | 'ends';
  readonly text: string;
  readonly not?: boolean;
}

export const satisfies = (of: string, { how, text, not }: TextTest): boolean => {
  const holds =
    how === 'is' ? of === text : how === 'includes' ? of.includes(text) : how === 'starts' ? of.startsWith(text) : of.endsWith(text);
  return holds !== (not === true);
};
