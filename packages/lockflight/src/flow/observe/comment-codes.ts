/** Why a comment command does not count. */
import type { CodeTable } from '../../contract/codes.ts';

export const COMMENT_CODES = {
  'comment-unclear': {
    means: {
      en: 'A line of a comment begins with /lockflight and is no command that Lockflight knows.',
      fr: "Une ligne d'un commentaire commence par /lockflight sans être une commande que Lockflight connaisse.",
    },
    why: {
      en: 'What is guessed at may be the opposite of what was meant.',
      fr: "Ce qu'on devine peut être l'inverse de ce qui était voulu.",
    },
    fix: { en: 'Say /lockflight help on a line of its own.', fr: 'Écrivez /lockflight help seul sur sa ligne.' },
  },
  'comment-edited': {
    means: {
      en: 'A comment with a command was changed after it was written.',
      fr: 'Un commentaire portant une commande a été modifié après coup.',
    },
    why: {
      en: "Whoever may write can change other people's comments: it may not be what its author said.",
      fr: "Quiconque peut écrire peut modifier le commentaire d'autrui : son auteur ne l'a peut-être pas dit.",
    },
    fix: { en: 'Its author says it in a new comment.', fr: 'Son auteur le dit dans un nouveau commentaire.' },
  },
  'comment-without-right': {
    means: {
      en: 'Somebody who may not write to the repository asked for a hold, its end or a waiver.',
      fr: "Quelqu'un qui ne peut pas écrire dans le dépôt a demandé une suspension, sa levée ou une dérogation.",
    },
    why: {
      en: 'On a public repository anybody may comment: nobody outside stops a release.',
      fr: "Sur un dépôt public, chacun peut commenter : personne d'extérieur n'arrête une mise en production.",
    },
    fix: { en: 'Somebody who may write says it.', fr: "Quelqu'un qui peut écrire le dit." },
  },
  'comment-of-unknown': {
    means: {
      en: 'It cannot be told which head of the pull request a comment speaks of.',
      fr: 'On ne peut pas dire de quelle tête de la pull request parle un commentaire.',
    },
    why: {
      en: 'An approval is of one tree. A comment names none: it speaks of the head that was there, by the log of pushes, when it was written.',
      fr: "Une approbation porte sur un arbre. Un commentaire n'en nomme pas : il parle de la tête présente, selon le journal des poussées, quand il fut écrit.",
    },
    fix: {
      en: 'Say it again, or in a review, which is bound to what was reviewed.',
      fr: 'Redites-le, ou dans une relecture, qui est liée à ce qui fut relu.',
    },
  },
  'approve-without-role': {
    means: {
      en: 'A comment approves for a role that its author does not have.',
      fr: "Un commentaire approuve pour un rôle que son auteur n'a pas.",
    },
    why: { en: 'The contract says who approves what.', fr: 'Le contrat dit qui approuve quoi.' },
    fix: { en: 'Ask somebody of the role that the answer names.', fr: "Demandez à quelqu'un du rôle que la réponse nomme." },
  },
} as const satisfies CodeTable;
