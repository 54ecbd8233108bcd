import type { GateInput, GateMapping } from '../grammar/gate.ts';
import { WEEKDAYS } from '../grammar/words.ts';
import type { GateRule, Weekday } from '../model.ts';
import type { Place } from '../place.ts';
import { defined, listOf } from './defined.ts';
import { toSeconds } from './duration.ts';

/** One gate of a step, with its id: `soak`, `evidence:smoke`, `approval:release`, `clean-logs:staging-logs`. */
export function toGate(input: GateInput, at: Place): GateRule {
  const gate: GateMapping = typeof input === 'string' ? {} : input;
  if (gate.evidence !== undefined) {
    const evidence = typeof gate.evidence === 'string' ? { of: gate.evidence } : gate.evidence;
    const age = 'max-age' in evidence ? evidence['max-age'] : undefined;
    const maxAgeSeconds = age === undefined ? {} : { maxAgeSeconds: toSeconds(age) };
    return { id: `evidence:${evidence.of}`, gate: 'evidence', of: evidence.of, ...maxAgeSeconds, at };
  }
  if (gate.approval !== undefined) {
    const { of, by, count, see, solo } = gate.approval;
    return defined<Extract<GateRule, { gate: 'approval' }>>({
      id: `approval:${of}`,
      gate: 'approval',
      of,
      by: listOf(by),
      count: count ?? 1,
      see,
      solo: solo ?? false,
      at,
    });
  }
  if (gate.documented !== undefined) return { id: 'documented', gate: 'documented', files: filesOf(gate.documented), at };
  if (gate['no-open-issue'] !== undefined) {
    return { id: 'no-open-issue', gate: 'no-open-issue', labels: listOf(gate['no-open-issue'].labels), at };
  }
  if (gate['clean-logs'] !== undefined) {
    const { source, window, 'at-most': atMost } = gate['clean-logs'];
    return { id: `clean-logs:${source}`, gate: 'clean-logs', source, windowSeconds: toSeconds(window), atMost: atMost ?? 0, at };
  }
  if (gate.soak !== undefined) return { id: 'soak', gate: 'soak', seconds: toSeconds(gate.soak), at };
  if (gate.window !== undefined) {
    const [from = '', to = ''] = gate.window.hours.split('-');
    return { id: 'window', gate: 'window', days: daysOf(gate.window.days), hours: { from, to }, timezone: gate.window.timezone, at };
  }
  if (input === 'variables' || input === 'rollback-plan') return { id: input, gate: input, at };
  if (input === 'deployed' || gate.deployed !== undefined)
    return { id: 'deployed', gate: 'deployed', now: gate.deployed?.now ?? false, at };
  return { id: 'up-to-date', gate: 'up-to-date', headOnly: gate['up-to-date']?.['head-only'] ?? false, at };
}

const filesOf = (documented: NonNullable<GateMapping['documented']>): readonly string[] =>
  typeof documented === 'object' && 'files' in documented ? listOf(documented.files) : listOf(documented);

/** `mon-fri` from the first day to the last, around the end of the week where need be. */
function daysOf(days: NonNullable<GateMapping['window']>['days']): readonly Weekday[] {
  if (typeof days !== 'string') return WEEKDAYS.filter((day) => days.includes(day));
  const [first, last = first] = days.split('-') as [Weekday, Weekday | undefined];
  const from = WEEKDAYS.indexOf(first);
  const length = ((WEEKDAYS.indexOf(last ?? first) - from + 7) % 7) + 1;
  return Array.from({ length }, (_, i) => WEEKDAYS[(from + i) % 7] ?? first);
}
