/** What a page shows comes from the API: asked when the page appears, and again on request. An answer that is no longer wanted is not waited for. */
import { useCallback, useEffect, useState } from 'react';
import { Problem, unreachable } from './problem.ts';

export interface Loading<T> {
  readonly value: T | undefined;
  readonly problem: Problem | undefined;
  readonly again: () => void;
}

/** `about`: what the question depends on; another one is another question. */
export const useLoaded = <T>(ask: (signal: AbortSignal) => Promise<T>, about: string): Loading<T> => {
  const [answer, setAnswer] = useState<{ readonly about: string; readonly value?: T; readonly problem?: Problem }>({ about });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `about` stands for whatever `ask` reads, and another round asks again
  useEffect(() => {
    const wanted = new AbortController();
    ask(wanted.signal).then(
      (value) => setAnswer({ about, value }),
      (error: unknown) => {
        if (!wanted.signal.aborted) setAnswer({ about, problem: error instanceof Problem ? error : unreachable() });
      },
    );
    return () => wanted.abort();
  }, [about, round]);
  const again = useCallback(() => setRound((n) => n + 1), []);
  const current = answer.about === about ? answer : { about };
  return { value: current.value, problem: current.problem, again };
};
