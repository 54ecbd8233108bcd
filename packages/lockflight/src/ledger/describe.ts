/**
 * An entry in one line for people, in both languages. Free words (a reason, a note) are shown without their control characters: whoever
 * wrote them must not be able to steer a terminal.
 */
import type { Text } from '../contract/text.ts';
import { describeLife } from './describe-life.ts';
import type { Entry, EntryBody } from './entry.ts';

type Body<T extends EntryBody['type']> = Extract<EntryBody, { type: T }>;

export const describeEntry = (entry: Entry): Text => {
  const { en, fr } = describe(entry);
  return { en: printable(en), fr: printable(fr) };
};

const printable = (words: string): string => words.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();

const short = (id: string): string => id.slice(0, 7);

const describe = (entry: Entry): Text => {
  const { body } = entry;
  switch (body.type) {
    case 'adoption':
      return adoption(body);
    case 'contract':
      return { en: `contract ${entry.contract.counter} came into force`, fr: `le contrat ${entry.contract.counter} entre en vigueur` };
    case 'push':
      return push(body);
    case 'evidence':
      return evidence(body);
    case 'approval':
      return approval(body);
    case 'deployment':
      return deployment(body);
    case 'archive':
      return {
        en: `${body.environment} archived as ${body.version} (${short(body.commit)})`,
        fr: `${body.environment} archivé sous ${body.version} (${short(body.commit)})`,
      };
    case 'verdict':
      return verdict(body);
    case 'promotion':
    case 'rollback':
      return describeLife(body);
    case 'hold':
      return hold(body);
    case 'hold-release':
      return body.why === undefined
        ? { en: `hold ${body.id} lifted`, fr: `suspension ${body.id} levée` }
        : { en: `hold ${body.id} lifted: ${body.why}`, fr: `suspension ${body.id} levée : ${body.why}` };
    case 'waiver':
      return {
        en: `${body.gate} of ${body.step} waived until ${day(body.until)}: ${body.why}`,
        fr: `dérogation à ${body.gate} de ${body.step} jusqu'au ${day(body.until)} : ${body.why}`,
      };
    case 'post-mortem':
      return {
        en: `post-mortem of rollback ${body.rollback}: ${body.note}`,
        fr: `post-mortem du retour arrière ${body.rollback} : ${body.note}`,
      };
    case 'key':
      return key(body);
    case 'violation':
      return {
        en: `violation in ${body.environment}, ${short(body.commit)}: ${body.reason.en}`,
        fr: `violation sur ${body.environment}, ${short(body.commit)} : ${body.reason.fr}`,
      };
  }
};

const day = (instant: string): string => instant.slice(0, 10);

const adoption = ({ repository, lines }: Body<'adoption'>): Text => {
  const at = lines.map((line) => `${line.environment} ${short(line.commit)}`).join(', ');
  return { en: `ledger of ${repository.fullName} begun at ${at}`, fr: `registre de ${repository.fullName} ouvert à ${at}` };
};

const push = ({ environment, commit, pullRequest }: Body<'push'>): Text => {
  const by = pullRequest === undefined ? '' : ` (pull request #${pullRequest})`;
  return { en: `${environment} moved to ${short(commit)}${by}`, fr: `${environment} passe à ${short(commit)}${by}` };
};

const RESULTS = {
  passed: { en: 'passed', fr: 'réussi' },
  failed: { en: 'failed', fr: 'échoué' },
  withdrawn: { en: 'withdrawn', fr: 'retiré' },
  errored: { en: 'cannot be counted', fr: 'ne peut pas compter' },
} as const;

const evidence = ({ kind, result, environment, tree, note }: Body<'evidence'>): Text => {
  const said = note === undefined ? { en: '', fr: '' } : { en: `: ${note}`, fr: ` : ${note}` };
  const words = RESULTS[result];
  const place = environment === undefined ? { en: '', fr: '' } : { en: ` in ${environment}`, fr: ` sur ${environment}` };
  return {
    en: `${kind} ${words.en}${place.en}, tree ${short(tree)}${said.en}`,
    fr: `${kind} ${words.fr}${place.fr}, arbre ${short(tree)}${said.fr}`,
  };
};

const approval = ({ kind, result, pullRequest }: Body<'approval'>): Text =>
  result === 'approved'
    ? { en: `${kind} approved on pull request #${pullRequest}`, fr: `${kind} approuvé sur la pull request #${pullRequest}` }
    : {
        en: `approval of ${kind} withdrawn on pull request #${pullRequest}`,
        fr: `approbation de ${kind} retirée sur la pull request #${pullRequest}`,
      };

const deployment = ({ environment, commit, result, via }: Body<'deployment'>): Text => {
  const id = short(commit);
  if (via === 'report') return { en: `${environment} says that it runs ${id}`, fr: `${environment} dit exécuter ${id}` };
  if (result === 'deployed') return { en: `${environment} runs ${id}`, fr: `${environment} exécute ${id}` };
  if (result === 'failed')
    return { en: `deploying ${id} to ${environment} failed`, fr: `échec du déploiement de ${id} sur ${environment}` };
  return { en: `${environment} no longer runs ${id}`, fr: `${environment} n'exécute plus ${id}` };
};

const verdict = ({ step, outcome, gates, candidate }: Body<'verdict'>): Text => {
  const shut = gates.filter((gate) => gate.outcome === 'blocked' || gate.outcome === 'errored').length;
  const id = short(candidate.commit);
  if (outcome === 'passed') return { en: `${step}: ${id} may go through`, fr: `${step} : ${id} peut passer` };
  if (outcome === 'blocked') {
    return {
      en: `${step}: ${id} blocked by ${shut} of ${gates.length} gates`,
      fr: `${step} : ${id} bloqué par ${shut} ${shut > 1 ? 'portes' : 'porte'} sur ${gates.length}`,
    };
  }
  return { en: `${step}: ${id} could not be judged`, fr: `${step} : ${id} n'a pas pu être jugé` };
};

const hold = ({ step, why, from, until }: Body<'hold'>): Text => ({
  en: `${step} held${from === undefined ? '' : ` from ${day(from)}`}${until === undefined ? '' : ` until ${day(until)}`}: ${why}`,
  fr: `${step} suspendu${from === undefined ? '' : ` à partir du ${day(from)}`}${until === undefined ? '' : ` jusqu'au ${day(until)}`} : ${why}`,
});

const key = ({ action, keyId }: Body<'key'>): Text => {
  const id = keyId.slice(0, 12);
  return action === 'rotate'
    ? { en: `signing key ${id} brought in`, fr: `clé de signature ${id} introduite` }
    : { en: `signing key ${id} revoked`, fr: `clé de signature ${id} révoquée` };
};
