import type { CodeTable } from '../contract/codes.ts';

/** Codes of the use cases: calls that cannot be carried out, and acts that were seen and do not count. */
export const FLOW_CODES = {
  'not-adopted': {
    means: { en: 'This repository has no ledger yet.', fr: "Ce dépôt n'a pas encore de registre." },
    why: {
      en: 'Without entry 0 there is no contract in force and nothing to prove against.',
      fr: "Sans entrée 0, il n'y a ni contrat en vigueur ni référence pour prouver.",
    },
    fix: {
      en: 'An administrator runs lockflight adopt once; audit works without it.',
      fr: "Un administrateur lance une fois lockflight adopt ; l'audit fonctionne sans.",
    },
  },
  'adoption-raced': {
    means: {
      en: 'Two people adopted the repository at the same moment, and the second one stored a key as well.',
      fr: 'Deux personnes ont adopté le dépôt au même moment, et la seconde a enregistré une clé elle aussi.',
    },
    why: {
      en: 'The ledger knows the key of the first alone, and a forge gives no secret back: nobody can see which of the two it holds.',
      fr: 'Le registre ne connaît que la clé de la première, et une forge ne rend aucun secret : on ne peut pas voir laquelle des deux elle garde.',
    },
    fix: {
      en: 'Run the recorder. If it ends with signing-key-not-valid, delete the branch of the ledger, which holds nothing but the adoption, and adopt once more from a fresh clone.',
      fr: "Lancez le greffier. S'il s'arrête sur signing-key-not-valid, supprimez la branche du registre, qui ne contient que l'adoption, et adoptez de nouveau depuis un clone neuf.",
    },
  },
  'environment-without-branch': {
    means: { en: 'The environment has no branch, so it has no line.', fr: "L'environnement n'a pas de branche, donc pas de ligne." },
    why: {
      en: 'A preview shows pull requests; nothing is judged or promoted from it.',
      fr: "Une preview montre des pull requests ; rien ne s'y juge ni n'en est promu.",
    },
    fix: { en: 'Open a pull request to the next environment instead.', fr: "Ouvrez plutôt une pull request vers l'environnement suivant." },
  },
  'branch-missing': {
    means: {
      en: "An environment's branch does not exist at the remote.",
      fr: "La branche d'un environnement n'existe pas sur le dépôt distant.",
    },
    why: {
      en: 'An environment is its branch: without it there is nothing to judge.',
      fr: "Un environnement est sa branche : sans elle, il n'y a rien à juger.",
    },
    fix: {
      en: 'Push the branch, or correct its name in lockflight.yaml.',
      fr: 'Poussez la branche, ou corrigez son nom dans lockflight.yaml.',
    },
  },
  'ambiguous-step': {
    means: {
      en: 'More than one step leads from one environment to the other.',
      fr: "Plusieurs étapes mènent d'un environnement à l'autre.",
    },
    why: {
      en: 'Steps have different gates: which one is meant must be said.',
      fr: 'Les étapes ont des portes différentes : il faut dire laquelle.',
    },
    fix: { en: 'Name it with --step.', fr: 'Désignez-la avec --step.' },
  },
  'unknown-step': {
    means: { en: 'The flow of the contract has no such step.', fr: "Le flux du contrat n'a pas cette étape." },
    why: {
      en: 'Nothing outside the flow is allowed: a step that is not written does not exist.',
      fr: "Rien n'est permis hors du flux : une étape qui n'est pas écrite n'existe pas.",
    },
    fix: { en: 'Use one of the steps that the message lists.', fr: "Utilisez l'une des étapes que le message énumère." },
  },
  'archive-refused': {
    means: { en: 'The forge did not let the archive tag be made.', fr: "La forge n'a pas laissé créer le tag d'archive." },
    why: {
      en: 'What production had is archived before it is replaced; without an archive nothing is merged.',
      fr: "Ce que la production avait est archivé avant d'être remplacé ; sans archive, rien n'est fusionné.",
    },
    fix: { en: "Let the recorder's App create tags under archive/.", fr: "Autorisez l'App du greffier à créer des tags sous archive/." },
  },
  'push-refused': {
    means: {
      en: 'The forge did not let the branch of a promotion or rollback be pushed.',
      fr: "La forge n'a pas laissé pousser la branche d'une promotion ou d'un retour arrière.",
    },
    why: {
      en: 'A promotion is proposed under your own identity, with your own rights.',
      fr: 'Une promotion se propose sous votre identité, avec vos propres droits.',
    },
    fix: {
      en: 'Get the right to push branches, or ask somebody who has it.',
      fr: "Obtenez le droit de pousser des branches, ou demandez à qui l'a.",
    },
  },
  'no-signing-key': {
    means: { en: 'LOCKFLIGHT_SIGNING_KEY is not set.', fr: "LOCKFLIGHT_SIGNING_KEY n'est pas définie." },
    why: {
      en: 'One writer holds the key: the recorder, in its workflow. People and pipelines hold none.',
      fr: "Un seul détient la clé : le greffier, dans son workflow. Personnes et pipelines n'en ont pas.",
    },
    fix: {
      en: 'Run the recorder in its workflow; to look, use verdict or status.',
      fr: 'Lancez le greffier dans son workflow ; pour regarder, utilisez verdict ou status.',
    },
  },
  'candidate-contract-invalid': {
    means: { en: "The candidate's lockflight.yaml has errors.", fr: 'Le lockflight.yaml du candidat comporte des erreurs.' },
    why: {
      en: 'Its variables would be judged by it, and it would take force after the merge.',
      fr: 'Ses variables seraient jugées par lui, et il prendrait effet après la fusion.',
    },
    fix: {
      en: 'Run lockflight check on the candidate and correct what it says.',
      fr: "Lancez lockflight check sur le candidat et corrigez ce qu'il signale.",
    },
  },
  'unknown-archive': {
    means: { en: 'The ledger knows no archive of that name.', fr: "Le registre ne connaît pas d'archive de ce nom." },
    why: { en: 'A tag that nobody recorded may point anywhere.', fr: "Un tag que personne n'a consigné peut désigner n'importe quoi." },
    fix: { en: 'Use one of the archives that the message lists.', fr: "Utilisez l'une des archives que le message énumère." },
  },
  'nothing-to-roll-back-to': {
    means: { en: 'No archived state other than the present one is proven.', fr: "Aucun état archivé, hormis l'actuel, n'est prouvé." },
    why: {
      en: 'Going back to something unproven would be one more unknown in an incident.',
      fr: "Revenir à quelque chose d'inconnu ajouterait une inconnue à l'incident.",
    },
    fix: {
      en: 'Choose an archive with --to, or bring a fix through an expedited step.',
      fr: 'Choisissez une archive avec --to, ou passez un correctif par une étape expéditive.',
    },
  },
  'already-there': {
    means: { en: 'The environment has the tree of that archive already.', fr: "L'environnement a déjà l'arbre de cette archive." },
    why: {
      en: 'A rollback to the same tree would change nothing and hide that nothing changed.',
      fr: "Un retour au même arbre ne changerait rien, et cacherait que rien n'a changé.",
    },
    fix: { en: 'Choose another archive with --to.', fr: 'Choisissez une autre archive avec --to.' },
  },
  'rollback-unrecorded': {
    means: {
      en: 'The environment was rolled back a moment ago, and the ledger does not know it yet.',
      fr: "L'environnement vient d'être ramené en arrière, et le registre ne le sait pas encore.",
    },
    why: {
      en: 'By the ledger alone, the next default target would be the very state that the rollback went away from.',
      fr: "D'après le seul registre, la prochaine cible par défaut serait l'état même que le retour vient de quitter.",
    },
    fix: {
      en: 'Wait for the recorder; to go back further, name the archive with --to.',
      fr: "Attendez le greffier ; pour revenir plus loin, nommez l'archive avec --to.",
    },
  },
  'base-moved': {
    means: { en: 'The target got another state after this was judged.', fr: 'La cible a reçu un autre état après le jugement.' },
    why: {
      en: 'A merge onto another base could give a tree that nobody judged.',
      fr: "Fusionner sur une autre base pourrait donner un arbre que personne n'a jugé.",
    },
    fix: {
      en: 'Run the same command again: it makes a new promotion on the new base.',
      fr: 'Relancez la même commande : elle crée une promotion sur la nouvelle base.',
    },
  },
  'head-moved': {
    means: {
      en: "Somebody pushed to the promotion's branch after it was made.",
      fr: "Quelqu'un a poussé sur la branche de la promotion après sa création.",
    },
    why: { en: 'It may carry another tree than the one that was judged.', fr: 'Elle peut porter un autre arbre que celui qui a été jugé.' },
    fix: { en: 'Close the pull request, delete its branch, ask again.', fr: 'Fermez la pull request, supprimez sa branche, redemandez.' },
  },
  'wrong-tree': {
    means: {
      en: 'After the merge the target has another tree than the one judged.',
      fr: 'Après la fusion, la cible a un autre arbre que celui qui a été jugé.',
    },
    why: {
      en: 'What runs is the tree: a different one was never proven.',
      fr: "Ce qui tourne, c'est l'arbre : un arbre différent n'a jamais été prouvé.",
    },
    fix: {
      en: 'lockflight audit shows it; lockflight rollback undoes it.',
      fr: 'lockflight audit le montre ; lockflight rollback y remédie.',
    },
  },
  'from-preview-host': {
    means: {
      en: 'The command runs on a host that the contract calls a preview.',
      fr: 'La commande tourne sur un hôte que le contrat appelle preview.',
    },
    why: {
      en: 'A preview is no place to decide from: it is neither stable nor under contract.',
      fr: "On ne décide rien depuis une preview : elle n'est ni stable ni contractuelle.",
    },
    fix: { en: 'Promote from the forge or from your own machine.', fr: 'Promouvez depuis la forge ou depuis votre poste.' },
  },
  'nothing-to-promote': {
    means: { en: 'The target has the very tree of the candidate.', fr: "La cible a exactement l'arbre du candidat." },
    why: { en: 'There is nothing to carry.', fr: "Il n'y a rien à porter." },
    fix: { en: 'Merge something into the source first.', fr: "Fusionnez d'abord quelque chose dans la source." },
  },
  'promotion-open': {
    means: {
      en: 'Another promotion of this step is open, and the step takes the first.',
      fr: "Une autre promotion de cette étape est ouverte, et l'étape sert la première.",
    },
    why: {
      en: '`supersede: first` keeps promotions from overtaking each other.',
      fr: '`supersede: first` empêche les promotions de se doubler.',
    },
    fix: { en: 'Merge or close the open one first.', fr: "Fusionnez ou fermez d'abord celle qui est ouverte." },
  },
  'no-open-promotion': {
    means: {
      en: 'There is no open promotion or rollback that this act could be said on.',
      fr: "Il n'y a ni promotion ni retour arrière ouvert où dire cet acte.",
    },
    why: {
      en: 'An act speaks of one tree: the head of a pull request says which.',
      fr: "Un acte parle d'un arbre précis : la tête d'une pull request dit lequel.",
    },
    fix: { en: 'Open it with lockflight promote or lockflight rollback.', fr: 'Ouvrez-la avec lockflight promote ou lockflight rollback.' },
  },
  'several-open': {
    means: { en: 'More than one pull request could be meant.', fr: 'Plusieurs pull requests pourraient être visées.' },
    why: { en: 'Approving the wrong one would be worse than asking.', fr: 'Approuver la mauvaise serait pire que de demander.' },
    fix: { en: 'Name it with --pull-request.', fr: 'Désignez-la avec --pull-request.' },
  },
  'not-a-person': {
    means: {
      en: 'The act was done by a bot, an App, or an account listed as an agent.',
      fr: "L'acte vient d'un robot, d'une App ou d'un compte listé comme agent.",
    },
    why: {
      en: 'Machines may read, explain and propose; they approve, attest, hold and waive nothing.',
      fr: "Les machines lisent, expliquent et proposent ; elles n'approuvent, n'attestent, ne suspendent et ne dérogent à rien.",
    },
    fix: { en: 'A person does it, with a token of their own.', fr: 'Une personne le fait, avec son propre jeton.' },
  },
  'unknown-kind': {
    means: {
      en: 'Nothing in the contract asks for an approval or evidence of that kind.',
      fr: "Rien dans le contrat ne demande d'approbation ni de preuve de ce type.",
    },
    why: {
      en: 'A misspelt act would be recorded and count for nothing.',
      fr: 'Un acte mal écrit serait consigné sans jamais compter.',
    },
    fix: { en: 'Use one of the kinds that the message lists.', fr: "Utilisez l'un des types que le message énumère." },
  },
  'proven-by-workflow': {
    means: { en: 'This kind of evidence comes from a workflow run.', fr: "Ce type de preuve vient d'une exécution de workflow." },
    why: {
      en: 'What a command proves counts only as the run that the forge saw.',
      fr: "Ce qu'une commande prouve ne compte que comme l'exécution vue par la forge.",
    },
    fix: { en: 'Run the workflow for that commit.', fr: 'Lancez le workflow pour ce commit.' },
  },
  'note-missing': {
    means: { en: 'A post-mortem was attested without a link to it.', fr: 'Un post-mortem a été attesté sans lien vers lui.' },
    why: { en: 'The hold ends when there is something to read.', fr: 'La suspension prend fin quand il y a quelque chose à lire.' },
    fix: { en: 'lockflight attest post-mortem --note URL', fr: 'lockflight attest post-mortem --note URL' },
  },
  'not-waivable': {
    means: {
      en: 'The step does not let this gate be waived, or not by this person.',
      fr: "L'étape n'admet pas de dérogation à cette porte, ou pas par cette personne.",
    },
    why: {
      en: 'Nothing is waivable unless the contract says so, and by whom.',
      fr: 'On ne déroge à rien que le contrat ne permette, ni à quiconque il ne nomme.',
    },
    fix: {
      en: 'Pass the gate, or have the owners change `waivable`.',
      fr: 'Ouvrez la porte, ou faites changer `waivable` par les owners.',
    },
  },
  'dispatch-late': {
    means: {
      en: 'A waiver, or the end of a hold, was asked for more than a day before it could count.',
      fr: "Une dérogation, ou la fin d'une suspension, a été demandée plus d'un jour avant de pouvoir compter.",
    },
    why: {
      en: 'What was refused must not take effect by itself once its author gets the role.',
      fr: 'Ce qui a été refusé ne doit pas prendre effet de soi-même quand son auteur reçoit le rôle.',
    },
    fix: { en: 'Say it again.', fr: 'Redites-le.' },
  },
  'dispatch-elsewhere': {
    means: {
      en: "A run of the recorder's workflow that asks for something is of a commit outside of the default branch.",
      fr: 'Une exécution du workflow du greffier qui demande quelque chose porte sur un commit hors de la branche par défaut.',
    },
    why: {
      en: 'A tag may be called as the branch is, and run a file that nobody let in.',
      fr: "Une étiquette peut porter le nom de la branche, et lancer un fichier que personne n'a laissé entrer.",
    },
    fix: {
      en: 'Say it again: lockflight hold, release-hold or waive. Delete a tag that has the name of the default branch.',
      fr: "Redites-le : lockflight hold, release-hold ou waive. Supprimez l'étiquette qui porte le nom de la branche par défaut.",
    },
  },
  'dispatch-unreadable': {
    means: {
      en: "The title of a run of the recorder's workflow is no act that Lockflight knows.",
      fr: "Le titre d'une exécution du workflow du greffier n'est aucun acte que connaisse Lockflight.",
    },
    why: {
      en: 'Somebody who meant to stop a step must hear that nothing was stopped.',
      fr: "Qui voulait suspendre une étape doit apprendre que rien n'est suspendu.",
    },
    fix: {
      en: 'Say it with lockflight hold, release-hold or waive, which write the title; lockflight generate, where `run-name` was changed.',
      fr: 'Dites-le avec lockflight hold, release-hold ou waive, qui écrivent le titre ; lockflight generate, si `run-name` a été modifié.',
    },
  },
  'unknown-hold': {
    means: { en: 'No hold of that id is in force.', fr: "Aucune suspension de ce nom n'est en vigueur." },
    why: {
      en: 'Lifting the wrong one would open a step that somebody stopped.',
      fr: "Lever la mauvaise rouvrirait une étape que quelqu'un a suspendue.",
    },
    fix: { en: 'lockflight status lists the holds.', fr: 'lockflight status énumère les suspensions.' },
  },
  'no-recorder-workflow': {
    means: {
      en: "The recorder's workflow is not on the default branch.",
      fr: "Le workflow du greffier n'est pas sur la branche par défaut.",
    },
    why: {
      en: 'Holds, releases and waivers are sent to it, so that they are made under your own identity.',
      fr: 'Suspensions, levées et dérogations lui sont envoyées, pour être faites sous votre identité.',
    },
    fix: { en: 'Add it: docs/RECORDER.md shows the file.', fr: 'Ajoutez-le : docs/RECORDER.md montre le fichier.' },
  },
  'evidence-other-tree': {
    means: { en: "The run did not check out the commit's own tree.", fr: "L'exécution n'a pas tourné sur l'arbre même du commit." },
    why: {
      en: "A run on a merge ref, or of the base's code, says nothing about the tree that would be promoted.",
      fr: "Une exécution sur une référence de fusion, ou sur le code de la base, ne dit rien de l'arbre à promouvoir.",
    },
    fix: { en: 'Let the workflow run on `push`.', fr: 'Faites tourner le workflow sur `push`.' },
  },
  'contract-elsewhere': {
    means: {
      en: 'A running service says that it was built under another contract than the one of the state that it runs.',
      fr: "Un service en marche dit avoir été construit sous un autre contrat que celui de l'état qu'il exécute.",
    },
    why: {
      en: 'Its validator and its report were generated from other rules than the ones that were judged, or it does not run what it says.',
      fr: "Son validateur et son rapport ont été générés à partir d'autres règles que celles qui ont été jugées, ou il n'exécute pas ce qu'il dit.",
    },
    fix: {
      en: 'lockflight generate, commit what it changes, and deploy that state again.',
      fr: "lockflight generate, committez ce qu'il change, et redéployez cet état.",
    },
  },
  'evidence-base-unknown': {
    means: {
      en: 'It cannot be told with which base a run of a pull request was merged.',
      fr: "On ne peut pas dire avec quelle base fut fusionnée l'exécution d'une pull request.",
    },
    why: {
      en: "Such a run tested head and base together: it speaks of the head's tree only where the base of that moment was in the head.",
      fr: "Une telle exécution teste la tête et la base ensemble : elle ne parle de l'arbre de la tête que si la base d'alors y était.",
    },
    fix: { en: 'Let the workflow run on `push`.', fr: 'Faites tourner le workflow sur `push`.' },
  },
  'login-renamed': {
    means: {
      en: 'Somebody whom the contract names has another login now.',
      fr: "Une personne nommée par le contrat a changé d'identifiant.",
    },
    why: {
      en: 'The ledger keeps the number behind each login: the person still counts, but whoever reads the contract is misled, and the old name is free for others.',
      fr: "Le registre garde le numéro derrière chaque identifiant : la personne compte toujours, mais le lecteur du contrat est trompé, et l'ancien nom est libre pour d'autres.",
    },
    fix: { en: 'Write the new login under `people` in the contract.', fr: 'Écrivez le nouvel identifiant sous `people` dans le contrat.' },
  },
  'login-gone': {
    means: { en: 'The account behind a login of the contract is gone.', fr: "Le compte derrière un identifiant du contrat n'existe plus." },
    why: { en: 'Nobody can act as that person any more.', fr: 'Plus personne ne peut agir en son nom.' },
    fix: { en: 'Take it out of `people` in the contract.', fr: 'Retirez-le de `people` dans le contrat.' },
  },
  'login-changed-hands': {
    means: {
      en: "A login of the contract is another account's than when the contract came into force.",
      fr: "Un identifiant du contrat est celui d'un autre compte qu'à l'entrée en vigueur du contrat.",
    },
    why: {
      en: 'A login can be released and taken by anybody: the newcomer approves nothing, and a gate that does not pass without is errored.',
      fr: "Un identifiant peut être libéré et repris par n'importe qui : le nouveau venu n'approuve rien, et une porte qui ne passe pas sans lui est en erreur.",
    },
    fix: {
      en: 'Write whom you mean under `people`, by the login that they have now; the account that was meant still counts.',
      fr: 'Écrivez sous `people` qui vous désignez, par son identifiant actuel ; le compte qui était désigné compte toujours.',
    },
  },
  'edits-unknown': {
    means: {
      en: 'The forge does not tell whether a review or a comment was edited.',
      fr: 'La forge ne dit pas si une relecture ou un commentaire a été modifié.',
    },
    why: {
      en: "Whoever may write can edit other people's words: unseen edits would count as theirs.",
      fr: "Quiconque peut écrire peut modifier les mots d'autrui : une modification invisible compterait comme leur parole.",
    },
    fix: {
      en: 'Run it again in a minute; if it stays, give the token the right to read pull requests.',
      fr: 'Relancez dans une minute ; si cela persiste, donnez au jeton le droit de lire les pull requests.',
    },
  },
  'attest-without-role': {
    means: {
      en: 'Somebody without a role in the contract attested something.',
      fr: "Quelqu'un sans rôle dans le contrat a attesté quelque chose.",
    },
    why: { en: 'On a public repository anybody can write a review.', fr: "Sur un dépôt public, n'importe qui peut écrire une relecture." },
    fix: { en: 'Owners add the person to a role under `people`.', fr: 'Les owners ajoutent la personne à un rôle, sous `people`.' },
  },
  'attest-proven-kind': {
    means: { en: 'Somebody attested by hand what a workflow proves.', fr: "Quelqu'un a attesté à la main ce qu'un workflow prouve." },
    why: { en: 'A person cannot type in the result of a run.', fr: "Personne ne peut saisir à la main le résultat d'une exécution." },
    fix: { en: 'Run the workflow for that commit.', fr: 'Lancez le workflow pour ce commit.' },
  },
  'post-mortem-elsewhere': {
    means: {
      en: 'A post-mortem was attested on a pull request that is no rollback.',
      fr: "Un post-mortem a été attesté sur une pull request qui n'est pas un retour arrière.",
    },
    why: {
      en: 'It lifts the hold of one rollback: which one must be clear.',
      fr: "Il lève la suspension d'un retour arrière précis : lequel doit être clair.",
    },
    fix: { en: "Attest it on the rollback's own pull request.", fr: 'Attestez-le sur la pull request du retour arrière.' },
  },
  'post-mortem-early': {
    means: {
      en: 'A post-mortem was attested before its rollback was merged.',
      fr: 'Un post-mortem a été attesté avant la fusion de son retour arrière.',
    },
    why: {
      en: 'It would lift the hold before anybody could have learned anything.',
      fr: "Il lèverait la suspension avant que quiconque n'ait rien pu apprendre.",
    },
    fix: { en: 'Attest it again, after the merge.', fr: 'Attestez-le de nouveau, après la fusion.' },
  },
  'review-of-unknown': {
    means: {
      en: 'The commit that a review speaks of is not known any more.',
      fr: "Le commit dont parle une relecture n'est plus connu.",
    },
    why: {
      en: 'An approval is bound to the tree that was reviewed: without it there is nothing to approve.',
      fr: "Une approbation est liée à l'arbre relu : sans lui, il n'y a rien à approuver.",
    },
    fix: { en: 'Review the head that is there now.', fr: 'Relisez la tête actuelle.' },
  },
  'review-edited': {
    means: {
      en: 'A review that approves or attests was changed after it was written.',
      fr: 'Une relecture qui approuve ou atteste a été modifiée après coup.',
    },
    why: {
      en: "Whoever may write can edit other people's reviews: it may not be what its author said.",
      fr: "Quiconque peut écrire peut modifier la relecture d'autrui : son auteur ne l'a peut-être pas dit.",
    },
    fix: { en: 'Its author says it in a new review.', fr: 'Son auteur le dit dans une nouvelle relecture.' },
  },
  'post-mortem-without-note': {
    means: {
      en: 'A post-mortem was attested in a review without a link.',
      fr: 'Un post-mortem a été attesté dans une relecture, sans lien.',
    },
    why: { en: 'The hold ends when there is something to read.', fr: 'La suspension prend fin quand il y a quelque chose à lire.' },
    fix: { en: '`/lockflight attest post-mortem passed URL`', fr: '`/lockflight attest post-mortem passed URL`' },
  },
  'hold-needs-post-mortem': {
    means: {
      en: 'Somebody tried to lift the hold that follows a rollback.',
      fr: "Quelqu'un a voulu lever la suspension qui suit un retour arrière.",
    },
    why: {
      en: 'It ends with the post-mortem: the reason for the rollback must be known first.',
      fr: "Elle prend fin avec le post-mortem : il faut d'abord connaître la raison du retour.",
    },
    fix: { en: 'lockflight attest post-mortem --note URL', fr: 'lockflight attest post-mortem --note URL' },
  },
  'hold-not-yours': {
    means: { en: "Somebody tried to lift another person's hold.", fr: "Quelqu'un a voulu lever la suspension d'une autre personne." },
    why: {
      en: 'A hold has an owner: who stopped a step says when it goes on.',
      fr: 'Une suspension a un auteur : qui a suspendu dit quand reprendre.',
    },
    fix: { en: 'Ask its author, or an owner of the contract.', fr: 'Demandez à son auteur, ou à un owner du contrat.' },
  },
} as const satisfies CodeTable;
