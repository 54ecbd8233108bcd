/** Looking into JSON that nobody has judged yet. */
export const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;

/** Undefined unless it is a list of objects and nothing else. */
export const listOfObjects = (value: unknown): readonly object[] | undefined =>
  Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null) ? value : undefined;

/** Undefined for what is no JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
