/** Is each thing that the platform stands on there? Asked side by side, each within a second. */
export interface Check {
  readonly name: string;
  /** True: no request can be answered without it. */
  readonly required: boolean;
  /** Throws when it is not there. What it throws is not shown. */
  readonly ask: () => Promise<unknown>;
}

export interface Health {
  readonly status: 'ok' | 'degraded' | 'down';
  readonly checks: Readonly<Record<string, 'ok' | 'down'>>;
}

const PATIENCE_MS = 1_000;

export const judgeHealth = async (checks: readonly Check[], patienceMs = PATIENCE_MS): Promise<Health> => {
  const answers = await Promise.all(checks.map(({ ask }) => answersWithin(ask, patienceMs)));
  const away = checks.filter((_, index) => answers[index] !== true);
  return {
    status: away.some(({ required }) => required) ? 'down' : away.length > 0 ? 'degraded' : 'ok',
    checks: Object.fromEntries(checks.map(({ name }, index) => [name, answers[index] === true ? 'ok' : 'down'])),
  };
};

const answersWithin = async (ask: () => Promise<unknown>, ms: number): Promise<boolean> => {
  const late = AbortSignal.timeout(ms);
  const tooLate = new Promise<false>((resolve) => late.addEventListener('abort', () => resolve(false), { once: true }));
  const answered = ask().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, tooLate]);
};
