import type { CodeTable } from '../contract/codes.ts';

/** Why a gate stands as it does, and what makes a verdict impossible. */
export const REASON_CODES = {
  passed: {
    means: { en: 'The gate is passed.', fr: 'La porte est franchie.' },
    why: {
      en: 'Its facts are known, and they are what the contract asks.',
      fr: 'Ses faits sont connus, et ce sont ceux que le contrat demande.',
    },
    fix: { en: 'Nothing to do.', fr: 'Rien à faire.' },
  },
  'passed-solo': {
    means: {
      en: 'Approved by the author of the change, in a team of one.',
      fr: "Approuvée par l'auteur du changement, dans une équipe d'une personne.",
    },
    why: {
      en: 'The contract says `solo: true`. It is recorded so, and keeps the assurance level at 2 at most.',
      fr: "Le contrat dit `solo: true`. C'est consigné tel quel, et le niveau d'assurance reste à 2 au plus.",
    },
    fix: {
      en: 'Name a second person in the role and take `solo` away.',
      fr: 'Nommez une seconde personne dans le rôle et retirez `solo`.',
    },
  },
  waived: {
    means: {
      en: 'A person who may do so lifted this gate for a time.',
      fr: 'Une personne qui en a le droit a levé cette porte pour un temps.',
    },
    why: {
      en: 'The step lists it as waivable. The outcome that was overridden stays in the record.',
      fr: "L'étape la déclare dérogeable. Le résultat écarté reste au registre.",
    },
    fix: {
      en: 'Nothing to do; after its end the gate counts again.',
      fr: 'Rien à faire ; une fois le terme passé, la porte compte de nouveau.',
    },
  },
  'fact-unknown': {
    means: { en: 'A fact that the gate needs could not be had.', fr: "Un fait dont la porte a besoin n'a pas pu être obtenu." },
    why: {
      en: 'What is not known is never taken for good, and never for bad: nothing was decided.',
      fr: "Ce qui n'est pas connu n'est jamais tenu pour bon, ni pour mauvais : rien n'a été décidé.",
    },
    fix: {
      en: 'See the reason: it names what did not answer, and `cause` has its own code.',
      fr: "Lisez la raison : elle nomme ce qui n'a pas répondu, et `cause` porte son propre code.",
    },
  },
  'impossible-moment': {
    means: {
      en: 'The moment to judge at is no date with a time and a zone.',
      fr: "L'instant du jugement n'est pas une date avec heure et fuseau.",
    },
    why: {
      en: 'Ages and windows could not be judged, and every comparison would fail silently.',
      fr: 'Âges et fenêtres ne pourraient être jugés, et toute comparaison échouerait en silence.',
    },
    fix: { en: 'Give it as 2026-11-20T14:02:00Z.', fr: 'Donnez-le sous la forme 2026-11-20T14:02:00Z.' },
  },
  'not-on-line': {
    means: {
      en: 'The candidate was never a state of the source environment.',
      fr: "Le candidat n'a jamais été un état de l'environnement source.",
    },
    why: {
      en: 'Only what the source environment has had can have been tried there.',
      fr: "Seul ce que l'environnement source a porté a pu y être éprouvé.",
    },
    fix: { en: 'Bring it to the source environment first.', fr: "Amenez-le d'abord dans l'environnement source." },
  },
  'not-newer': {
    means: { en: 'The target already has this state, or a newer one.', fr: 'La cible a déjà cet état, ou un plus récent.' },
    why: {
      en: 'Going back is a rollback: it has its own approvals and its own record.',
      fr: 'Revenir en arrière est un retour arrière : il a ses approbations et sa trace.',
    },
    fix: { en: 'Name a newer state, or use `lockflight rollback`.', fr: 'Nommez un état plus récent, ou utilisez `lockflight rollback`.' },
  },
  'not-head': {
    means: {
      en: 'The source environment has moved on, and the step takes its head only.',
      fr: "L'environnement source a avancé, et l'étape n'accepte que sa tête.",
    },
    why: {
      en: '`head-only` keeps a newer fix from being left behind.',
      fr: '`head-only` évite de laisser derrière soi un correctif plus récent.',
    },
    fix: { en: 'Promote the head.', fr: 'Promouvez la tête.' },
  },
  'target-unproven': {
    means: {
      en: 'The target has changes that no record explains and that the candidate lacks.',
      fr: "La cible contient des changements qu'aucune trace n'explique et que le candidat n'a pas.",
    },
    why: {
      en: "The promotion carries the candidate's exact tree: they would be lost without a word.",
      fr: "La promotion porte l'arbre exact du candidat : ils seraient perdus sans un mot.",
    },
    fix: {
      en: 'Bring the listed commits to the source environment, then promote again.',
      fr: "Amenez les commits énumérés dans l'environnement source, puis promouvez de nouveau.",
    },
  },
  'not-deployed': {
    means: { en: 'The source environment does not run this tree.', fr: "L'environnement source n'exécute pas cet arbre." },
    why: { en: 'What never ran there proves nothing.', fr: "Ce qui n'y a pas tourné ne prouve rien." },
    fix: { en: 'Deploy it there.', fr: 'Déployez-le là.' },
  },
  'deployed-no-more': {
    means: {
      en: 'The source environment ran this tree, and runs something else now.',
      fr: "L'environnement source a exécuté cet arbre, et exécute autre chose à présent.",
    },
    why: { en: 'The gate says `now: true`.', fr: 'La porte dit `now: true`.' },
    fix: { en: 'Deploy it again, or promote what runs.', fr: 'Redéployez-le, ou promouvez ce qui tourne.' },
  },
  'evidence-missing': {
    means: { en: 'There is no statement of this kind about this tree.', fr: "Il n'y a aucune attestation de ce genre sur cet arbre." },
    why: {
      en: 'Evidence about another tree says nothing about this one, however small the difference.',
      fr: 'Une preuve sur un autre arbre ne dit rien de celui-ci, si petite que soit la différence.',
    },
    fix: {
      en: 'Have the proving job run on the candidate, or attest what you observed.',
      fr: 'Faites passer la tâche qui prouve sur le candidat, ou attestez ce que vous avez observé.',
    },
  },
  'evidence-failed': {
    means: { en: 'The latest statement of this kind is a failure.', fr: 'La dernière attestation de ce genre est un échec.' },
    why: {
      en: 'A failure cancels an earlier pass: the latest one decides.',
      fr: 'Un échec annule un succès antérieur : la dernière décide.',
    },
    fix: { en: 'Repair it, and have it run again.', fr: 'Réparez, et relancez.' },
  },
  'evidence-withdrawn': {
    means: { en: 'The latest statement of this kind was withdrawn.', fr: 'La dernière attestation de ce genre a été retirée.' },
    why: { en: 'Somebody no longer stands by it.', fr: "Quelqu'un ne s'en porte plus garant." },
    fix: { en: 'Observe it anew, and attest it.', fr: 'Observez de nouveau, et attestez.' },
  },
  'evidence-unbound': {
    means: {
      en: 'The evidence cannot be bound to this tree in this environment.',
      fr: 'La preuve ne peut pas être rattachée à cet arbre dans cet environnement.',
    },
    why: {
      en: 'The environment was not running this tree throughout the run, so nobody knows what was tested.',
      fr: "L'environnement n'a pas exécuté cet arbre pendant toute l'exécution : nul ne sait ce qui a été testé.",
    },
    fix: { en: 'Deploy this tree there, then run it again.', fr: 'Déployez-y cet arbre, puis relancez.' },
  },
  'evidence-stale': {
    means: { en: 'The evidence is older than the gate allows.', fr: 'La preuve est plus ancienne que la porte ne le permet.' },
    why: {
      en: 'The world around the tree changes: services, data, certificates.',
      fr: "Le monde autour de l'arbre change : services, données, certificats.",
    },
    fix: { en: 'Have it run again on the same tree.', fr: 'Relancez sur le même arbre.' },
  },
  'evidence-future': {
    means: { en: 'The evidence is dated in the future, or not dated at all.', fr: "La preuve est datée du futur, ou n'est pas datée." },
    why: {
      en: 'Its age cannot be judged, and it would stay fresh for ever.',
      fr: 'Son âge ne peut être jugé, et elle resterait fraîche à jamais.',
    },
    fix: { en: 'Set the clocks right, and have it run again.', fr: "Remettez les horloges à l'heure, et relancez." },
  },
  'evidence-refused': {
    means: {
      en: 'The contract rules this activity out in the environment that the evidence is from.',
      fr: "Le contrat exclut cette activité dans l'environnement d'où vient la preuve.",
    },
    why: {
      en: '`allows` and `forbids` bind: what may not be done there cannot prove anything there.',
      fr: "`allows` et `forbids` engagent : ce qui ne doit pas s'y faire ne peut rien y prouver.",
    },
    fix: {
      en: 'Change what the environment allows, or the gate, in the contract.',
      fr: "Changez ce que l'environnement autorise, ou la porte, dans le contrat.",
    },
  },
  'approval-missing': {
    means: { en: 'Too few people of the role have approved this tree.', fr: 'Trop peu de personnes du rôle ont approuvé cet arbre.' },
    why: {
      en: 'An approval is for one tree: a new push needs new ones. Acts of bots and agents never count.',
      fr: 'Une approbation vaut pour un arbre : un nouveau push en demande de nouvelles. Les actes des robots et des agents ne comptent jamais.',
    },
    fix: {
      en: 'Somebody of the role reviews the pull request and names the kind: `lockflight approve KIND`.',
      fr: 'Une personne du rôle relit la pull request en nommant le genre : `lockflight approve KIND`.',
    },
  },
  'approval-by-author': {
    means: {
      en: 'A change has been approved by nobody but its own author.',
      fr: "Un changement n'a été approuvé que par son propre auteur.",
    },
    why: {
      en: 'Every change needs a second pair of eyes; two authors may cover each other.',
      fr: "Tout changement demande un second regard ; deux auteurs peuvent se couvrir l'un l'autre.",
    },
    fix: {
      en: 'Somebody else of the role approves; a team of one says `solo: true`.',
      fr: "Une autre personne du rôle approuve ; une équipe d'une personne dit `solo: true`.",
    },
  },
  'author-unknown': {
    means: { en: 'The forge knows no account behind a change.', fr: 'La forge ne connaît aucun compte derrière un changement.' },
    why: { en: 'The approver could be its author: nobody can tell.', fr: "L'approbateur pourrait en être l'auteur : nul ne peut le dire." },
    fix: {
      en: 'Link the commit to an account, or bring it in by a pull request.',
      fr: 'Reliez le commit à un compte, ou faites-le passer par une pull request.',
    },
  },
  'owners-missing': {
    means: {
      en: 'The candidate changes what the rules rest on, and the contract in force names no owners.',
      fr: "Le candidat modifie ce sur quoi reposent les règles, et le contrat en vigueur ne nomme pas d'owners.",
    },
    why: {
      en: 'Otherwise a change could lift the very gates that judge it.',
      fr: 'Sinon un changement pourrait lever les portes mêmes qui le jugent.',
    },
    fix: {
      en: 'Leave the change out of this promotion, or adopt a contract with `people.owners`.',
      fr: 'Retirez le changement de cette promotion, ou adoptez un contrat avec `people.owners`.',
    },
  },
  'not-documented': {
    means: {
      en: 'The candidate adds or changes no file that the gate asks for.',
      fr: "Le candidat n'ajoute ni ne modifie aucun des fichiers que la porte demande.",
    },
    why: { en: 'What goes out must be written down where the team looks.', fr: "Ce qui sort doit être écrit là où l'équipe regarde." },
    fix: {
      en: 'Add or update such a file in the source environment.',
      fr: "Ajoutez ou mettez à jour un tel fichier dans l'environnement source.",
    },
  },
  'issue-open': {
    means: { en: 'An issue that blocks this step is open.', fr: 'Un ticket qui bloque cette étape est ouvert.' },
    why: { en: 'The contract names the labels that stop a promotion.', fr: 'Le contrat nomme les étiquettes qui arrêtent une promotion.' },
    fix: { en: 'Solve and close it.', fr: 'Résolvez-le et fermez-le.' },
  },
  'logs-not-clean': {
    means: {
      en: 'The source reports more errors than the gate allows.',
      fr: "La source rapporte plus d'erreurs que la porte n'en permet.",
    },
    why: {
      en: 'An error seen before production is an error that production need not see.',
      fr: "Une erreur vue avant la production, c'est une erreur que la production ne verra pas.",
    },
    fix: {
      en: 'Fix them; the count begins again with the next deployment.',
      fr: 'Corrigez-les ; le compte repart au prochain déploiement.',
    },
  },
  'logs-no-data': {
    means: { en: 'The source holds no line at all.', fr: 'La source ne contient aucune ligne.' },
    why: { en: 'Silence is no proof of health.', fr: "Le silence n'est pas une preuve de santé." },
    fix: { en: 'See that the application writes there.', fr: "Vérifiez que l'application y écrit." },
  },
  'logs-stale': {
    means: {
      en: 'The source stopped before the time that the gate looks at.',
      fr: "La source s'est tue avant la période que la porte examine.",
    },
    why: { en: 'It says nothing about the tree that is judged.', fr: "Elle ne dit rien de l'arbre jugé." },
    fix: { en: 'See that it still writes where the recorder reads.', fr: "Vérifiez qu'elle écrit toujours là où lit le greffier." },
  },
  'logs-partial': {
    means: {
      en: 'The source begins well after the time that the gate looks at.',
      fr: 'La source commence bien après le début de la période que la porte examine.',
    },
    why: {
      en: 'Its older lines were put aside, and an error may stand among them.',
      fr: 'Ses lignes plus anciennes ont été mises de côté, et une erreur peut se trouver parmi elles.',
    },
    fix: {
      en: 'Keep the lines of the whole window in one place, or shorten the window in the contract.',
      fr: 'Gardez les lignes de toute la période au même endroit, ou raccourcissez-la dans le contrat.',
    },
  },
  'variables-missing': {
    means: {
      en: "A variable that the candidate's contract requires is not set in the target.",
      fr: "Une variable que le contrat du candidat exige n'est pas définie dans la cible.",
    },
    why: { en: 'The process would not start there, after the merge.', fr: "Le processus n'y démarrerait pas, après la fusion." },
    fix: { en: "Set it in the target's environment on the forge.", fr: "Définissez-la dans l'environnement cible, sur la forge." },
  },
  'not-archivable': {
    means: { en: 'What the target has cannot be archived.', fr: 'Ce que la cible contient ne peut pas être archivé.' },
    why: { en: 'Without an archive there is nothing to go back to.', fr: "Sans archive, il n'y a rien vers quoi revenir." },
    fix: { en: 'Give the target an archive pattern in the contract.', fr: "Donnez à la cible un motif d'archive dans le contrat." },
  },
  'way-back-conflicts': {
    means: { en: 'Undoing this promotion would conflict.', fr: 'Défaire cette promotion serait en conflit.' },
    why: { en: 'An incident is no time to solve conflicts.', fr: "Un incident n'est pas le moment de résoudre des conflits." },
    fix: { en: 'Promote a state that can be undone.', fr: 'Promouvez un état qui peut être défait.' },
  },
  'migration-irreversible': {
    means: {
      en: 'A migration has no way down and is not declared compatible.',
      fr: "Une migration est sans retour et n'est pas déclarée compatible.",
    },
    why: {
      en: 'The code of before would meet a schema that it does not know.',
      fr: "Le code d'avant rencontrerait un schéma qu'il ne connaît pas.",
    },
    fix: {
      en: 'Write its way down, or declare it compatible with the code before it.',
      fr: "Écrivez son retour, ou déclarez-la compatible avec le code d'avant.",
    },
  },
  'archived-variables-missing': {
    means: {
      en: 'The archived state requires variables that the target no longer has.',
      fr: "L'état archivé exige des variables que la cible n'a plus.",
    },
    why: { en: 'After a rollback the process would not start.', fr: 'Après un retour arrière, le processus ne démarrerait pas.' },
    fix: { en: 'Keep them set until the way back no longer needs them.', fr: 'Gardez-les tant que le retour en a besoin.' },
  },
  'as-recorded': {
    means: {
      en: 'The recorder, who alone can read what this rests on, said no the last time.',
      fr: 'Le greffier, seul à pouvoir lire ce sur quoi cela repose, a dit non la dernière fois.',
    },
    why: {
      en: "Files, programs and tokens of its host are not this machine's.",
      fr: 'Les fichiers, programmes et jetons de son hôte ne sont pas ceux de cette machine.',
    },
    fix: { en: 'Do what its reason says, and let it run again.', fr: 'Faites ce que dit sa raison, et laissez-le repasser.' },
  },
  'rehearsal-of-another-pair': {
    means: {
      en: 'The way back was rehearsed, but from another tree of the target.',
      fr: 'Le retour arrière a été répété, mais depuis un autre arbre de la cible.',
    },
    why: {
      en: 'A rehearsal speaks of one pair of trees: what goes out, and what would come back.',
      fr: 'Une répétition parle de deux arbres précis : celui qui sort, et celui qui reviendrait.',
    },
    fix: {
      en: 'Rehearse it again, and attest it on the open promotion.',
      fr: 'Répétez-le, et attestez-le sur la promotion ouverte.',
    },
  },
  'soak-too-short': {
    means: {
      en: 'The source environment has not run this tree long enough without interruption.',
      fr: "L'environnement source n'a pas exécuté cet arbre assez longtemps sans interruption.",
    },
    why: { en: 'Some faults need time to show.', fr: 'Certains défauts ont besoin de temps pour se montrer.' },
    fix: { en: 'Wait, and deploy nothing else there meanwhile.', fr: "Attendez, sans rien y déployer d'autre." },
  },
  'window-closed': {
    means: {
      en: 'It is outside the hours in which this step is open.',
      fr: "Ce n'est pas l'heure : l'étape n'est ouverte qu'à certaines heures.",
    },
    why: {
      en: 'A change goes out while the people who can undo it are there.',
      fr: 'Un changement sort quand ceux qui peuvent le défaire sont là.',
    },
    fix: { en: 'Wait for the next opening, which the fix names.', fr: 'Attendez la prochaine ouverture, que le remède indique.' },
  },
  held: {
    means: {
      en: 'Somebody, or an unfinished rollback, stopped this step.',
      fr: "Quelqu'un, ou un retour arrière inachevé, a suspendu cette étape.",
    },
    why: {
      en: 'A hold stops every promotion along the step, whatever its gates say.',
      fr: 'Une suspension arrête toute promotion par cette étape, quoi que disent ses portes.',
    },
    fix: {
      en: '`lockflight release-hold ID`, or the post-mortem of the rollback.',
      fr: '`lockflight release-hold ID`, ou le post-mortem du retour arrière.',
    },
  },
  'rollback-archive-lost': {
    means: {
      en: 'The archive that this rollback brings back is gone, or points elsewhere.',
      fr: "L'archive que ce retour arrière rétablit a disparu, ou désigne autre chose.",
    },
    why: { en: 'What would come back is not what was proven.', fr: "Ce qui reviendrait n'est pas ce qui a été prouvé." },
    fix: {
      en: 'Put the tag back on the commit that the ledger names, or choose another with --to.',
      fr: 'Remettez le tag sur le commit que nomme le registre, ou choisissez-en une autre avec --to.',
    },
  },
  'rollback-unproven': {
    means: {
      en: 'No record says that this archived state was ever right.',
      fr: 'Aucune trace ne dit que cet état archivé ait jamais été bon.',
    },
    why: {
      en: 'A rollback is trusted because what it brings back has worked.',
      fr: "Un retour arrière inspire confiance parce que ce qu'il rétablit a fonctionné.",
    },
    fix: { en: 'Choose a promoted or baseline archive with --to.', fr: "Choisissez avec --to une archive promue, ou celle de l'adoption." },
  },
} as const satisfies CodeTable;
