/** Why `run` starts nothing. */
import type { CodeTable } from '../../contract/codes.ts';

export const RUN_CODES = {
  'no-such-command-here': {
    means: {
      en: 'The contract has no command and no procedure of this name.',
      fr: "Le contrat n'a ni commande ni procédure de ce nom.",
    },
    why: { en: 'Only what the contract names is run.', fr: 'Seul ce que le contrat nomme est exécuté.' },
    fix: {
      en: 'Take one of the names that the message lists, or declare the command under `commands`.',
      fr: 'Prenez un des noms que le message énumère, ou déclarez la commande sous `commands`.',
    },
  },
  'command-denied': {
    means: {
      en: 'The contract does not let this command run in this environment.',
      fr: "Le contrat ne laisse pas cette commande s'exécuter dans cet environnement.",
    },
    why: {
      en: 'With `in`, an environment that it does not name is denied; an environment may also rule out the activity.',
      fr: "Avec `in`, un environnement qui n'y est pas nommé est refusé ; un environnement peut aussi exclure l'activité.",
    },
    fix: {
      en: 'Run it in an environment that allows it; owners change the contract.',
      fr: "Lancez-la dans un environnement qui l'autorise ; les owners changent le contrat.",
    },
  },
  'command-not-confirmed': {
    means: {
      en: 'The contract wants a person at a terminal to confirm this command here, and nobody did.',
      fr: "Le contrat veut qu'une personne, devant un terminal, confirme cette commande ici, et personne ne l'a fait.",
    },
    why: {
      en: 'A confirmation that a script or an agent could give would confirm nothing: it takes no flag.',
      fr: "Une confirmation qu'un script ou un agent pourrait donner ne confirmerait rien : il n'y a pas d'option pour cela.",
    },
    fix: {
      en: "Run it at a terminal and type the environment's name when asked.",
      fr: "Lancez-la devant un terminal et tapez le nom de l'environnement à la demande.",
    },
  },
  'pipeline-only': {
    means: {
      en: 'In this environment the command runs in the pipeline only, and this is not it.',
      fr: "Dans cet environnement la commande ne s'exécute que dans le pipeline, et ce n'est pas lui.",
    },
    why: {
      en: 'What a laptop deploys, nobody else can see, repeat or take back.',
      fr: 'Ce que déploie un portable, personne ne peut le voir, le refaire ni le reprendre.',
    },
    fix: {
      en: 'Let the workflow run it: push to the branch that the message names, or start the workflow by hand on the forge.',
      fr: 'Laissez faire le workflow : poussez sur la branche que nomme le message, ou lancez-le depuis la forge.',
    },
  },
  'pipeline-identity-required': {
    means: {
      en: 'The contract wants the pipeline to prove itself here, and the job has no identity token.',
      fr: "Le contrat veut que le pipeline prouve ici son identité, et la tâche n'a pas de jeton.",
    },
    why: {
      en: 'Without a token only variables say that this is the pipeline, and anybody can set them. In production the contract asks for the token unless it says `identity: claimed`.',
      fr: "Sans jeton, seules des variables disent que c'est le pipeline, et n'importe qui peut les définir. En production, le contrat exige le jeton sauf s'il dit `identity: claimed`.",
    },
    fix: {
      en: "Give the workflow's job `permissions: { id-token: write }` and `environment:` with the environment's name; or say `identity: claimed` in the contract, which owners decide.",
      fr: "Donnez à la tâche du workflow `permissions: { id-token: write }` et `environment:` avec le nom de l'environnement ; ou dites `identity: claimed` dans le contrat, ce que décident les owners.",
    },
  },
  'pipeline-identity-refused': {
    means: {
      en: "The job has an identity token, and it does not verify, or it is not this repository's job for this branch and environment.",
      fr: "La tâche a un jeton d'identité, mais il ne se vérifie pas, ou ce n'est pas la tâche de ce dépôt pour cette branche et cet environnement.",
    },
    why: {
      en: 'A variable can be set by anybody; what the forge signed of a job cannot. So the token counts, whatever the variables say.',
      fr: "N'importe qui peut définir une variable ; personne ne peut forger ce que la forge a signé d'une tâche. C'est donc le jeton qui compte, quoi que disent les variables.",
    },
    fix: {
      en: 'Run it in a job of this repository, of an event that only people with write access cause, on the branch and in the environment that the message names.',
      fr: "Lancez-la dans une tâche de ce dépôt, sur un événement que seules provoquent les personnes qui peuvent écrire, sur la branche et dans l'environnement nommés par le message.",
    },
  },
  'pipeline-identity-unavailable': {
    means: {
      en: 'The job may ask for an identity token, and the token or the keys to check it with could not be had.',
      fr: "La tâche peut demander un jeton d'identité, mais ce jeton, ou les clés pour le vérifier, n'ont pas pu être obtenus.",
    },
    why: { en: 'What cannot be checked is not taken for right.', fr: "Ce qu'on ne peut pas vérifier n'est pas tenu pour juste." },
    fix: { en: 'Run the job again; look at the status page of the forge.', fr: "Relancez la tâche ; regardez la page d'état de la forge." },
  },
  'proofs-missing': {
    means: {
      en: 'The command comes after others, and the ledger holds no passing evidence of them for this tree.',
      fr: "La commande vient après d'autres, et le registre n'en contient pas de preuve réussie pour cet arbre.",
    },
    why: {
      en: 'A check that passed on other files says nothing about these.',
      fr: "Un contrôle réussi sur d'autres fichiers ne dit rien de ceux-ci.",
    },
    fix: {
      en: "Let the forge's workflow prove them for this commit; a run by hand is no evidence.",
      fr: "Laissez le workflow de la forge les prouver pour ce commit ; une exécution à la main n'est pas une preuve.",
    },
  },
  'tree-not-committed': {
    means: {
      en: 'The working tree has changes that no commit holds, so there is no tree that evidence or a deployment could be about.',
      fr: "L'arbre de travail a des changements qu'aucun commit ne contient : ni preuve ni déploiement ne peuvent porter sur lui.",
    },
    why: {
      en: 'Evidence belongs to a tree, exactly, and so does what was deployed.',
      fr: 'Une preuve appartient à un arbre, exactement ; ce qui a été déployé aussi.',
    },
    fix: { en: 'Commit or remove what `git status` lists.', fr: 'Commitez ou retirez ce que liste `git status`.' },
  },
  'run-cannot-start': {
    means: { en: 'The system could not start the command.', fr: "Le système n'a pas pu lancer la commande." },
    why: { en: 'No shell, no folder, or no memory.', fr: 'Pas de shell, pas de dossier, ou plus de mémoire.' },
    fix: {
      en: 'Try the line of `run` by hand in the folder of the contract.',
      fr: 'Essayez la ligne de `run` à la main dans le dossier du contrat.',
    },
  },
} as const satisfies CodeTable;
