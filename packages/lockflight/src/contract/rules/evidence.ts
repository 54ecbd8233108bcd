/** Evidence that a gate asks for can be had: some run proves it, and the environment where it must be observed does not rule it out. */
import { activityOfEvidence, refusalOf } from '../activity.ts';
import { type Contract, findEnvironment, type Proof } from '../model.ts';
import type { Path } from '../source/positions.ts';
import type { Finding, Rule } from './rule.ts';

/** Kinds that people or Lockflight itself observe: no run of the forge stands behind them. */
export const OBSERVED_KINDS: ReadonlySet<string> = new Set([
  'functional-tests',
  'user-tests',
  'feature-validation',
  'release',
  'logs',
  'rollback-rehearsal',
  'post-mortem',
]);

export const evidenceCanBeHad: Rule = ({ contract, damaged }) =>
  contract.flow.flatMap((step, index) => [
    ...step.gates.flatMap((gate, i) =>
      gate.gate === 'evidence' ? judge({ contract, damaged, kind: gate.of, where: step.from, path: ['flow', index, 'gates', i] }) : [],
    ),
    ...(step.verify?.kinds ?? []).flatMap((kind) => judge({ contract, damaged, kind, where: step.to, path: ['flow', index, 'verify'] })),
  ]);

interface Asked {
  readonly contract: Contract;
  readonly damaged: ReadonlySet<string>;
  readonly kind: string;
  readonly where: string;
  readonly path: Path;
}

function judge({ contract, damaged, kind, where, path }: Asked): readonly Finding[] {
  const proofs = contract.commands.flatMap((c) => c.proves).filter((p) => p.kind === kind);
  const environment = findEnvironment(contract, where);
  const ofTree = proofs.length > 0 && proofs.every((p) => p.environment === undefined);
  const activity = activityOf(
    proofs.find((p) => p.environment === where),
    kind,
  );
  const refusal = environment === undefined || ofTree || activity === undefined ? undefined : refusalOf(environment, activity);
  if (refusal !== undefined) {
    return [
      {
        code: 'activity-refused',
        path,
        message: {
          en: `evidence \`${kind}\` can never be had: ${refusal.en}`,
          fr: `la preuve \`${kind}\` est hors d'atteinte : ${refusal.fr}`,
        },
        fix: {
          en: `allow ${activity} in ${where}, or ask for other evidence`,
          fr: `permettez ${activity} dans ${where}, ou demandez une autre preuve`,
        },
      },
    ];
  }
  if (damaged.has('commands') || OBSERVED_KINDS.has(kind) || proofs.some((p) => p.environment === undefined || p.environment === where))
    return [];
  return [
    {
      code: 'unproved-evidence',
      severity: 'warning',
      path,
      message: { en: `no command proves \`${kind}\` in ${where}`, fr: `aucune commande ne prouve \`${kind}\` dans ${where}` },
      fix: {
        en: `let a command prove it: proves: { kind: ${kind}, environment: ${where}, workflow: ..., job: ... }; people may also attest it`,
        fr: `qu'une commande la prouve : proves: { kind: ${kind}, environment: ${where}, workflow: ..., job: ... } ; une personne peut aussi l'attester`,
      },
    },
  ];
}

const activityOf = (proof: Proof | undefined, kind: string): string | undefined => proof?.activity ?? activityOfEvidence(kind);

/** A run whose environment refuses what it does proves nothing. */
export const proofsAreAllowed: Rule = ({ written, contract }) =>
  contract.commands.flatMap((command) =>
    command.proves.flatMap((proof, index): readonly Finding[] => {
      const environment = proof.environment === undefined ? undefined : findEnvironment(contract, proof.environment);
      const activity = activityOf(proof, proof.kind);
      const refusal = environment === undefined || activity === undefined ? undefined : refusalOf(environment, activity);
      if (refusal === undefined) return [];
      const several = Array.isArray(written.commands?.[command.name]?.proves);
      return [
        {
          code: 'activity-refused',
          path: ['commands', command.name, 'proves', ...(several ? [index] : [])],
          message: { en: `this run proves nothing: ${refusal.en}`, fr: `cette exécution ne prouve rien : ${refusal.fr}` },
          fix: { en: `allow ${activity} there, or drop the proof`, fr: `permettez-y ${activity}, ou retirez la preuve` },
        },
      ];
    }),
  );

/** A command that `in` lets run where its activity is refused would only be refused at the door. */
export const commandsAreAllowed: Rule = ({ written, contract }) =>
  contract.commands.flatMap((command) =>
    command.cells.flatMap((cell): readonly Finding[] => {
      const named = written.commands?.[command.name]?.in?.[cell.environment] !== undefined;
      const environment = findEnvironment(contract, cell.environment);
      if (!named || cell.mode === 'deny' || command.activity === undefined || environment === undefined) return [];
      const refusal = refusalOf(environment, command.activity);
      if (refusal === undefined) return [];
      return [
        {
          code: 'activity-refused',
          path: ['commands', command.name, 'in', cell.environment],
          message: {
            en: `${command.name} could never run there: ${refusal.en}`,
            fr: `${command.name} ne pourrait jamais y tourner : ${refusal.fr}`,
          },
          fix: { en: `write deny, or allow ${command.activity} there`, fr: `écrivez deny, ou permettez-y ${command.activity}` },
        },
      ];
    }),
  );
