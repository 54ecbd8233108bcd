import { LockflightError } from '../../errors.ts';
import { type Fact, known } from '../../policy/facts.ts';

/** A fact that could not be had, with the error's own words. */
export const unknownFrom = (error: LockflightError): Fact<never> => ({
  known: false,
  code: error.code,
  why: error.failure.message,
  fix: error.failure.hint,
});

/** Asks, and turns a coded failure into a fact that is not known. A bug is still thrown. */
export const attempt = async <T>(ask: () => Promise<T>): Promise<Fact<T>> => {
  try {
    return known(await ask());
  } catch (error) {
    if (error instanceof LockflightError) return unknownFrom(error);
    throw error;
  }
};
