/** Data as the reader of contracts makes it: mappings have no prototype. A copy, all the way down. */
export const toPlainData = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(toPlainData);
  if (typeof value !== 'object' || value === null) return value;
  return Object.assign(Object.create(null), Object.fromEntries(Object.entries(value).map(([key, each]) => [key, toPlainData(each)])));
};
