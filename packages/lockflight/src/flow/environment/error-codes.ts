/** Codes for files of variables that cannot be read, and for calls of `env check` that do not say what to judge. */
import type { CodeTable } from '../../contract/codes.ts';

export const ENV_ERROR_CODES = {
  'env-file-not-found': {
    means: {
      en: 'A file of variables that the call needs is not there.',
      fr: "Un fichier de variables dont l'appel a besoin n'existe pas.",
    },
    why: { en: 'Judging nothing would look like a pass.', fr: 'Ne rien juger ressemblerait à un succès.' },
    fix: { en: 'Correct the path after --file.', fr: 'Corrigez le chemin après --file.' },
  },
  'env-file-elsewhere': {
    means: {
      en: 'A file of variables in a repository is a symbolic link out of it.',
      fr: "Un fichier de variables d'un dépôt est un lien symbolique qui en sort.",
    },
    why: {
      en: "A checkout may be a stranger's: its links must not choose what of this machine is read, for names of variables are shown.",
      fr: "La copie de travail peut venir d'un inconnu : ses liens ne doivent pas choisir ce qui est lu sur cette machine, car les noms des variables sont affichés.",
    },
    fix: {
      en: 'Name the file itself with --file, or put its variables into the process.',
      fr: 'Nommez le fichier lui-même avec --file, ou mettez ses variables dans le processus.',
    },
  },
  'env-file-unreadable': {
    means: { en: 'The file of variables is there and cannot be read.', fr: 'Le fichier de variables existe et ne peut pas être lu.' },
    why: { en: 'Its variables would look unset.', fr: 'Ses variables sembleraient non définies.' },
    fix: { en: 'Give a file that this user may read.', fr: 'Donnez un fichier que cet utilisateur peut lire.' },
  },
  'env-file-too-large': {
    means: { en: 'The file of variables is larger than 8 MB.', fr: 'Le fichier de variables dépasse 8 Mo.' },
    why: {
      en: 'It is not a file of variables, and reading it would cost memory for nothing.',
      fr: "Ce n'est pas un fichier de variables, et le lire coûterait de la mémoire pour rien.",
    },
    fix: { en: 'Keep data in files of their own.', fr: 'Gardez les données dans leurs propres fichiers.' },
  },
  'env-file-not-text': {
    means: {
      en: 'The file of variables is not UTF-8 text: it has a NUL character, or bytes that are no UTF-8.',
      fr: "Le fichier de variables n'est pas du texte UTF-8 : il contient un caractère NUL, ou des octets qui ne sont pas de l'UTF-8.",
    },
    why: { en: 'Programs read such bytes differently.', fr: 'Les programmes lisent de tels octets différemment.' },
    fix: { en: 'Save it as UTF-8.', fr: 'Enregistrez-le en UTF-8.' },
  },
  'env-file-unclosed-quote': {
    means: {
      en: 'A value begins with a quote that is never closed.',
      fr: "Une valeur commence par un guillemet qui n'est jamais fermé.",
    },
    why: {
      en: 'The quote would become part of the value, and the lines after it would be read as other variables.',
      fr: "Le guillemet ferait partie de la valeur, et les lignes suivantes seraient lues comme d'autres variables.",
    },
    fix: { en: 'Close the quote, or take it away.', fr: 'Fermez le guillemet, ou enlevez-le.' },
  },
  'env-file-malformed-line': {
    means: {
      en: 'A line of the file of variables is neither blank, nor a comment, nor NAME=value.',
      fr: "Une ligne du fichier de variables n'est ni vide, ni un commentaire, ni NOM=valeur.",
    },
    why: {
      en: 'Loaders drop such a line in silence, or take it into another value; the variable that somebody meant would be unset.',
      fr: "Les chargeurs ignorent une telle ligne en silence, ou l'avalent dans une autre valeur ; la variable voulue ne serait pas définie.",
    },
    fix: {
      en: 'Write NAME=value, with quotes around a value of several lines and nothing but a comment after the closing quote.',
      fr: "Écrivez NOM=valeur, avec des guillemets autour d'une valeur de plusieurs lignes et rien qu'un commentaire après le guillemet fermant.",
    },
  },
  'env-file-cut-value': {
    means: {
      en: 'A value without quotes has a # in it, with no blank before it.',
      fr: 'Une valeur sans guillemets contient un #, sans espace devant.',
    },
    why: {
      en: 'dotenv and Node cut the value there, docker and shells keep it whole: a password would lose its end in silence.',
      fr: 'dotenv et Node coupent la valeur là, docker et les shells la gardent entière : un mot de passe perdrait sa fin en silence.',
    },
    fix: {
      en: 'Put the value between single quotes; put a blank before the # of a comment.',
      fr: "Mettez la valeur entre guillemets simples ; mettez une espace devant le # d'un commentaire.",
    },
  },
  'env-file-repeated-name': {
    means: {
      en: 'A file of variables sets one name twice, to different values.',
      fr: 'Un fichier de variables définit deux fois un nom, avec des valeurs différentes.',
    },
    why: {
      en: 'Some loaders take the first, others the last: the file would not mean the same everywhere.',
      fr: 'Certains chargeurs prennent la première, les autres la dernière : le fichier ne dirait pas la même chose partout.',
    },
    fix: { en: 'Keep one of the lines.', fr: "Ne gardez qu'une des lignes." },
  },
  'env-file-of-nobody': {
    means: {
      en: 'With --all, it cannot be told which environment a file belongs to.',
      fr: 'Avec --all, on ne peut pas dire à quel environnement un fichier appartient.',
    },
    why: { en: 'The wrong rules would be applied to it.', fr: 'On lui appliquerait les mauvaises règles.' },
    fix: { en: 'Write --file ENVIRONMENT=PATH.', fr: 'Écrivez --file ENVIRONNEMENT=CHEMIN.' },
  },
  'env-file-contradicts': {
    means: {
      en: '--file names one environment and --env, or another --file, names another.',
      fr: '--file nomme un environnement, et --env, ou un autre --file, en nomme un autre.',
    },
    why: { en: 'Only one environment is judged without --all.', fr: 'Sans --all, un seul environnement est jugé.' },
    fix: { en: 'Add --all, or name one environment only.', fr: "Ajoutez --all, ou ne nommez qu'un environnement." },
  },
} as const satisfies CodeTable;
