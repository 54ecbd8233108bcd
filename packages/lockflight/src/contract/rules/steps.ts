/** Each step of the flow leads somewhere, once, with gates that are told apart. */
import { stepId } from '../normalize/flow.ts';
import { each, type Finding, type Rule } from './rule.ts';
import { unknownName } from './unknown-name.ts';

export const stepsLeadOn: Rule = ({ written }) =>
  (written.flow ?? []).flatMap((step, index): readonly Finding[] => {
    if (step.from === step.to) {
      return [
        {
          code: 'step-to-itself',
          path: ['flow', index, 'to'],
          message: { en: `this step leads from ${step.from} to itself`, fr: `cette étape mène de ${step.from} à lui-même` },
          fix: { en: 'name another target', fr: 'nommez une autre cible' },
        },
      ];
    }
    const target = written.environments[step.to];
    if (target === undefined || target.branch !== undefined) return [];
    return [
      {
        code: 'target-without-branch',
        path: ['flow', index, 'to'],
        message: { en: `${step.to} has no branch to promote to`, fr: `${step.to} n'a pas de branche vers laquelle promouvoir` },
        fix: { en: `add environments.${step.to}.branch`, fr: `ajoutez environments.${step.to}.branch` },
      },
    ];
  });

export const stepsAreDistinct: Rule = ({ written }) => {
  const ids = new Set<string>();
  return (written.flow ?? []).flatMap((step, index): readonly Finding[] => {
    const id = stepId(step);
    const again = ids.has(id);
    ids.add(id);
    if (!again) return [];
    return [
      {
        code: 'duplicate-step',
        path: ['flow', index, ...(step.id === undefined ? [] : ['id'])],
        message: { en: `there is already a step ${id}`, fr: `il y a déjà une étape ${id}` },
        fix: { en: 'give it an `id` of its own', fr: 'donnez-lui son propre `id`' },
      },
    ];
  });
};

export const gatesAreDistinct: Rule = ({ contract }) =>
  contract.flow.flatMap((step, index) => {
    const ids = new Set<string>();
    return step.gates.flatMap((gate, i): readonly Finding[] => {
      const again = ids.has(gate.id);
      ids.add(gate.id);
      if (!again) return [];
      return [
        {
          code: 'duplicate-gate',
          path: ['flow', index, 'gates', i],
          message: { en: `the gate ${gate.id} stands twice in ${step.id}`, fr: `la porte ${gate.id} figure deux fois dans ${step.id}` },
          fix: { en: 'keep one, with all that it asks for', fr: "n'en gardez qu'une, avec tout ce qu'elle demande" },
        },
      ];
    });
  });

export const waivableGatesExist: Rule = ({ written, contract, damaged }) => {
  if (damaged.has('flow')) return [];
  return (written.flow ?? []).flatMap((step, index) =>
    each(step.waivable?.gates, ['flow', index, 'waivable', 'gates']).flatMap(([id, path]) =>
      unknownName(
        { code: 'unknown-gate', name: id, path },
        (contract.flow[index]?.gates ?? []).map((gate) => gate.id),
      ),
    ),
  );
};

export const expeditedIsApproved: Rule = ({ contract, damaged }) =>
  contract.flow.flatMap((step, index): readonly Finding[] => {
    if (!step.expedited || damaged.has('flow') || step.gates.some((gate) => gate.gate === 'approval')) return [];
    return [
      {
        code: 'expedited-without-approval',
        path: ['flow', index, 'expedited'],
        message: {
          en: `${step.id} is expedited, and nobody approves it`,
          fr: `${step.id} est une étape express, et personne ne l'approuve`,
        },
        fix: { en: 'add a gate: approval: { of: release, by: [...] }', fr: 'ajoutez une porte : approval: { of: release, by: [...] }' },
      },
    ];
  });

export const expeditedApprovalIsKept: Rule = ({ contract }) =>
  contract.flow.flatMap((step, index): readonly Finding[] => {
    const approvals = step.gates.filter((gate) => gate.gate === 'approval').map((gate) => gate.id);
    if (!step.expedited || approvals.length === 0 || !approvals.every((id) => step.waivable.gates.includes(id))) return [];
    return [
      {
        code: 'expedited-without-approval',
        path: ['flow', index, 'waivable', 'gates'],
        message: { en: `every approval of ${step.id} may be waived`, fr: `on peut déroger à chaque approbation de ${step.id}` },
        fix: { en: 'keep one approval out of `waivable`', fr: 'gardez une approbation hors de `waivable`' },
      },
    ];
  });

export const windowsOpen: Rule = ({ contract }) =>
  contract.flow.flatMap((step, index) =>
    step.gates.flatMap((gate, i): readonly Finding[] => {
      if (gate.gate !== 'window') return [];
      const path = ['flow', index, 'gates', i, 'window'];
      const findings: Finding[] = [];
      if (!isTimezone(gate.timezone)) {
        findings.push({
          code: 'unknown-timezone',
          path: [...path, 'timezone'],
          message: { en: `\`${gate.timezone}\` is no time zone`, fr: `\`${gate.timezone}\` n'est pas un fuseau horaire` },
          fix: { en: 'write it as Area/City: Europe/Paris, or UTC', fr: 'écrivez Région/Ville : Europe/Paris, ou UTC' },
        });
      }
      if (gate.hours.from === gate.hours.to) {
        findings.push({
          code: 'empty-window',
          path: [...path, 'hours'],
          message: { en: 'this window never opens', fr: "cette fenêtre ne s'ouvre jamais" },
          fix: { en: 'give it two different hours: "09:00-17:00"', fr: 'donnez-lui deux heures différentes : "09:00-17:00"' },
        });
      }
      return findings;
    }),
  );

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '' && /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
