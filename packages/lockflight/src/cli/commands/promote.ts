import { inLanguage, type Language } from '../../contract/text.ts';
import { presentMarkers } from '../../env/host-markers.ts';
import type { Promoting } from '../../flow/promote/promote.ts';
import { sameVersionNote } from '../../flow/promote/pull-request-body.ts';
import type { CommandDefinition, Invocation, Report } from '../command.ts';
import { textOption } from '../option.ts';
import type { Paint } from '../paint.ts';
import { patienceOf } from '../patience.ts';
import { verdictJson, verdictLines } from '../print-verdict.ts';
import { verdictExit, verdictMeta } from '../verdict-meta.ts';
import { worldOf } from '../world-of.ts';
import { wrap } from '../wrap.ts';

/** `lockflight promote FROM TO`: opens or continues; with `--wait`, merges when it may be merged. Exit as `verdict` until it is merged, then 0. */
export const promote: CommandDefinition = {
  name: 'promote',
  summary: { en: 'open or continue a promotion', fr: 'ouvre ou poursuit une promotion' },
  usage: 'FROM TO [--step ID] [--candidate COMMIT] [--wait [--timeout SECONDS]]',
  options: { step: { type: 'string' }, candidate: { type: 'string' }, wait: { type: 'boolean' }, timeout: { type: 'string' } },
  explains: {
    step: { en: 'which step, where several lead there', fr: 'quelle étape, si plusieurs y mènent' },
    candidate: { en: 'this commit, and not the head of the line', fr: 'ce commit, et non la tête de la ligne' },
    wait: { en: 'wait for the check, then merge', fr: 'attendre le contrôle, puis fusionner' },
    timeout: { en: 'how long to wait at most; 1800 by default', fr: 'attente maximale ; 1800 par défaut' },
  },
  examples: ['promote staging production', 'promote staging production --wait'],
  positionals: { min: 2, max: 2 },
  run: async (invocation): Promise<Report> => {
    const { promote: act } = await import('../../flow/promote/promote.ts');
    const request = requestOf(invocation);
    const done = await act(await worldOf(invocation), request);
    return {
      exit: done.merge.state === 'merged' || done.verdict === undefined ? 0 : verdictExit(done.verdict),
      language: done.situation.contract.language,
      json: asJson(done),
      lines: (paint, language) => told(done, paint, language),
    };
  },
};

const requestOf = (invocation: Invocation) => {
  const [from = '', to = ''] = invocation.positionals;
  const step = textOption(invocation, 'step');
  const candidate = textOption(invocation, 'candidate');
  const wait = patienceOf(invocation);
  return {
    from,
    to,
    hosts: presentMarkers(invocation.environment),
    ...(step === undefined ? {} : { step }),
    ...(candidate === undefined ? {} : { candidate }),
    ...(wait === undefined ? {} : { wait }),
  };
};

const asJson = ({ opened, merge, superseded, sameVersion, verdict, situation }: Promoting) => ({
  pullRequest: opened.pullRequest.number,
  url: opened.pullRequest.url,
  branch: opened.pullRequest.head.ref,
  head: opened.head,
  created: opened.created,
  merge,
  superseded,
  ...(sameVersion === undefined ? {} : { sameVersion: { archive: sameVersion.ref, version: sameVersion.version, tree: sameVersion.tree } }),
  ...(verdict === undefined ? {} : { verdict: verdictJson(verdict, verdictMeta(situation)) }),
});

const told = (
  { opened, merge, superseded, sameVersion, verdict, situation }: Promoting,
  paint: Paint,
  language: Language,
): readonly string[] => {
  const fr = language === 'fr';
  const { number, title, url } = opened.pullRequest;
  const head = [
    `${paint('strong', `#${number}`)}  ${title}`,
    `    ${url}`,
    ...(sameVersion === undefined ? [] : wrap(inLanguage(sameVersionNote(sameVersion), language), 80, '    ')),
    ...superseded.map((n) => (fr ? `    remplace #${n}` : `    supersedes #${n}`)),
  ];
  if (merge.state === 'merged') {
    return [
      ...head,
      '',
      `${paint('good', fr ? 'fusionnée' : 'merged')}  ${merge.commit.slice(0, 7)}   ${fr ? 'arbre' : 'tree'} ${merge.tree.slice(0, 7)}`,
    ];
  }
  const next = fr
    ? 'Ensuite : les personnes signent sur la pull request ; puis la même commande avec --wait.'
    : 'Next: people sign on the pull request; then the same command with --wait.';
  return [
    ...head,
    '',
    ...(verdict === undefined ? [] : verdictLines(verdict, verdictMeta(situation), paint, language)),
    '',
    ...wrap(next, 80),
  ];
};
