import type { RollbackRule } from '../../contract/model.ts';
import { inLanguage, type Language, type Text } from '../../contract/text.ts';
import type { RollingBack } from '../../flow/rollback/rollback.ts';
import type { CommandDefinition, Report } from '../command.ts';
import { textOption } from '../option.ts';
import type { Paint } from '../paint.ts';
import { patienceOf } from '../patience.ts';
import { worldOf } from '../world-of.ts';
import { wrap } from '../wrap.ts';

/** `lockflight rollback ENV`: opens or continues; says first what it will not undo. Exit 1 until it is merged, then 0. */
export const rollback: CommandDefinition = {
  name: 'rollback',
  summary: { en: 'open or continue a rollback', fr: 'ouvre ou poursuit un retour arrière' },
  usage: 'ENV [--to ARCHIVE] [--wait [--timeout SECONDS]]',
  options: { to: { type: 'string' }, wait: { type: 'boolean' }, timeout: { type: 'string' } },
  explains: {
    to: { en: 'this archive, and not the latest proven state', fr: 'cette archive, et non le dernier état prouvé' },
    wait: { en: 'wait for the check, then merge', fr: 'attendre le contrôle, puis fusionner' },
    timeout: { en: 'how long to wait at most; 1800 by default', fr: 'attente maximale ; 1800 par défaut' },
  },
  examples: ['rollback production', 'rollback production --to archive/main/2026-11-20/v1.8.0'],
  positionals: { min: 1, max: 1 },
  run: async (invocation): Promise<Report> => {
    const { rollback: act } = await import('../../flow/rollback/rollback.ts');
    const to = textOption(invocation, 'to');
    const wait = patienceOf(invocation);
    const done = await act(await worldOf(invocation), {
      environment: invocation.positionals[0] ?? '',
      ...(to === undefined ? {} : { to }),
      ...(wait === undefined ? {} : { wait }),
    });
    const { rollbackRule } = await import('../../flow/rollback/rollback-rule.ts');
    const { environmentNamed } = await import('../../flow/verdict/find-step.ts');
    const { contract } = done.situation;
    const rule = rollbackRule(contract, environmentNamed(contract, invocation.positionals[0] ?? ''));
    return {
      exit: done.merge.state === 'merged' ? 0 : 1,
      language: contract.language,
      json: asJson(done),
      lines: (paint, language) => told(done, rule, paint, language),
    };
  },
};

const asJson = ({ target, from, notUndone, opened, merge }: RollingBack) => ({
  from,
  to: {
    archive: target.archive.ref,
    commit: target.archive.commit,
    tree: target.archive.tree,
    version: target.archive.version,
    standing: target.standing,
  },
  notUndone,
  pullRequest: opened.pullRequest.number,
  url: opened.pullRequest.url,
  created: opened.created,
  merge,
});

const told = (
  { target, from, notUndone, opened, merge }: RollingBack,
  rule: RollbackRule,
  paint: Paint,
  language: Language,
): readonly string[] => {
  const fr = language === 'fr';
  const { archive } = target;
  const { number, title, url } = opened.pullRequest;
  return [
    `${paint('strong', `#${number}`)}  ${title}`,
    `    ${url}`,
    `    ${from.commit.slice(0, 7)} -> ${archive.commit.slice(0, 7)}   ${archive.ref.replace('refs/tags/', '')}`,
    '',
    `  ${inLanguage(notUndone.length === 0 ? NOTHING_STAYS : STAYS, language)}`,
    ...notUndone.flatMap((t) => wrap(`  ${paint('doubt', '!')} ${inLanguage(t, language)}`, 80, '    ')),
    '',
    ...(merge.state === 'merged'
      ? [
          `${paint('good', fr ? 'fusionné' : 'merged')}  ${merge.commit.slice(0, 7)}   ${fr ? 'arbre' : 'tree'} ${merge.tree.slice(0, 7)}`,
          ...(rule.then === 'hold-until-post-mortem' ? wrap(inLanguage(HELD, language), 80, '') : []),
        ]
      : wrap(inLanguage(next(rule), language), 80, '')),
  ];
};

const STAYS: Text = { en: 'What it does not undo:', fr: "Ce qu'il ne défait pas :" };
const NOTHING_STAYS: Text = {
  en: 'Nothing is known that it would not undo.',
  fr: "On ne connaît rien qu'il laisserait en place.",
};
const HELD: Text = {
  en: 'Promotions wait until its post-mortem is there: lockflight attest post-mortem --note URL',
  fr: 'Les promotions attendent son post-mortem : lockflight attest post-mortem --note URL',
};

const next = ({ approvals: { by, count } }: RollbackRule): Text => {
  const roles = by.join(', ');
  return {
    en: `Next: ${count} of ${roles} approve${count === 1 ? 's' : ''} (lockflight approve rollback); then the same command with --wait.`,
    fr: `Ensuite : ${count} personne${count === 1 ? '' : 's'} de ${roles} approuve${count === 1 ? '' : 'nt'} (lockflight approve rollback) ; puis la même commande avec --wait.`,
  };
};
