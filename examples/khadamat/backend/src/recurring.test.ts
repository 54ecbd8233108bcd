import { expect, test, vi } from 'vitest';
import { startRecurring } from './recurring.ts';
import { silentLog } from './silent-log.fixture.ts';

test('never runs twice at once, runs again when woken meanwhile, survives a failure, and stops', async () => {
  let running = 0;
  let most = 0;
  let runs = 0;
  const work = startRecurring({
    name: 'work',
    everyMs: 3_600_000,
    log: silentLog,
    run: async () => {
      running += 1;
      runs += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      if (runs === 1) throw new Error('once');
    },
  });
  work.wake();
  work.wake();
  work.wake();
  await vi.waitFor(() => expect([runs, running]).toEqual([2, 0]));
  work.wake();
  await work.close();
  expect([runs, running, most]).toEqual([3, 0, 1]);
  work.wake();
  expect(runs).toBe(3);
});
