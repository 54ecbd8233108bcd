/** Codes of a flow, its people and its guards that do not hold together. */
import type { CodeTable } from './codes.ts';

export const FLOW_RULE_CODES = {
  'step-to-itself': {
    means: { en: 'A step leads from an environment to itself.', fr: "Une étape mène d'un environnement à lui-même." },
    why: { en: 'Nothing would be promoted.', fr: 'Rien ne serait promu.' },
    fix: { en: 'Name another target.', fr: 'Nommez une autre cible.' },
  },
  'target-without-branch': {
    means: { en: 'A step leads to an environment that has no branch.', fr: 'Une étape mène à un environnement sans branche.' },
    why: { en: 'A promotion is a merge into the branch of the target.', fr: 'Une promotion est une fusion dans la branche de la cible.' },
    fix: { en: 'Give the environment a branch.', fr: "Donnez une branche à l'environnement." },
  },
  'duplicate-step': {
    means: { en: 'Two steps have the same id.', fr: 'Deux étapes ont le même id.' },
    why: {
      en: 'Holds, waivers and `--step` name a step by its id.',
      fr: 'Suspensions, dérogations et `--step` désignent une étape par son id.',
    },
    fix: { en: 'Give each its own `id`.', fr: 'Donnez à chacune son `id`.' },
  },
  'duplicate-gate': {
    means: { en: 'The same gate stands twice in a step.', fr: 'La même porte figure deux fois dans une étape.' },
    why: {
      en: 'Its outcome is known by its id: one would hide the other.',
      fr: "Son résultat est connu par son id : l'une cacherait l'autre.",
    },
    fix: { en: 'Keep one, with all that it asks for.', fr: "N'en gardez qu'une, avec tout ce qu'elle demande." },
  },
  'expedited-without-approval': {
    means: { en: 'An expedited step can be passed without any approval.', fr: 'Une étape express peut être franchie sans approbation.' },
    why: {
      en: 'Fewer gates is a decision that somebody takes, each time.',
      fr: "Moins de portes, c'est une décision que quelqu'un prend, chaque fois.",
    },
    fix: { en: 'Add an approval that cannot be waived.', fr: 'Ajoutez une approbation sans dérogation possible.' },
  },
  'unknown-timezone': {
    means: { en: 'A window names a time zone that does not exist.', fr: "Une fenêtre nomme un fuseau horaire qui n'existe pas." },
    why: { en: 'The window would open at another hour than people think.', fr: "La fenêtre s'ouvrirait à une autre heure que prévu." },
    fix: { en: 'Write Area/City, such as Europe/Paris, or UTC.', fr: 'Écrivez Région/Ville, comme Europe/Paris, ou UTC.' },
  },
  'empty-window': {
    means: { en: 'A window never opens.', fr: "Une fenêtre ne s'ouvre jamais." },
    why: { en: 'A stop that has no end is a hold, with an owner.', fr: 'Un arrêt sans fin est une suspension, avec un responsable.' },
    fix: { en: 'Give it two different hours.', fr: 'Donnez-lui deux heures différentes.' },
  },
  'activity-refused': {
    means: { en: 'The contract asks for something that an environment refuses.', fr: 'Le contrat demande ce qu’un environnement refuse.' },
    why: {
      en: 'Evidence of an activity that is refused does not count; a command would be refused at the door.',
      fr: "La preuve d'une activité refusée ne compte pas ; une commande serait refusée à l'entrée.",
    },
    fix: { en: 'Allow the activity there, or ask for something else.', fr: 'Permettez-y cette activité, ou demandez autre chose.' },
  },
  'unproved-evidence': {
    means: { en: 'No command proves the evidence that a gate asks for.', fr: "Aucune commande ne prouve ce qu'une porte demande." },
    why: {
      en: 'The gate would stay blocked until somebody attests it by hand.',
      fr: "La porte resterait fermée tant que personne ne l'atteste à la main.",
    },
    fix: { en: 'Let a command prove it, with its workflow and job.', fr: "Qu'une commande la prouve, avec son workflow et son job." },
  },
  'role-without-members': {
    means: { en: 'Nobody in a role could approve.', fr: 'Personne dans un rôle ne pourrait approuver.' },
    why: { en: 'The gate could never pass; agents never count.', fr: "La porte ne s'ouvrirait jamais ; les agents ne comptent pas." },
    fix: { en: 'Name people or teams under `people`.', fr: 'Nommez des personnes ou des équipes sous `people`.' },
  },
  'no-owners': {
    means: { en: 'There are gates, and no owners.', fr: "Il y a des portes, et pas d'owners." },
    why: {
      en: 'A candidate that changes the contract, a workflow or a package.json needs an owner, and would stay blocked.',
      fr: 'Un candidat qui change le contrat, un workflow ou un package.json demande un owner, et resterait bloqué.',
    },
    fix: { en: 'Add `people: { owners: [octocat] }`.', fr: 'Ajoutez `people: { owners: [octocat] }`.' },
  },
  'branch-needed': {
    means: {
      en: 'A rule about a branch is given to an environment without one.',
      fr: 'Une règle de branche vise un environnement qui n’en a pas.',
    },
    why: { en: 'It could not be applied.', fr: 'Elle ne pourrait pas être appliquée.' },
    fix: { en: 'Give the environment a branch, or drop the rule.', fr: "Donnez une branche à l'environnement, ou retirez la règle." },
  },
  'bad-archive-pattern': {
    means: { en: 'The pattern cannot name the tags of archives.', fr: 'Le motif ne peut pas nommer les étiquettes des archives.' },
    why: {
      en: 'An archive that cannot be made stops the promotion that needs it.',
      fr: 'Une archive impossible à créer arrête la promotion qui en a besoin.',
    },
    fix: { en: 'Write `archive/{branch}/{date}/{version}`.', fr: 'Écrivez `archive/{branch}/{date}/{version}`.' },
  },
  'unprotected-production': {
    means: {
      en: 'The contract lets writers push straight to production.',
      fr: 'Le contrat laisse pousser directement vers la production.',
    },
    why: { en: 'Gates bind only those who go through them.', fr: 'Les portes ne lient que ceux qui les franchissent.' },
    fix: { en: 'Add `protect: { production: { push: nobody } }`.', fr: 'Ajoutez `protect: { production: { push: nobody } }`.' },
  },
  'unarchived-production': {
    means: {
      en: 'The contract does not say how past production states are archived.',
      fr: 'Le contrat ne dit pas comment archiver les anciens états de production.',
    },
    why: { en: 'There is no way back to what was not kept.', fr: "On ne revient pas à ce qui n'a pas été gardé." },
    fix: {
      en: 'Add `archive: { production: "archive/{branch}/{date}/{version}" }`.',
      fr: 'Ajoutez `archive: { production: "archive/{branch}/{date}/{version}" }`.',
    },
  },
  'command-cycle': {
    means: { en: 'Commands wait for one another in a circle.', fr: "Des commandes s'attendent en cercle." },
    why: { en: 'None of them could ever run.', fr: 'Aucune ne pourrait jamais tourner.' },
    fix: { en: 'Drop one `after` of the circle.', fr: 'Retirez un `after` du cercle.' },
  },
  'deploys-without-pipeline': {
    means: {
      en: 'A command with `deploys: true` runs in the pipeline of no environment.',
      fr: "Une commande avec `deploys: true` ne tourne dans le pipeline d'aucun environnement.",
    },
    why: {
      en: 'Only the pipeline tells the forge of a deployment: this one would never be known.',
      fr: 'Seul le pipeline annonce un déploiement à la forge : celui-ci ne serait jamais connu.',
    },
    fix: {
      en: 'Write `pipeline` for an environment under `in`, or drop `deploys`.',
      fr: 'Écrivez `pipeline` pour un environnement sous `in`, ou retirez `deploys`.',
    },
  },
  'identity-proves-nothing': {
    means: {
      en: 'An `identity` is asked for where nobody has one, or where it is tied to no branch.',
      fr: "Une `identity` est demandée là où personne n'en a, ou sans être liée à une branche.",
    },
    why: {
      en: "A job's token proves which job it is: of the pipeline alone, and of a branch that anybody may push it proves nothing.",
      fr: "Le jeton d'une tâche prouve quelle tâche elle est : du pipeline seul ; et pour une branche où chacun peut pousser, il ne prouve rien.",
    },
    fix: {
      en: 'Write `mode: pipeline`, and the branch under `on` where the environment has none; or drop `identity`.',
      fr: "Écrivez `mode: pipeline`, et la branche sous `on` si l'environnement n'en a pas ; ou retirez `identity`.",
    },
  },
  'duplicate-file': {
    means: { en: 'Two things would be written to one file.', fr: 'Deux contenus iraient dans le même fichier.' },
    why: { en: 'The second would erase the first.', fr: 'Le second effacerait le premier.' },
    fix: { en: 'Give each its own path.', fr: 'Donnez à chacun son chemin.' },
  },
  'dead-pointer': {
    means: {
      en: 'A prohibition points at something that does not enforce it.',
      fr: 'Une interdiction désigne quelque chose qui ne la fait pas respecter.',
    },
    why: {
      en: 'A document that promises what nothing does is how this all began.',
      fr: "Un document qui promet ce que rien ne fait : c'est ainsi que tout a commencé.",
    },
    fix: {
      en: 'Point at what enforces it: audit:CLASS, protect:ENV.KEY, flow, via, step:ID, gate:ID, gate:STEP/ID, activity:ENV.ACTIVITY, environment:ENV.KEY, rollback:ENV, archive:ENV, command:NAME, variable:NAME, group:NAME, service:NAME, role:NAME.',
      fr: 'Désignez ce qui la fait respecter : audit:CLASSE, protect:ENV.CLÉ, flow, via, step:ID, gate:ID, gate:ÉTAPE/ID, activity:ENV.ACTIVITÉ, environment:ENV.CLÉ, rollback:ENV, archive:ENV, command:NOM, variable:NOM, group:NOM, service:NOM, role:NOM.',
    },
  },
  'branch-not-found': {
    means: {
      en: 'The clone has no branch of the name that the contract gives.',
      fr: "Le clone n'a pas de branche du nom que donne le contrat.",
    },
    why: { en: 'The environment would have no line to judge.', fr: "L'environnement n'aurait pas de ligne à juger." },
    fix: { en: 'Fetch the branch, make it, or correct the name.', fr: 'Récupérez la branche, créez-la, ou corrigez le nom.' },
  },
} as const satisfies CodeTable;
