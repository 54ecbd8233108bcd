/** Ways in which the forge's rules protect less than the contract asks for. */
import type { CodeTable } from '../contract/codes.ts';

export const PROTECTION_CODES = {
  'plan-cannot-protect': {
    means: { en: "The forge's plan has no rules for this repository.", fr: "L'offre de la forge n'a pas de règles pour ce dépôt." },
    why: {
      en: "On GitHub's free plan a private repository cannot protect branches: whatever the contract says is advice there, and Lockflight never calls it enforced.",
      fr: "Avec l'offre gratuite de GitHub, un dépôt privé ne peut pas protéger ses branches : le contrat n'y vaut qu'à titre indicatif, et Lockflight ne le dit jamais imposé.",
    },
    fix: {
      en: 'Move to a plan with rules for private repositories, or make the repository public; then lockflight protect --apply.',
      fr: 'Passez à une offre qui a des règles pour les dépôts privés, ou rendez le dépôt public ; puis lockflight protect --apply.',
    },
  },
  'pull-request-not-required': {
    means: {
      en: 'Nothing in force asks for a pull request on a branch that the contract keeps from direct pushes.',
      fr: "Aucune règle en vigueur n'exige de pull request sur une branche que le contrat ferme aux écritures directes.",
    },
    why: { en: 'Whoever can push goes around every gate.', fr: 'Quiconque peut pousser contourne toutes les portes.' },
    fix: { en: 'lockflight protect --apply', fr: 'lockflight protect --apply' },
  },
  'too-few-approvals': {
    means: {
      en: 'A pull request is required, with fewer approvals than the contract asks for.',
      fr: "Une pull request est exigée, mais avec moins d'approbations que n'en demande le contrat.",
    },
    why: {
      en: 'One person would do what the contract gives to several.',
      fr: 'Une seule personne ferait ce que le contrat confie à plusieurs.',
    },
    fix: { en: 'lockflight protect --apply', fr: 'lockflight protect --apply' },
  },
  'check-not-required': {
    means: { en: "The recorder's check is not required before a merge.", fr: "Le contrôle du greffier n'est pas exigé avant la fusion." },
    why: { en: 'The verdict would be shown, and could be ignored.', fr: 'Le verdict serait affiché, et on pourrait passer outre.' },
    fix: { en: 'lockflight protect --apply', fr: 'lockflight protect --apply' },
  },
  'check-not-pinned': {
    means: {
      en: "The recorder's check is required from anybody, not from its App.",
      fr: "Le contrôle du greffier est exigé de n'importe qui, et non de son App.",
    },
    why: {
      en: 'A workflow of any branch can report a check of that name, and turn it green.',
      fr: "Le workflow de n'importe quelle branche peut publier un contrôle de ce nom, et le rendre vert.",
    },
    fix: {
      en: 'Give the recorder an App of your own, then lockflight protect --app SLUG --apply.',
      fr: 'Donnez au greffier une App à vous, puis lockflight protect --app SLUG --apply.',
    },
  },
  'check-pinned-elsewhere': {
    means: {
      en: "The recorder's check is required from another App than the recorder's.",
      fr: "Le contrôle du greffier est exigé d'une autre App que la sienne.",
    },
    why: {
      en: 'That App never reports it: nothing could ever be merged, and people would switch the rule off.',
      fr: "Cette App ne le publie jamais : rien ne pourrait fusionner, et l'on finirait par couper la règle.",
    },
    fix: { en: "Pin the check to the recorder's App in that rule.", fr: "Dans cette règle, liez le contrôle à l'App du greffier." },
  },
  'not-strict': {
    means: { en: 'A branch may be merged without containing its base.', fr: 'Une branche peut fusionner sans contenir sa base.' },
    why: {
      en: "The forge's own guard covers the head alone: the tree that comes out would be another one than the one that was judged.",
      fr: "La garde de la forge ne couvre que la tête : l'arbre obtenu ne serait pas celui qui a été jugé.",
    },
    fix: { en: 'lockflight protect --apply', fr: 'lockflight protect --apply' },
  },
  'force-push-allowed': {
    means: {
      en: 'A branch that the contract keeps from it can be rewritten.',
      fr: 'Une branche que le contrat en préserve peut être réécrite.',
    },
    why: {
      en: 'What the line was would be gone, and with it what was proven of it.',
      fr: "Ce qu'était la ligne disparaîtrait, et avec elle ce qui en était prouvé.",
    },
    fix: { en: 'lockflight protect --apply', fr: 'lockflight protect --apply' },
  },
  'deletion-allowed': {
    means: {
      en: 'A branch or archive that the contract keeps from it can be deleted.',
      fr: 'Une branche ou une archive que le contrat en préserve peut être supprimée.',
    },
    why: {
      en: 'An archive is the way back, a branch is the environment.',
      fr: "Une archive est le chemin du retour, une branche est l'environnement.",
    },
    fix: { en: 'lockflight protect --apply', fr: 'lockflight protect --apply' },
  },
  'ledger-open': {
    means: {
      en: "Others than the recorder can write to the ledger's branch.",
      fr: "D'autres que le greffier peuvent écrire sur la branche du registre.",
    },
    why: {
      en: 'Forged entries do not verify, but they stop the recorder until somebody takes them out.',
      fr: "Des entrées forgées ne se vérifient pas, mais elles arrêtent le greffier jusqu'à ce qu'on les retire.",
    },
    fix: {
      en: "lockflight protect --apply; without an App of the recorder's own nobody can be let in alone.",
      fr: 'lockflight protect --apply ; sans App propre au greffier, on ne peut y laisser entrer personne seul.',
    },
  },
  'archives-movable': {
    means: { en: 'Tags of the archive can be moved.', fr: "Les étiquettes de l'archive peuvent être déplacées." },
    why: {
      en: 'A rollback would bring back something that production never had.',
      fr: "Un retour arrière rétablirait ce que la production n'a jamais eu.",
    },
    fix: { en: 'lockflight protect --apply', fr: 'lockflight protect --apply' },
  },
  'ruleset-disabled': {
    means: { en: 'A ruleset asks for it, and is disabled.', fr: 'Un ruleset le demande, et il est désactivé.' },
    why: {
      en: 'It is the most common way in which a protected branch is not: somebody switched the rule off for a minute.',
      fr: "C'est la façon la plus courante de n'être pas protégé : quelqu'un a coupé la règle pour une minute.",
    },
    fix: {
      en: 'lockflight protect --apply makes a rule of its own; or switch that one on again.',
      fr: 'lockflight protect --apply crée sa propre règle ; ou réactivez celle-là.',
    },
  },
  'ruleset-only-evaluates': {
    means: { en: 'A ruleset asks for it, and only watches.', fr: "Un ruleset le demande, et ne fait qu'observer." },
    why: {
      en: 'In evaluate mode nothing is refused; the page of the rule looks the same.',
      fr: "En mode evaluate rien n'est refusé ; la page de la règle a le même aspect.",
    },
    fix: {
      en: 'lockflight protect --apply makes a rule of its own; or set that one to active.',
      fr: 'lockflight protect --apply crée sa propre règle ; ou passez celle-là en active.',
    },
  },
  'ruleset-matches-nothing': {
    means: {
      en: 'A ruleset asks for it, and its patterns match nothing that there is.',
      fr: "Un ruleset le demande, et ses motifs ne correspondent à rien d'existant.",
    },
    why: {
      en: 'A branch that was renamed, or a pattern with a typing error, leaves a rule that guards nothing.',
      fr: 'Une branche renommée ou un motif mal tapé laissent une règle qui ne garde rien.',
    },
    fix: {
      en: 'lockflight protect --apply makes a rule of its own; or correct that pattern.',
      fr: 'lockflight protect --apply crée sa propre règle ; ou corrigez ce motif.',
    },
  },
  'ruleset-excludes': {
    means: {
      en: 'A ruleset asks for it, and leaves this very branch or tag out.',
      fr: 'Un ruleset le demande, et exclut précisément cette branche ou cette étiquette.',
    },
    why: { en: 'Excluded patterns win over included ones.', fr: "Les motifs exclus l'emportent sur les motifs inclus." },
    fix: {
      en: 'lockflight protect --apply makes a rule of its own; or take the exclusion out.',
      fr: "lockflight protect --apply crée sa propre règle ; ou retirez l'exclusion.",
    },
  },
  'rules-bypassed': {
    means: { en: 'A rule is in force, and lets somebody past.', fr: "Une règle est en vigueur, et laisse passer quelqu'un." },
    why: {
      en: 'What somebody may do without the gates is no rule but a habit.',
      fr: "Ce que quelqu'un peut faire sans les portes n'est pas une règle, mais une habitude.",
    },
    fix: {
      en: 'lockflight protect --apply makes a rule without exceptions; or empty that list.',
      fr: 'lockflight protect --apply crée une règle sans exception ; ou videz cette liste.',
    },
  },
  'admins-spared': {
    means: { en: 'The classic protection does not bind administrators.', fr: "La protection classique n'oblige pas les administrateurs." },
    why: {
      en: 'Administrators are the ones who are asked to push a fix at night.',
      fr: "C'est aux administrateurs que l'on demande de pousser un correctif la nuit.",
    },
    fix: {
      en: 'lockflight protect --apply makes a rule that binds them too; or tick "Do not allow bypassing the above settings".',
      fr: 'lockflight protect --apply crée une règle qui les oblige aussi ; ou cochez « Do not allow bypassing the above settings ».',
    },
  },
  'bypass-unreadable': {
    means: {
      en: 'A rule is in force; this token may not see who gets past it.',
      fr: 'Une règle est en vigueur ; ce jeton ne peut pas voir qui y échappe.',
    },
    why: {
      en: 'GitHub shows the list only to those who may change the rule. What cannot be seen is not taken for empty.',
      fr: "GitHub ne montre cette liste qu'à qui peut changer la règle. Ce qui ne se voit pas n'est pas tenu pour vide.",
    },
    fix: {
      en: 'Run it as an administrator, or with a token that has administration: write.',
      fr: 'Lancez-la en administrateur, ou avec un jeton qui a administration: write.',
    },
  },
  'protection-unreadable': {
    means: { en: "A part of the forge's rules could not be read.", fr: "Une partie des règles de la forge n'a pas pu être lue." },
    why: {
      en: 'A fact that could not be had is never taken for a good one.',
      fr: "Un fait qu'on n'a pas pu obtenir n'est jamais tenu pour favorable.",
    },
    fix: {
      en: 'Run it as an administrator, or with a token that has administration: read.',
      fr: 'Lancez-la en administrateur, ou avec un jeton qui a administration: read.',
    },
  },
  'merge-method-refused': {
    means: { en: 'Promotions cannot be merged as they have to be.', fr: 'Les promotions ne peuvent pas fusionner comme il le faut.' },
    why: {
      en: "Only a merge commit carries the candidate's exact tree, cycle after cycle (a squash, where the step says linear).",
      fr: "Seul un commit de fusion apporte l'arbre exact du candidat, cycle après cycle (un squash, si l'étape dit linear).",
    },
    fix: {
      en: "lockflight protect --apply for the repository's setting; a rule that refuses it is changed by whoever made it.",
      fr: "lockflight protect --apply pour le réglage du dépôt ; une règle qui la refuse se change par qui l'a faite.",
    },
  },
  'linear-history': {
    means: {
      en: 'A linear history is demanded where promotions are merge commits.',
      fr: 'Un historique linéaire est exigé là où les promotions sont des commits de fusion.',
    },
    why: { en: 'No promotion could be merged.', fr: 'Aucune promotion ne pourrait fusionner.' },
    fix: { en: 'Take that rule out, or say linear: true on the step.', fr: "Retirez cette règle, ou écrivez linear: true sur l'étape." },
  },
  'promotion-barred': {
    means: { en: 'A rule in force lets no promotion be merged.', fr: 'Une règle en vigueur ne laisse fusionner aucune promotion.' },
    why: {
      en: 'Promotion heads are unsigned and go through no queue, so that the tree stays the one that was judged.',
      fr: "Les têtes de promotion ne sont pas signées et ne passent par aucune file : l'arbre reste celui qui a été jugé.",
    },
    fix: { en: 'Take that rule out of what covers the branch.', fr: 'Retirez cette règle de ce qui couvre la branche.' },
  },
  'recorder-shut-out': {
    means: {
      en: 'A rule in force does not let the recorder write its ledger.',
      fr: 'Une règle en vigueur ne laisse pas le greffier écrire son registre.',
    },
    why: { en: 'Nothing could be recorded, and nothing promoted.', fr: 'Rien ne pourrait être consigné, ni promu.' },
    fix: {
      en: "Let the recorder's App, and nobody else, past that rule.",
      fr: "Laissez l'App du greffier, et elle seule, passer cette règle.",
    },
  },
  'recorder-unreadable': {
    means: { en: 'It could not be told which App is the recorder.', fr: 'Impossible de savoir quelle App est le greffier.' },
    why: {
      en: 'Checks are pinned to it, and the ledger is open to it alone.',
      fr: "Les contrôles lui sont liés, et le registre n'est ouvert qu'à elle.",
    },
    fix: { en: 'Name it: lockflight protect --app SLUG.', fr: 'Nommez-la : lockflight protect --app SLUG.' },
  },
  'recorder-unnamed': {
    means: {
      en: "An App wrote the ledger, and nobody ever named it the recorder's.",
      fr: "Une App a écrit le registre, et personne ne l'a jamais nommée comme celle du greffier.",
    },
    why: {
      en: 'Before the ledger is protected any App that may write can write it. To pin the check to whoever wrote last would hand it the gates.',
      fr: "Avant que le registre soit protégé, toute App qui peut écrire peut l'écrire. Lier le contrôle à la dernière venue lui remettrait les portes.",
    },
    fix: {
      en: 'The first time, name it: lockflight protect --app SLUG --apply. The rules remember it from then on.',
      fr: 'La première fois, nommez-la : lockflight protect --app SLUG --apply. Les règles la retiennent ensuite.',
    },
  },
  'recorder-app-shared': {
    means: {
      en: 'The App that was named as the recorder is the one of every workflow.',
      fr: "L'App nommée comme greffier est celle de tous les workflows.",
    },
    why: {
      en: 'Whoever may push a branch has a workflow there report any check, and write any branch that this App may write.',
      fr: "Quiconque peut pousser une branche y fait publier n'importe quel contrôle par un workflow, et écrire toute branche ouverte à cette App.",
    },
    fix: {
      en: 'Register an App of your own: lockflight adopt prints the page that does; or leave `--app` out, and nothing is pinned.',
      fr: "Enregistrez une App à vous : lockflight adopt donne la page qui le fait ; ou retirez `--app`, et rien n'est lié.",
    },
  },
  'recorder-key-reachable': {
    means: {
      en: "The recorder's key can be taken by others than the recorder.",
      fr: "La clé du greffier peut être prise par d'autres que lui.",
    },
    why: {
      en: 'A secret of an environment is given to every job that may use it, and a job can print it.',
      fr: "Le secret d'un environnement est donné à tout job qui peut l'utiliser, et un job peut l'imprimer.",
    },
    fix: {
      en: 'lockflight protect --apply, then lockflight ledger rotate. Where the plan cannot limit environments, any writer can take it.',
      fr: "lockflight protect --apply, puis lockflight ledger rotate. Si l'offre ne peut pas limiter les environnements, quiconque peut écrire peut la prendre.",
    },
  },
  'recorder-key-shared': {
    means: {
      en: 'A key of the recorder is also a secret of the whole repository, or of its organisation.',
      fr: 'Une clé du greffier est aussi un secret du dépôt entier, ou de son organisation.',
    },
    why: { en: 'Every workflow of every branch is given it.', fr: 'Tout workflow de toute branche le reçoit.' },
    fix: {
      en: "Delete that secret where the message says, then take the key out of use: lockflight ledger rotate; of the App, a new private key on the App's page.",
      fr: "Supprimez ce secret là où le dit le message, puis retirez la clé du service : lockflight ledger rotate ; pour l'App, une nouvelle clé privée sur sa page.",
    },
  },
  'recorder-key-missing': {
    means: { en: "The recorder's environment holds no key.", fr: "L'environnement du greffier ne contient pas de clé." },
    why: { en: 'Without it nothing can be recorded.', fr: 'Sans elle, rien ne peut être consigné.' },
    fix: {
      en: 'Where the key still is: lockflight ledger rotate. A key that is lost cannot be replaced.',
      fr: 'Là où se trouve encore la clé : lockflight ledger rotate. Une clé perdue ne se remplace pas.',
    },
  },
  'recorder-key-unreadable': {
    means: {
      en: "It could not be told who may reach the recorder's key.",
      fr: 'Impossible de savoir qui peut atteindre la clé du greffier.',
    },
    why: {
      en: 'A fact that could not be had is never taken for a good one.',
      fr: "Un fait qu'on n'a pas pu obtenir n'est jamais tenu pour favorable.",
    },
    fix: {
      en: 'Run it as an administrator, or with actions, environments and secrets: read.',
      fr: 'Lancez-la en administrateur, ou avec actions, environments et secrets: read.',
    },
  },
  'change-refused': {
    means: { en: "A change of the forge's rules was refused.", fr: 'Un changement des règles de la forge a été refusé.' },
    why: {
      en: 'It takes an administrator; an organisation may keep rules to itself, and a plan may lack them.',
      fr: 'Il faut être administrateur ; une organisation peut se réserver les règles, et une offre ne pas les avoir.',
    },
    fix: {
      en: "Do what the forge's message asks for, then lockflight protect --apply again: what is done is not done twice.",
      fr: "Faites ce que demande le message de la forge, puis relancez lockflight protect --apply : ce qui est fait n'est pas refait.",
    },
  },
  'protect-not-confirmed': {
    means: {
      en: "Changes of the forge's rules were shown, and nobody said yes.",
      fr: "Les changements des règles de la forge ont été montrés, et personne n'a dit oui.",
    },
    why: {
      en: 'Rules bind everybody who works on the repository: they are not changed unseen.',
      fr: "Les règles s'imposent à tous ceux qui travaillent sur le dépôt : elles ne changent pas à leur insu.",
    },
    fix: {
      en: 'Answer the question on a terminal, or: lockflight protect --apply --yes',
      fr: 'Répondez à la question sur un terminal, ou : lockflight protect --apply --yes',
    },
  },
} as const satisfies CodeTable;

export type ProtectionCode = keyof typeof PROTECTION_CODES;
