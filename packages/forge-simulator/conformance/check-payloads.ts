/** The published examples of webhook payloads, as far as Lockflight handles them, through its own reader. */
import { EVENT_NAMES, readEvent } from '../../lockflight/src/forge/github/events.ts';

interface Example {
  readonly name: string;
  readonly examples: readonly unknown[];
}

/** Returns how many were read; what cannot be read is told to `find`. */
export const checkPayloads = (published: readonly Example[], find: (what: string) => void): number => {
  let checked = 0;
  for (const name of EVENT_NAMES) {
    const examples = published.find((one) => one.name === name)?.examples ?? [];
    if (examples.length === 0) find(`webhook ${name}: no example was published`);
    for (const example of examples) {
      checked += 1;
      try {
        const event = readEvent(name, example);
        if (event === undefined) find(`webhook ${name}: not read`);
      } catch (error) {
        find(`webhook ${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  return checked;
};
