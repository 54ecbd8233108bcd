import type { Command, CommandCell, CommandMode, Contract, Proof } from '../model.ts';
import { verbatim } from '../text.ts';
import { type Difference, itself, looser, other, otherwise, pair, same, stricter } from './difference.ts';

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

/** Where the mode itself changes, that is said already. */
const identity = (name: string, was: CommandCell, is: CommandCell): readonly Difference[] => {
  if (was.identity === is.identity || was.identity === undefined || is.identity === undefined) return [];
  return [
    is.identity === 'required'
      ? stricter(
          `${name} in ${was.environment}: the pipeline now has to prove itself`,
          `${name} dans ${was.environment} : le pipeline doit désormais prouver son identité`,
        )
      : looser(
          `${name} in ${was.environment}: the pipeline is believed without a proof`,
          `${name} dans ${was.environment} : le pipeline est cru sans preuve`,
        ),
  ];
};

function compareCommand(a: Command, b: Command): readonly Difference[] {
  const found: Difference[] = [];
  const proofs = pair(a.proves, b.proves, key);
  found.push(...proofs.added.map(newProof));
  for (const proof of proofs.removed) found.push(stricter(`no longer a proof: ${told(proof)}`, `ne vaut plus preuve : ${told(proof)}`));
  for (const [was, is] of proofs.kept) {
    const scripts = pair(was.scripts, is.scripts, itself);
    for (const file of scripts.removed)
      found.push(looser(`no longer guarded as a proving file: ${file}`, `plus surveillé comme fichier de preuve : ${file}`));
    for (const file of scripts.added)
      found.push(stricter(`now guarded as a proving file: ${file}`, `désormais surveillé comme fichier de preuve : ${file}`));
    found.push(...otherwise({ en: `the proof ${told(was)}`, fr: `la preuve ${told(was)}` }, was, is, ['scripts']));
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
    }
    if (was.on !== is.on) {
      found.push(
        other(`${a.name} in ${was.environment} runs on ${is.on ?? '-'}`, `${a.name} dans ${was.environment} s'exécute sur ${is.on ?? '-'}`),
      );
    }
    found.push(...identity(a.name, was, is));
    found.push(...otherwise(verbatim(`${a.name} (${was.environment})`), was, is, ['environment', 'mode', 'on', 'identity']));
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
  if (a.deploys !== b.deploys) {
    found.push(
      b.deploys
        ? stricter(`${a.name} now tells the forge what it deploys`, `${a.name} dit désormais à la forge ce qu'elle déploie`)
        : looser(`${a.name} no longer tells the forge what it deploys`, `${a.name} ne dit plus à la forge ce qu'elle déploie`),
    );
  }
  if (a.run !== b.run) found.push(other(`${a.name} runs another command line`, `${a.name} lance une autre ligne de commande`));
  return [...found, ...otherwise(verbatim(a.name), a, b, ['name', 'proves', 'cells', 'after', 'activity', 'deploys', 'run'])];
}
