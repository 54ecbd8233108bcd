/** What must be one environment's own: a name, an alias, a branch; names of variables that some systems cannot tell apart; no activity both allowed and forbidden. */
import { each, type Finding, type Rule } from './rule.ts';

export const distinctNames: Rule = ({ written, names }) => {
  const owners = new Map<string, string>(names.environments.map((name) => [name, name]));
  return Object.entries(written.environments).flatMap(([name, environment]) =>
    each(environment.aliases, ['environments', name, 'aliases']).flatMap(([alias, path]): readonly Finding[] => {
      const owner = owners.get(alias);
      owners.set(alias, owner ?? name);
      if (owner === undefined) return [];
      return [
        {
          code: 'duplicate-alias',
          path,
          message: { en: `\`${alias}\` already names ${owner}`, fr: `\`${alias}\` désigne déjà ${owner}` },
          fix: { en: 'give each environment names of its own', fr: 'donnez à chaque environnement ses propres noms' },
        },
      ];
    }),
  );
};

export const distinctBranches: Rule = ({ written }) => {
  const owners = new Map<string, string>();
  const ledger = written.ledger?.branch ?? 'lockflight/ledger';
  owners.set(ledger, 'ledger');
  return Object.entries(written.environments).flatMap(([name, { branch }]): readonly Finding[] => {
    if (branch === undefined) return [];
    const owner = owners.get(branch);
    owners.set(branch, owner ?? name);
    if (owner === undefined) return [];
    return [
      {
        code: 'duplicate-branch',
        path: ['environments', name, 'branch'],
        message: { en: `the branch \`${branch}\` is already ${owner}'s`, fr: `la branche \`${branch}\` est déjà celle de ${owner}` },
        fix: {
          en: 'one branch an environment: what runs in one must be told from what runs in the other',
          fr: "une branche par environnement : ce qui tourne dans l'un doit se distinguer de ce qui tourne dans l'autre",
        },
      },
    ];
  });
};

/** A warning: `http_proxy` and `HTTP_PROXY` are both in use, and only Windows takes them for one. */
export const distinctVariables: Rule = ({ names }) => {
  const first = new Map<string, string>();
  return names.variables.flatMap((name): readonly Finding[] => {
    const plain = name.toUpperCase();
    const twin = first.get(plain);
    if (twin === undefined) first.set(plain, name);
    if (twin === undefined || twin === name) return [];
    return [
      {
        code: 'same-but-for-case',
        severity: 'warning',
        path: ['variables', name],
        atKey: true,
        message: { en: `${name} and ${twin} differ only in case`, fr: `${name} et ${twin} ne diffèrent que par la casse` },
        fix: { en: 'keep one of the two, or tell them apart by a word', fr: "gardez l'une des deux, ou distinguez-les par un mot" },
      },
    ];
  });
};

export const consistentActivities: Rule = ({ written }) =>
  Object.entries(written.environments).flatMap(([name, environment]) => {
    const allowed = each(environment.allows, []).map(([word]) => word);
    return each(environment.forbids, ['environments', name, 'forbids']).flatMap(([word, path]): readonly Finding[] =>
      allowed.includes(word)
        ? [
            {
              code: 'allowed-and-forbidden',
              path,
              message: { en: `${name} both allows and forbids ${word}`, fr: `${name} permet et interdit à la fois ${word}` },
              fix: { en: 'keep one of the two', fr: "gardez l'un des deux" },
            },
          ]
        : [],
    );
  });
