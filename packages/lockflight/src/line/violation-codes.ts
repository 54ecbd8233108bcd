import type { CodeTable } from '../contract/codes.ts';

/**
 * What can be wrong with a state of production, or with what keeps its past. `fix` says what would have made it right, and what to do now;
 * FROM and TO in it stand for the two environments.
 */
export const VIOLATION_CODES = {
  ungated: {
    means: {
      en: 'Production took a tree that staging had, and the ledger holds no promotion of it: it was merged or pushed around the gates.',
      fr: "La production a pris un arbre que staging avait, et le registre n'en contient aucune promotion : il a été fusionné ou poussé en contournant les portes.",
    },
    why: {
      en: 'A tree that was in staging is not yet a tree that passed: evidence and approvals belong to the promotion.',
      fr: "Un arbre passé par staging n'a pas pour autant réussi : preuves et approbations tiennent à la promotion.",
    },
    fix: {
      en: 'lockflight promote FROM TO would have made it right. If the recorder is only late: lockflight record.',
      fr: "lockflight promote FROM TO l'aurait rendu correct. Si le greffier est seulement en retard : lockflight record.",
    },
  },
  direct: {
    means: {
      en: 'A commit was made on production itself, with a tree that staging never had.',
      fr: "Un commit a été fait sur la production elle-même, avec un arbre que staging n'a jamais eu.",
    },
    why: { en: 'Nothing of it was ever tried anywhere else.', fr: "Rien de tout cela n'a jamais été essayé ailleurs." },
    fix: {
      en: 'Bring the change to staging and promote it; an urgent one goes the same way, by an expedited step. Branch protection on the forge closes the door.',
      fr: 'Apportez le changement sur staging et promouvez-le ; un correctif urgent prend le même chemin, par une étape accélérée. La protection de branche de la forge ferme la porte.',
    },
  },
  foreign: {
    means: {
      en: 'Something that is not on the line of staging was merged into production: a hotfix, another branch.',
      fr: "Ce qui a été fusionné dans la production n'est pas sur la ligne de staging : un correctif, une autre branche.",
    },
    why: {
      en: 'The flow has no step from there: production runs a tree that staging never ran.',
      fr: "Le flux n'a pas d'étape depuis là : la production exécute un arbre que staging n'a jamais exécuté.",
    },
    fix: {
      en: 'Merge that branch into staging, then lockflight promote FROM TO.',
      fr: 'Fusionnez cette branche dans staging, puis lockflight promote FROM TO.',
    },
  },
  mixed: {
    means: {
      en: 'Staging was merged into production, and the result is a tree that staging never had.',
      fr: "Staging a été fusionné dans la production, et le résultat est un arbre que staging n'a jamais eu.",
    },
    why: {
      en: 'The merge kept something of production that staging did not have: that mixture was never tested.',
      fr: "La fusion a gardé de la production quelque chose que staging n'avait pas : ce mélange n'a jamais été testé.",
    },
    fix: {
      en: 'lockflight promote carries the exact tree of staging; what only production has must be brought to staging first.',
      fr: "lockflight promote transporte l'arbre exact de staging ; ce que seule la production contient doit d'abord y être apporté.",
    },
  },
  'unproven-rollback': {
    means: {
      en: 'Production went back to a tree that it had before, and the ledger holds no rollback.',
      fr: "La production est revenue à un arbre qu'elle avait déjà eu, et le registre ne contient aucun retour arrière.",
    },
    why: {
      en: 'A rollback has an approval, a target that was proven, and a hold until the post-mortem.',
      fr: "Un retour arrière a une approbation, une cible éprouvée, et une suspension jusqu'au post-mortem.",
    },
    fix: {
      en: 'lockflight rollback TO would have made it right.',
      fr: "lockflight rollback TO l'aurait rendu correct.",
    },
  },
  'order-unknown': {
    means: {
      en: 'The same commit is on both lines and the ledger does not know it yet: nobody can say which had it first.',
      fr: "Le même commit est sur les deux lignes et le registre ne le connaît pas encore : nul ne peut dire laquelle l'a eu d'abord.",
    },
    why: {
      en: 'A merge of production into staging can fast-forward staging onto a commit that staging never tried.',
      fr: "Une fusion de la production dans staging peut avancer celui-ci sur un commit qu'il n'a jamais essayé.",
    },
    fix: {
      en: 'lockflight record: the forge knows the order of the pushes. Merge back with git merge --no-ff.',
      fr: "lockflight record : la forge connaît l'ordre des envois. Resynchronisez par git merge --no-ff.",
    },
  },
  'running-elsewhere': {
    means: {
      en: 'Production reports that it runs another tree than the head of its branch.',
      fr: 'La production déclare exécuter un autre arbre que celui de la tête de sa branche.',
    },
    why: {
      en: 'What was proven is the branch; what customers meet is what runs.',
      fr: "Ce qui est prouvé, c'est la branche ; ce que voient les clients, c'est ce qui tourne.",
    },
    fix: { en: 'Deploy the head of the branch again.', fr: 'Redéployez la tête de la branche.' },
  },
  'archive-missing': {
    means: {
      en: 'An archive that the ledger names is gone: its tag is neither here nor at the remote.',
      fr: "Une archive que le registre nomme a disparu : son étiquette n'est ni ici ni sur le dépôt distant.",
    },
    why: { en: 'Without it there is no way back to that state.', fr: "Sans elle, il n'y a pas de retour possible à cet état." },
    fix: {
      en: 'Push the tag again at the commit that the ledger names, and protect tags of that name on the forge.',
      fr: "Repoussez l'étiquette sur le commit que nomme le registre, et protégez les étiquettes de ce nom sur la forge.",
    },
  },
  'archive-moved': {
    means: {
      en: 'An archive points at another commit than the ledger says.',
      fr: 'Une archive désigne un autre commit que celui du registre.',
    },
    why: { en: 'A rollback would bring back something else.', fr: 'Un retour arrière ramènerait autre chose.' },
    fix: {
      en: 'Delete the tag, push it again at the commit that the ledger names, and protect tags of that name on the forge.',
      fr: "Supprimez l'étiquette, repoussez-la sur le commit que nomme le registre, et protégez les étiquettes de ce nom sur la forge.",
    },
  },
  'archive-never-made': {
    means: {
      en: 'A state that production had was replaced, and the ledger holds no archive of it.',
      fr: "Un état que la production avait a été remplacé, et le registre n'en contient aucune archive.",
    },
    why: { en: 'There is no proven way back to it.', fr: "Il n'y a pas de retour éprouvé vers cet état." },
    fix: {
      en: 'lockflight record makes the archive of every proven state that lacks one; let its App create tags under archive/.',
      fr: "lockflight record crée l'archive de chaque état éprouvé qui n'en a pas ; autorisez son App à créer des étiquettes sous archive/.",
    },
  },
} as const satisfies CodeTable;

export type ViolationCode = keyof typeof VIOLATION_CODES;
export type ArchiveViolation = Extract<ViolationCode, `archive-${string}`>;
export type StateViolation = Exclude<ViolationCode, ArchiveViolation>;
