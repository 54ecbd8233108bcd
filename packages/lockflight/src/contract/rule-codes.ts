/** Codes of a contract that is well written and does not hold together. */
import type { CodeTable } from './codes.ts';

const unknown = (en: string, fr: string, section: string) => ({
  means: { en: `The contract speaks of ${en} that it does not declare.`, fr: `Le contrat parle ${fr} sans déclaration.` },
  why: { en: 'A rule about nothing protects nothing.', fr: 'Une règle qui ne porte sur rien ne protège rien.' },
  fix: { en: `Correct the name, or declare it under \`${section}\`.`, fr: `Corrigez le nom, ou déclarez-le sous \`${section}\`.` },
});

export const RULE_CODES = {
  'unknown-environment': unknown('an environment', "d'un environnement", 'environments'),
  'unknown-variable': unknown('a variable', "d'une variable", 'variables'),
  'unknown-command': unknown('a command', "d'une commande", 'commands'),
  'unknown-role': unknown('a role', "d'un rôle", 'people'),
  'unknown-source': unknown('a log source', "d'une source de journaux", 'sources'),
  'unknown-gate': unknown('a gate', "d'une porte", 'flow[].gates'),
  'unknown-procedure-step': unknown('a step of a procedure', "d'un geste de procédure", 'steps'),
  'duplicate-alias': {
    means: { en: 'Two environments share a name or alias.', fr: 'Deux environnements partagent un nom ou un alias.' },
    why: { en: 'No environment may be ambiguous.', fr: 'Aucun environnement ne doit être ambigu.' },
    fix: { en: 'Give each its own names.', fr: 'Donnez à chacun ses propres noms.' },
  },
  'duplicate-branch': {
    means: {
      en: 'Two environments share a branch, or one sits on the ledger.',
      fr: 'Deux environnements partagent une branche, ou l’un occupe celle du registre.',
    },
    why: {
      en: 'What runs in one could not be told from what runs in the other.',
      fr: "On ne distinguerait plus ce qui tourne dans l'un et dans l'autre.",
    },
    fix: { en: 'One branch an environment.', fr: 'Une branche par environnement.' },
  },
  'allowed-and-forbidden': {
    means: { en: 'An environment both allows and forbids an activity.', fr: 'Un environnement permet et interdit la même activité.' },
    why: { en: 'People would read one, the program would apply the other.', fr: "On lirait l'un, le programme appliquerait l'autre." },
    fix: { en: 'Keep one of the two.', fr: "Gardez l'un des deux." },
  },
  'secret-exposed': {
    means: { en: 'A secret variable would be shipped to browsers.', fr: 'Une variable secrète serait envoyée aux navigateurs.' },
    why: { en: 'What every visitor receives is no secret.', fr: "Ce que reçoit chaque visiteur n'est pas un secret." },
    fix: {
      en: 'Drop `secret` or `exposed`, or rename it: NEXT_PUBLIC_ and VITE_ names are always shipped.',
      fr: 'Retirez `secret` ou `exposed`, ou renommez-la : les noms en NEXT_PUBLIC_ et VITE_ sont toujours envoyés.',
    },
  },
  'forbidden-with-value': {
    means: { en: 'A variable is forbidden where it also has a value.', fr: 'Une variable est interdite là où elle a aussi une valeur.' },
    why: { en: 'The two cannot both be meant.', fr: 'Les deux ne peuvent pas être voulus à la fois.' },
    fix: { en: 'Drop the value, or the `forbidden`.', fr: 'Retirez la valeur, ou le `forbidden`.' },
  },
  'breaks-own-rule': {
    means: {
      en: 'A default, an example, or a value that must be, is refused by the rules beside it: type, mode, constraints.',
      fr: "Une valeur par défaut, imposée ou d'exemple est refusée par les règles d'à côté : type, mode, contraintes.",
    },
    why: {
      en: 'A default like that stands in for nothing, where the variable is required too; a value that must be could never be set.',
      fr: 'Un tel défaut ne remplace rien, même là où la variable est obligatoire ; une valeur imposée ne pourrait jamais être définie.',
    },
    fix: { en: 'Change the value or the rule.', fr: 'Changez la valeur ou la règle.' },
  },
  'same-but-for-case': {
    means: { en: 'Two variables differ only in case.', fr: 'Deux variables ne diffèrent que par la casse.' },
    why: {
      en: 'On Windows they are one variable, and people take the one for the other.',
      fr: "Sous Windows elles n'en font qu'une, et l'on prend l'une pour l'autre.",
    },
    fix: { en: 'Keep one of the two, or tell them apart by a word.', fr: "Gardez l'une des deux, ou distinguez-les par un mot." },
  },
  'validator-not-typescript': {
    means: {
      en: 'The generated validator is named as something else than TypeScript.',
      fr: "Le validateur généré porte un nom qui n'est pas celui d'un fichier TypeScript.",
    },
    why: { en: 'What loads it would not understand it.', fr: 'Ce qui le charge ne le comprendrait pas.' },
    fix: { en: 'End its path in .ts, .mts or .cts.', fr: 'Terminez son chemin par .ts, .mts ou .cts.' },
  },
  'empty-range': {
    means: { en: 'A minimum is above its maximum.', fr: 'Un minimum dépasse son maximum.' },
    why: { en: 'No value could ever pass.', fr: 'Aucune valeur ne pourrait convenir.' },
    fix: { en: 'Swap them.', fr: 'Échangez-les.' },
  },
  'enum-without-values': {
    means: { en: 'An enum does not say its values.', fr: 'Une énumération ne dit pas ses valeurs.' },
    why: { en: 'Anything would pass.', fr: "N'importe quoi conviendrait." },
    fix: { en: 'Add `values: [a, b]`.', fr: 'Ajoutez `values: [a, b]`.' },
  },
  'names-itself': {
    means: {
      en: 'A variable must differ from itself, or is replaced by itself.',
      fr: "Une variable doit différer d'elle-même, ou est remplacée par elle-même.",
    },
    why: { en: 'It could never be right.', fr: 'Elle ne pourrait jamais convenir.' },
    fix: { en: 'Name the other variable.', fr: "Nommez l'autre variable." },
  },
  'mode-unknown': {
    means: { en: 'A mode is asked of a value that tells nobody its mode.', fr: 'Un mode est exigé d’une valeur qui ne dit pas le sien.' },
    why: { en: 'Test or live would be a hope, not a check.', fr: 'Test ou production serait un espoir, pas une vérification.' },
    fix: { en: 'Give patterns: `modes: { test: "^T-", live: "^L-" }`.', fr: 'Donnez des motifs : `modes: { test: "^T-", live: "^L-" }`.' },
  },
  'bad-pattern': {
    means: { en: 'A pattern is no regular expression.', fr: "Un motif n'est pas une expression régulière." },
    why: { en: 'It could match nothing, or everything.', fr: 'Il pourrait ne rien reconnaître, ou tout.' },
    fix: { en: 'Close what is open, escape what is literal.', fr: 'Fermez ce qui est ouvert, échappez ce qui est littéral.' },
  },
  'slow-pattern': {
    means: { en: 'A pattern could take forever on a hostile value.', fr: 'Un motif pourrait ne jamais finir sur une valeur hostile.' },
    why: { en: 'A start-up check that hangs is an outage.', fr: 'Une vérification de démarrage qui se fige est une panne.' },
    fix: {
      en: 'Begin it with ^; part repetitions by what neither takes; repeat no group that repeats inside; drop back-references.',
      fr: "Commencez-le par ^ ; séparez les répétitions par ce qu'aucune n'accepte ; ne répétez pas un groupe qui répète à l'intérieur ; retirez les références arrière.",
    },
  },
  'condition-cycle': {
    means: {
      en: 'Conditions (`when`) depend on one another in a circle.',
      fr: 'Des conditions (`when`) dépendent les unes des autres en cercle.',
    },
    why: { en: 'None of them could be decided first.', fr: "Aucune ne pourrait être tranchée d'abord." },
    fix: { en: 'Take one `when` out of the circle.', fr: 'Retirez un `when` du cercle.' },
  },
  'impossible-condition': {
    means: { en: 'A condition can never hold.', fr: 'Une condition ne peut jamais être remplie.' },
    why: { en: 'The variable would silently never be judged.', fr: 'La variable ne serait jamais vérifiée, sans que rien ne le dise.' },
    fix: { en: 'Compare with a value that the variable may have.', fr: 'Comparez avec une valeur que la variable peut prendre.' },
  },
  'two-groups': {
    means: { en: 'A variable stands in two groups, or twice in one.', fr: 'Une variable figure dans deux groupes, ou deux fois dans un.' },
    why: { en: 'Which rule wins could not be said.', fr: "On ne saurait dire quelle règle l'emporte." },
    fix: { en: 'Keep it in one group.', fr: 'Gardez-la dans un seul groupe.' },
  },
  'not-a-member': {
    means: { en: '`only` names a variable that is not in the group.', fr: "`only` nomme une variable qui n'est pas dans le groupe." },
    why: {
      en: 'It speaks of members: the others would be forbidden by mistake.',
      fr: 'Il parle des membres : les autres seraient interdites par erreur.',
    },
    fix: { en: 'Name a member, or add the variable to the group.', fr: 'Nommez un membre, ou ajoutez la variable au groupe.' },
  },
} as const satisfies CodeTable;
