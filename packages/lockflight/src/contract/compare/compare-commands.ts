import type { Command, CommandMode, Contract, Proof } from '../model.ts';
import { type Difference, looser, other, pair, same, stricter } from './difference.ts';

export function compareCommands(before: Contract, after: Contract): readonly Difference[] {
  const { added, removed, kept } = pair(before.commands, after.commands, (c) => c.name);
  return [
    ...added.map((c) => other(`new command ${c.name}`, `nouvelle commande ${c.name}`)),
    ...added.flatMap((c) => c.proves.map(newProof)),
    ...removed.map((c) => other(`command ${c.name} is gone`, `la commande ${c.name} disparaît`)),
    ...kept.flatMap(([a, b]) => (same(a, b) ? [] : compareCommand(a, b))),
  ];
}

const key = (proof: Proof): string => JSON.stringify([proof.kind, proof.environment ?? '', proof.workflow, proof.job]);
const told = (proof: Proof): string =>
  `${proof.kind}${proof.environment === undefined ? '' : ` (${proof.environment})`}: ${proof.workflow}, ${proof.job}`;

const newProof = (proof: Proof): Difference =>
  looser(`another run counts as proof of ${told(proof)}`, `une autre exécution vaut preuve de ${told(proof)}`);

/** From what anybody may do to what nobody may. */
const STRICTNESS: Readonly<Record<CommandMode, number>> = { allow: 0, confirm: 1, pipeline: 2, deny: 3 };

function compareCommand(a: Command, b: Command): readonly Difference[] {
  const found: Difference[] = [];
  const proofs = pair(a.proves, b.proves, key);
  found.push(...proofs.added.map(newProof));
  for (const proof of proofs.removed) found.push(stricter(`no longer a proof: ${told(proof)}`, `ne vaut plus preuve : ${told(proof)}`));
  for (const [was, is] of proofs.kept) {
    if (same(was, is)) continue;
    const dropped = was.scripts.filter((script) => !is.scripts.includes(script));
    if (dropped.length > 0) {
      found.push(
        looser(
          `no longer guarded as proving files: ${dropped.join(', ')}`,
          `plus surveillés comme fichiers de preuve : ${dropped.join(', ')}`,
        ),
      );
    } else found.push(other(`the proof ${told(was)} is described otherwise`, `la preuve ${told(was)} est décrite autrement`));
  }
  for (const [was, is] of pair(a.cells, b.cells, (c) => c.environment).kept) {
    if (was.mode !== is.mode) {
      const make = STRICTNESS[is.mode] < STRICTNESS[was.mode] ? looser : stricter;
      found.push(
        make(
          `${a.name} in ${was.environment}: ${was.mode} becomes ${is.mode}`,
          `${a.name} dans ${was.environment} : ${was.mode} devient ${is.mode}`,
        ),
      );
    } else if (was.on !== is.on) {
      found.push(
        other(`${a.name} in ${was.environment} runs on ${is.on ?? '-'}`, `${a.name} dans ${was.environment} s'exécute sur ${is.on ?? '-'}`),
      );
    }
  }
  const after = pair(a.after, b.after, (name) => name);
  for (const name of after.removed)
    found.push(looser(`${a.name} no longer asks for ${name} first`, `${a.name} ne demande plus ${name} d'abord`));
  for (const name of after.added)
    found.push(stricter(`${a.name} now asks for ${name} first`, `${a.name} demande désormais ${name} d'abord`));
  if (a.activity !== b.activity) {
    const make = b.activity === undefined ? looser : other;
    found.push(make(`${a.name} counts as ${b.activity ?? 'no activity'}`, `${a.name} compte comme ${b.activity ?? 'aucune activité'}`));
  }
  if (a.run !== b.run) found.push(other(`${a.name} runs another command line`, `${a.name} lance une autre ligne de commande`));
  if (found.length === 0) found.push(other(`${a.name} is described otherwise`, `${a.name} est décrite autrement`));
  return found;
}
