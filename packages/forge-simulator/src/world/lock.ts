/** One after the other: whoever asks for the lock waits until those before have finished, however they finished. */
export type Lock = <T>(work: () => Promise<T>) => Promise<T>;

export const makeLock = (): Lock => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
};
