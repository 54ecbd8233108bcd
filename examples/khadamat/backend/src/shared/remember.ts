/** What `load` gave within the last `seconds`, or what it gives now. `load`'s value must survive JSON. A cache that is away means loading each time. */
import type { Cache } from './port.ts';

export const remember = async <Value>(cache: Cache, key: string, seconds: number, load: () => Promise<Value>): Promise<Value> => {
  const kept = await cache.get(key);
  if (kept !== undefined) return JSON.parse(kept) as Value;
  const value = await load();
  await cache.set(key, JSON.stringify(value), seconds);
  return value;
};
