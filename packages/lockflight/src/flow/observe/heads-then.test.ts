import { expect, test } from 'vitest';
import type { Push } from '../../forge/port.ts';
import { headThen } from './heads-then.ts';

const push = (after: string, time: string, kind: Push['kind'] = 'push'): Push => ({
  id: 1,
  ref: 'refs/heads/x',
  before: '',
  after,
  kind,
  at: `2026-11-20T${time}Z`,
});
const at = (time: string, ...pushes: readonly Push[]) => headThen(pushes, `2026-11-20T${time}Z`);
const born = push('one', '09:00:00', 'branch-creation');

test('the head that was there', () => {
  expect(at('10:00:00', born)).toBe('one');
  expect(at('10:00:00', born, push('two', '11:00:00', 'force-push'))).toBe('one');
  expect(at('12:00:00', born, push('two', '11:00:00', 'force-push'))).toBe('two');
  expect(at('09:00:00', born)).toBe('one');
});
test('nobody can say which', () => {
  expect(at('08:00:00', born)).toBeUndefined();
  expect(at('10:00:00')).toBeUndefined();
  expect(at('11:00:00', born, push('two', '11:00:00.900', 'force-push'))).toBeUndefined();
  expect(at('11:00:00.500', born, push('two', '11:00:00', 'force-push'))).toBeUndefined();
  expect(at('09:00:00', born, push('two', '09:00:00', 'force-push'))).toBeUndefined();
  expect(at('12:00:00', born, push('0', '11:00:00', 'branch-deletion'))).toBeUndefined();
});
