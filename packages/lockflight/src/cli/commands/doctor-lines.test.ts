/** The heading says what was seen, and no more. */
import { expect, test } from 'vitest';
import type { ServiceOutcome, ServiceReport } from '../../flow/doctor/judge.ts';
import { plain } from '../paint.ts';
import { doctorLines } from './doctor-lines.ts';

const service = (outcome: ServiceOutcome): ServiceReport => ({
  name: 'cache',
  kind: 'redis',
  need: 'optional',
  mode: undefined,
  outcome,
  decides: false,
  checks: [],
  unseen: [],
  at: { file: 'lockflight.yaml', line: 1, column: 1 },
});
const heading = (...outcomes: readonly ServiceOutcome[]): string | undefined =>
  doctorLines('local', outcomes.map(service), 0, plain, 'en')[0];

test('where no service is used, nothing is said to work', () => {
  const works = heading('passed', 'absent');
  expect(heading('passed')).toBe(works);
  expect(heading('mocked', 'off')).toBe(works);
  for (const unused of [heading('absent'), heading('off'), heading('off', 'absent')]) {
    expect(unused).toBe(heading('absent'));
    expect(unused).not.toBe(works);
  }
});
