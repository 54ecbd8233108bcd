/** What people read on the pull request of a promotion or rollback: what it carries, and where to sign. In the contract's language. */
import type { Contract, Step } from '../../contract/model.ts';
import type { Text } from '../../contract/text.ts';
import type { ArchiveRef } from '../../ledger/entry.ts';
import type { Candidate } from '../../policy/facts.ts';

export interface PullRequestWords {
  readonly title: Text;
  readonly body: Text;
}

export const promotionWords = (step: Step, candidate: Candidate, version: string, sameVersion?: ArchiveRef): PullRequestWords => {
  const kinds = step.gates.flatMap((g) => (g.gate === 'approval' ? [g.of] : []));
  const sign = kinds.map((kind) => `- \`/lockflight approve ${kind}\``).join('\n');
  const tail = `\`tree ${candidate.tree}\`\n\`commit ${candidate.commit}\``;
  const method: Text = step.linear
    ? {
        en: 'It is squashed: the target keeps a linear history.',
        fr: 'Elle est fusionnée par squash : la cible garde un historique linéaire.',
      }
    : { en: 'Only a merge commit may merge it.', fr: 'Seul un commit de fusion peut la fusionner.' };
  const twice = sameVersion === undefined ? { en: '', fr: '' } : sameVersionNote(sameVersion);
  return {
    title: { en: `Promote ${version} to ${step.to}`, fr: `Promouvoir ${version} en ${step.to}` },
    body: {
      en: `This carries the exact tree of ${step.from} to ${step.to}, along \`${step.id}\`.\n${tail}${twice.en === '' ? '' : `\n\n${twice.en}`}\n\n${method.en} The check \`lockflight / ${step.to}\` says what is missing.${sign === '' ? '' : `\n\nTo sign, review with a line of its own:\n${sign}`}\n`,
      fr: `Ceci porte l'arbre exact de ${step.from} vers ${step.to}, par \`${step.id}\`.\n${tail}${twice.fr === '' ? '' : `\n\n${twice.fr}`}\n\n${method.fr} Le contrôle \`lockflight / ${step.to}\` dit ce qui manque.${sign === '' ? '' : `\n\nPour signer, relisez avec une ligne à part :\n${sign}`}\n`,
    },
  };
};

/** A version is a name that people give; the tree is what counts. Two under one name are worth a word, before they are told apart by a number. */
export const sameVersionNote = ({ version, tree, ref }: ArchiveRef): Text => ({
  en: `Another tree (${tree.slice(0, 7)}) went out as version ${version} before: ${ref.replace('refs/tags/', '')}.`,
  fr: `Un autre arbre (${tree.slice(0, 7)}) est déjà sorti sous la version ${version} : ${ref.replace('refs/tags/', '')}.`,
});

export const rollbackWords = (
  contract: Contract,
  environment: string,
  archive: ArchiveRef,
  notUndone: readonly Text[],
): PullRequestWords => {
  const name = archive.ref.replace('refs/tags/', '');
  const list = (language: 'en' | 'fr') => notUndone.map((t) => `- ${t[language]}`).join('\n');
  const held = contract.rollback.find((r) => r.environment === environment)?.then !== 'nothing';
  return {
    title: { en: `Roll ${environment} back to ${archive.version}`, fr: `Ramener ${environment} à ${archive.version}` },
    body: {
      en: `This brings back the tree that \`${name}\` keeps.\n\`tree ${archive.tree}\`\n\nTo approve, review with a line of its own:\n- \`/lockflight approve rollback\`\n\n${list('en') === '' ? 'Nothing is known that it would not undo.' : `What it does not undo:\n${list('en')}`}${held ? '\n\nAfter it, promotions wait for the post-mortem.' : ''}\n`,
      fr: `Ceci rétablit l'arbre que garde \`${name}\`.\n\`tree ${archive.tree}\`\n\nPour approuver, relisez avec une ligne à part :\n- \`/lockflight approve rollback\`\n\n${list('fr') === '' ? "On ne connaît rien qu'il laisserait en place." : `Ce qu'il ne défait pas :\n${list('fr')}`}${held ? '\n\nAprès lui, les promotions attendent le post-mortem.' : ''}\n`,
    },
  };
};
