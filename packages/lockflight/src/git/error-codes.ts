import type { CodeTable } from '../contract/codes.ts';

/** Every code that `git/` can fail with: what `lockflight explain` says of it. */
export const GIT_ERROR_CODES = {
  'git-missing': {
    means: {
      en: 'git is not on the PATH, or it is older than version 2.39.',
      fr: 'git est introuvable dans le PATH, ou sa version est antérieure à la 2.39.',
    },
    why: {
      en: 'Merges are computed with `git merge-tree --write-tree`, which older versions do not have.',
      fr: "Les fusions sont calculées par `git merge-tree --write-tree`, que les versions plus anciennes n'ont pas.",
    },
    fix: { en: 'Install git 2.39 or later: apt-get install git.', fr: 'Installez git 2.39 ou plus récent : apt-get install git.' },
  },
  'not-a-repository': {
    means: {
      en: 'The folder is not in a git repository, or does not exist.',
      fr: "Le dossier n'est pas dans un dépôt git, ou n'existe pas.",
    },
    why: {
      en: 'Every fact about what an environment was comes from its branch.',
      fr: "Tout ce que l'on sait d'un environnement vient de sa branche.",
    },
    fix: { en: 'Name the repository: lockflight -C DIR ...', fr: 'Nommez le dépôt : lockflight -C DOSSIER ...' },
  },
  'repository-not-trusted': {
    means: {
      en: 'The repository belongs to another user of this machine.',
      fr: 'Le dépôt appartient à un autre utilisateur de cette machine.',
    },
    why: {
      en: "git reads no repository of somebody else's: its configuration could run commands.",
      fr: "git ne lit pas le dépôt de quelqu'un d'autre : sa configuration pourrait lancer des commandes.",
    },
    fix: {
      en: 'If you trust it: git config --global --add safe.directory DIR',
      fr: 'Si vous lui faites confiance : git config --global --add safe.directory DOSSIER',
    },
  },
  'empty-repository': {
    means: { en: 'The repository has no commit yet.', fr: "Le dépôt n'a encore aucun commit." },
    why: { en: 'Without a state there is nothing to judge.', fr: "Sans état, il n'y a rien à juger." },
    fix: {
      en: 'Make the first commit, or fetch the branches: git fetch origin',
      fr: 'Faites le premier commit, ou récupérez les branches : git fetch origin',
    },
  },
  'unknown-revision': {
    means: {
      en: 'No branch, tag or commit of that name is in this clone.',
      fr: "Ce clone n'a ni branche, ni étiquette, ni commit de ce nom.",
    },
    why: {
      en: 'A clone has only what was fetched; a guess at another branch would judge the wrong line.',
      fr: "Un clone n'a que ce qui a été récupéré ; deviner une autre branche ferait juger la mauvaise ligne.",
    },
    fix: {
      en: 'Check the name (git branch --all), or fetch it: git fetch origin',
      fr: 'Vérifiez le nom (git branch --all), ou récupérez-le : git fetch origin',
    },
  },
  'shallow-clone': {
    means: {
      en: 'The clone hides a part of the history that the answer needs.',
      fr: "Le clone cache une partie de l'historique dont la réponse a besoin.",
    },
    why: {
      en: 'A state whose past is cut off would get a wrong class, and a wrong class is worse than none.',
      fr: 'Un état dont le passé est coupé recevrait une mauvaise classe, ce qui est pire que pas de classe.',
    },
    fix: {
      en: 'Fetch the rest: git fetch --unshallow (actions/checkout: fetch-depth: 0).',
      fr: 'Récupérez le reste : git fetch --unshallow (actions/checkout : fetch-depth: 0).',
    },
  },
  'missing-object': {
    means: { en: 'An object is missing from the repository, or damaged.', fr: 'Un objet manque dans le dépôt, ou est abîmé.' },
    why: {
      en: 'Lockflight fetches nothing behind your back: in a partial clone (--filter) objects that were left out are missing.',
      fr: 'Lockflight ne récupère rien dans votre dos : dans un clone partiel (--filter), les objets laissés de côté manquent.',
    },
    fix: {
      en: 'Look with git fsck; a partial clone is completed by: git fetch --refetch --no-filter origin',
      fr: 'Examinez avec git fsck ; un clone partiel se complète par : git fetch --refetch --no-filter origin',
    },
  },
  'file-too-large': {
    means: { en: 'A file that had to be read is larger than its limit.', fr: 'Un fichier à lire dépasse sa taille limite.' },
    why: {
      en: 'Files are read from branches that nobody trusts yet; a limit keeps a hostile one from filling the memory.',
      fr: 'Les fichiers viennent de branches auxquelles personne ne fait encore confiance ; la limite protège la mémoire.',
    },
    fix: { en: 'Make the file smaller.', fr: 'Réduisez le fichier.' },
  },
  'no-identity': {
    means: { en: 'git does not know who makes the commit.', fr: 'git ne sait pas qui fait le commit.' },
    why: { en: 'A commit carries the name of its maker.', fr: 'Un commit porte le nom de son auteur.' },
    fix: { en: 'git config --global user.name NAME, and user.email.', fr: 'git config --global user.name NOM, et user.email.' },
  },
  'unknown-remote': {
    means: { en: 'The repository has no remote of that name.', fr: "Le dépôt n'a pas de dépôt distant de ce nom." },
    why: { en: 'Lockflight pushes only where you said.', fr: "Lockflight ne pousse que là où vous l'avez dit." },
    fix: { en: 'Add it: git remote add origin URL', fr: 'Ajoutez-le : git remote add origin URL' },
  },
  'insecure-remote': {
    means: {
      en: 'The remote is reached over plain http, and a token would have been sent to it.',
      fr: 'Le dépôt distant est joint en http simple, et un jeton lui aurait été envoyé.',
    },
    why: {
      en: 'Anybody on the way could read the token and use it.',
      fr: "N'importe qui sur le chemin pourrait lire le jeton et s'en servir.",
    },
    fix: { en: 'Use https: git remote set-url origin https://...', fr: 'Passez en https : git remote set-url origin https://...' },
  },
  'remote-refused': {
    means: {
      en: 'The remote refused the identity, or the identity may not do this.',
      fr: "Le dépôt distant refuse l'identité, ou l'identité n'a pas ce droit.",
    },
    why: {
      en: 'Reading and pushing need the rights that the forge gives.',
      fr: 'Lire et pousser demandent les droits que donne la forge.',
    },
    fix: { en: 'Check the token and its rights on this repository.', fr: 'Vérifiez le jeton et ses droits sur ce dépôt.' },
  },
  'remote-unreachable': {
    means: {
      en: 'The remote did not answer, or the answer was cut off.',
      fr: "Le dépôt distant n'a pas répondu, ou sa réponse a été coupée.",
    },
    why: {
      en: 'It is not known whether a push arrived; running again finds out.',
      fr: 'On ne sait pas si un envoi est arrivé ; relancer permet de le savoir.',
    },
    fix: { en: 'Try again later, and look at the network and the forge.', fr: 'Réessayez plus tard, et regardez le réseau et la forge.' },
  },
  'git-failed': {
    means: { en: 'git failed in a way that Lockflight does not know.', fr: "git a échoué d'une façon que Lockflight ne connaît pas." },
    why: { en: "The message carries git's own words.", fr: 'Le message reprend les mots de git.' },
    fix: { en: "Do what git's own words say, then run again.", fr: 'Suivez ce que dit git, puis relancez.' },
  },
} as const satisfies CodeTable;

export type GitErrorCode = keyof typeof GIT_ERROR_CODES;
