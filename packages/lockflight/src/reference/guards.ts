/** What stands around the flow: branches, the way back, archives, prohibitions with what enforces them, people. */
import { anyOf, asCode } from '../contract/in-words/texts.ts';
import { pusherInWords } from '../contract/in-words/vocabulary.ts';
import type { Text } from '../contract/text.ts';
import { type Block, code, inline, list, table } from './markdown.ts';
import { pointerInWords } from './pointers.ts';
import { approvalsInWords, rolesInWords } from './roles.ts';
import { titleNamed, type Writer } from './writer.ts';

export const protection = ({ contract, say }: Writer): Block =>
  table(
    [
      { en: 'Branch', fr: 'Branche' },
      { en: 'Direct push', fr: 'Écriture directe' },
      { en: 'Rewriting history', fr: "Réécriture de l'historique" },
      { en: 'Deletion', fr: 'Suppression' },
      { en: 'Pull request', fr: 'Pull request' },
    ].map(say),
    contract.protect.map((rule) => {
      const branch = contract.environments.find(({ name }) => name === rule.environment)?.branch;
      const approvals = rule.pullRequest?.approvals;
      return [
        branch === undefined ? inline(rule.environment) : `${code(branch)} (${inline(rule.environment)})`,
        ...[rule.push, rule.forcePush, rule.delete].map((who) => say(pusherInWords(who))),
        approvals === undefined
          ? say({ en: 'optional', fr: 'facultative' })
          : say({ en: `required, ${approvalsInWords(approvals).en}`, fr: `obligatoire, ${approvalsInWords(approvals).fr}` }),
      ];
    }),
  );

export const rollback = (writer: Writer): Block => {
  const { contract, say } = writer;
  const { migrations } = contract;
  const rules = contract.rollback.map((rule): Text => {
    const title = titleNamed(writer, rule.environment);
    const by = rolesInWords(contract, rule.approvals.by);
    const held = rule.then === 'hold-until-post-mortem';
    return {
      en: `${title}: ${approvalsInWords(rule.approvals.count).en} by ${by.en}${held ? '; then nothing is promoted until the post-mortem is written' : ''}.`,
      fr: `${title} : ${approvalsInWords(rule.approvals.count).fr} par ${by.fr}${held ? " ; puis plus rien n'est promu avant le post-mortem" : ''}.`,
    };
  });
  const planned = contract.flow.some(({ gates }) => gates.some(({ gate }) => gate === 'rollback-plan'));
  return list([
    ...(planned
      ? [
          say({
            en: 'Every deployment can be undone: its way back is rehearsed before it goes out.',
            fr: 'Tout déploiement peut être reverti : son retour arrière est répété avant la promotion.',
          }),
        ]
      : []),
    ...rules.map(say),
    ...(migrations?.dir === undefined
      ? []
      : [
          say({
            en: `Each migration of ${asCode(migrations.dir)} has a ${asCode(migrations.down)}, or is declared compatible by ${asCode(migrations.compatible)}.`,
            fr: `Chaque migration de ${asCode(migrations.dir)} a un ${asCode(migrations.down)}, ou se déclare compatible par ${asCode(migrations.compatible)}.`,
          }),
        ]),
    ...(migrations?.run === undefined
      ? []
      : [
          say({
            en: `Each migration that ${asCode(migrations.run[0] ?? '')} lists can be undone, or is declared compatible.`,
            fr: `Chaque migration que donne ${asCode(migrations.run[0] ?? '')} peut être défaite, ou se déclare compatible.`,
          }),
        ]),
    ...(rules.length === 0
      ? []
      : [say({ en: 'In one step: `lockflight rollback ENVIRONMENT`.', fr: 'En une étape : `lockflight rollback ENVIRONNEMENT`.' })]),
  ]);
};

export const archive = (writer: Writer): Block =>
  list(
    writer.contract.archive.map(({ environment, pattern }) =>
      writer.say({
        en: `Every past state of ${titleNamed(writer, environment)} is kept under ${asCode(pattern)}, and never deleted.`,
        fr: `Chaque ancien état de ${titleNamed(writer, environment)} est archivé sous ${asCode(pattern)}, et jamais supprimé.`,
      }),
    ),
  );

export const prohibitions = ({ contract, say }: Writer): Block =>
  table(
    [say({ en: 'It is forbidden to', fr: 'Il est interdit de' }), say({ en: 'Enforced by', fr: 'Ce qui le fait respecter' })],
    contract.prohibitions.map(({ text, enforcedBy }) => [
      say(text),
      enforcedBy.map((pointer) => say(pointerInWords(contract, pointer))).join('<br>'),
    ]),
  );

export const people = ({ contract, say }: Writer): Block =>
  table(
    [say({ en: 'Role', fr: 'Rôle' }), say({ en: 'People', fr: 'Personnes' }), say({ en: 'May', fr: 'Peut' })],
    contract.people.map(({ name, members }) => [code(name), members.map(code).join(', '), say(powersOf(contract, name))]),
  );

const powersOf = (contract: Writer['contract'], role: string): Text => {
  if (role === 'agents')
    return {
      en: 'read, explain and propose; none of their acts is an approval',
      fr: 'lire, expliquer et proposer ; aucun de leurs actes ne vaut approbation',
    };
  const gates = contract.flow.flatMap(({ gates: all }) => all);
  const kinds = [...new Set(gates.flatMap((gate) => (gate.gate === 'approval' && gate.by.includes(role) ? [asCode(gate.of)] : [])))];
  const waives = [...new Set(contract.flow.flatMap(({ waivable }) => (waivable.by.includes(role) ? waivable.gates.map(asCode) : [])))];
  const back = contract.rollback.some(({ approvals }) => approvals.by.includes(role));
  const said: readonly Text[] = [
    ...(kinds.length === 0 ? [] : [{ en: `approve ${anyOf(kinds).en}`, fr: `approuver ${anyOf(kinds).fr}` }]),
    ...(waives.length === 0 ? [] : [{ en: `waive ${anyOf(waives).en}`, fr: `déroger à ${anyOf(waives).fr}` }]),
    ...(back ? [{ en: 'approve a rollback', fr: 'approuver un retour arrière' }] : []),
    ...(role === 'owners'
      ? [{ en: 'approve changes of the contract and of what proves', fr: 'approuver les changements du contrat et de ce qui prouve' }]
      : []),
  ];
  return { en: said.map(({ en }) => en).join('; '), fr: said.map(({ fr }) => fr).join(' ; ') };
};
