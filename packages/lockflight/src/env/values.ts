/** Values by name. A Map, never an object: a variable may be called `constructor`. */

/** The value of a variable that is set; the empty string is "not set". */
export const heldValue = (values: ReadonlyMap<string, string>, name: string): string | undefined => {
  const value = values.get(name);
  return value === undefined || value === '' ? undefined : value;
};
