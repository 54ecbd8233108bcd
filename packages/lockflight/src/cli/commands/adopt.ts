import type { Language } from '../../contract/text.ts';
import type { Adoption } from '../../flow/adopt.ts';
import type { World } from '../../flow/world.ts';
import { registrationLink } from '../../forge/github/app-permissions.ts';
import { locateForge } from '../../forge/locate.ts';
import type { CommandDefinition, Invocation, Report } from '../command.ts';
import type { Paint } from '../paint.ts';
import { worldOf } from '../world-of.ts';
import { wrap } from '../wrap.ts';

/** `lockflight adopt`: begins the record. */
export const adopt: CommandDefinition = {
  name: 'adopt',
  summary: { en: 'look at protection, make the key, sign entry 0', fr: "regarde les protections, crée la clé, signe l'entrée 0" },
  usage: '',
  options: {},
  examples: ['adopt'],
  positionals: { min: 0, max: 0 },
  run: async (invocation): Promise<Report> => {
    const { adopt: act, RECORDER_ENVIRONMENT, SIGNING_KEY } = await import('../../flow/adopt.ts');
    const world = await worldOf(invocation);
    const adoption = await act(world);
    const link = await appLink(world, invocation.environment, adoption);
    return {
      exit: 0,
      language: adoption.situation.contract.language,
      json: {
        repository: adoption.situation.repository.fullName,
        fingerprint: adoption.fingerprint,
        keyLimited: adoption.keyLimited,
        ledgerBranch: adoption.ledgerBranch,
        archives: adoption.archives.map((a) => ({ environment: a.environment, ref: a.ref, commit: a.commit, tree: a.tree })),
        protection: adoption.protection.map((p) => ({
          branch: p.branch,
          enforced: p.protection?.enforced ?? null,
          ...(p.why === undefined ? {} : { why: p.why }),
        })),
        app: link,
      },
      lines: (paint, language) => [
        ...told(adoption, paint, language, `${RECORDER_ENVIRONMENT}/${SIGNING_KEY}`),
        ...appLines(link, language),
      ],
    };
  },
};

const told = (adoption: Adoption, paint: Paint, language: Language, secret: string): readonly string[] => {
  const fr = language === 'fr';
  const { fullName } = adoption.situation.repository;
  return [
    paint('strong', fr ? `${fullName} est adopté` : `${fullName} is adopted`),
    '',
    ...adoption.protection.map((p) => `  ${p.branch.padEnd(12)} ${protectionWords(p, paint, fr)}`),
    ...adoption.archives.map(
      (a) => `  ${a.environment.padEnd(12)} ${a.commit.slice(0, 7)} ${fr ? 'archivé :' : 'archived:'} ${a.ref.replace('refs/tags/', '')}`,
    ),
    '',
    ...wrap(
      fr
        ? `  Entrée 0 signée sur ${adoption.ledgerBranch}. La clé est le secret ${secret} de la forge ; aucune copie n'est gardée.`
        : `  Entry 0 is signed on ${adoption.ledgerBranch}. The key is the forge's secret ${secret}; no copy is kept.`,
      80,
      '  ',
    ),
    ...(adoption.keyLimited
      ? []
      : wrap(
          `  ${paint('doubt', '!')} ${fr ? 'La forge ne peut pas réserver ce secret à la branche par défaut : quiconque peut pousser peut le prendre.' : 'The forge cannot keep this secret to the default branch: whoever can push can take it.'}`,
          80,
          '    ',
        )),
    fr ? '  Empreinte, à noter ailleurs (ledger verify --trust) :' : '  Its fingerprint, to keep elsewhere (ledger verify --trust):',
    `  ${adoption.fingerprint}`,
  ];
};

const protectionWords = (p: Adoption['protection'][number], paint: Paint, fr: boolean): string => {
  if (p.protection === undefined) return paint('doubt', fr ? `protection illisible (${p.why})` : `protection cannot be read (${p.why})`);
  if (!p.protection.enforced)
    return paint('doubt', fr ? 'non protégée : le contrat reste indicatif' : 'not protected: the contract is advisory there');
  return paint('good', fr ? 'protégée' : 'protected');
};

/** The page on which the recorder's App is registered, filled in; the kind of owner decides where that is. */
const appLink = async ({ git, remote, forge }: World, environment: Invocation['environment'], adoption: Adoption): Promise<string> => {
  const [owner = ''] = adoption.situation.repository.fullName.split('/');
  const { origin } = locateForge(await git.remoteUrl(remote), environment);
  // The repository is adopted by now: a link that leads to the wrong page is better than a failure.
  const account = await forge.account(owner).catch(() => undefined);
  const ownerKind = account?.kind === 'user' ? 'user' : 'organization';
  return registrationLink({ origin, owner, ownerKind });
};

const appLines = (link: string, language: Language): readonly string[] => [
  '',
  ...wrap(
    language === 'fr'
      ? "  Pour que le greffier lise tout et soit seul à écrire : enregistrez son App (privée, avec ces droits et aucun autre), installez-la dans ce dépôt, et mettez son numéro dans la variable LOCKFLIGHT_APP_ID et sa clé dans le secret LOCKFLIGHT_APP_PRIVATE_KEY de l'environnement lockflight."
      : '  For the recorder to read everything and to be the only writer: register its App (private, with these rights and no others), install it in this repository, and put its number into the variable LOCKFLIGHT_APP_ID and its key into the secret LOCKFLIGHT_APP_PRIVATE_KEY of the environment lockflight.',
    80,
    '  ',
  ),
  `  ${link}`,
];
