/**
 * Every command by name, each loaded only when it is called: the start of one command must not pay for the others.
 * The summaries stand here for the same reason.
 */
import type { Text } from '../contract/text.ts';
import type { CommandDefinition } from './command.ts';

export interface RegisteredCommand {
  readonly name: string;
  readonly summary: Text;
  readonly load: () => Promise<CommandDefinition>;
}

const command = (name: string, en: string, fr: string, load: () => Promise<CommandDefinition>): RegisteredCommand => ({
  name,
  summary: { en, fr },
  load,
});

export const COMMANDS: readonly RegisteredCommand[] = [
  command(
    'init',
    'draft the contract from what is there',
    "rédige le contrat d'après l'existant",
    async () => (await import('./commands/init.ts')).init,
  ),
  command(
    'check',
    'check the contract: needs no secret and no network',
    'vérifie le contrat, sans secret ni réseau',
    async () => (await import('./commands/check.ts')).check,
  ),
  command(
    'generate',
    "write the contract's files, or fail on drift",
    'écrit les fichiers du contrat, ou signale un écart',
    async () => (await import('./commands/generate.ts')).generate,
  ),
  command(
    'env check',
    'judge the variables of an environment',
    "juge les variables d'un environnement",
    async () => (await import('./commands/env-check.ts')).envCheck,
  ),
  command(
    'env show',
    'the matrix: variables by environments',
    'la matrice : variables par environnements',
    async () => (await import('./commands/env-show.ts')).envShow,
  ),
  command(
    'env explain',
    'one variable, in every environment',
    'une variable, dans chaque environnement',
    async () => (await import('./commands/env-explain.ts')).envExplain,
  ),
  command(
    'env scan',
    'the code against the contract: what it reads',
    "le code face au contrat : ce qu'il lit",
    async () => (await import('./commands/env-scan.ts')).envScan,
  ),
  command(
    'doctor',
    'probe the services of an environment',
    "sonde les services d'un environnement",
    async () => (await import('./commands/doctor.ts')).doctor,
  ),
  command(
    'run',
    "prove the environment, then run the contract's command",
    "prouve l'environnement, puis exécute la commande du contrat",
    async () => (await import('./commands/run.ts')).run,
  ),
  command(
    'audit',
    'classify every state of production',
    'classe chaque état de la production',
    async () => (await import('./commands/audit.ts')).audit,
  ),
  command(
    'adopt',
    'begin the record: key, entry 0, baseline',
    'ouvre le registre : clé, entrée 0, état de départ',
    async () => (await import('./commands/adopt.ts')).adopt,
  ),
  command(
    'status',
    'every environment: what runs, what waits, what is wrong',
    'chaque environnement : ce qui tourne, attend ou cloche',
    async () => (await import('./commands/status.ts')).status,
  ),
  command(
    'verdict',
    'judge a candidate, gate by gate',
    'juge un candidat, porte par porte',
    async () => (await import('./commands/verdict.ts')).verdict,
  ),
  command(
    'promote',
    'open or continue a promotion',
    'ouvre ou poursuit une promotion',
    async () => (await import('./commands/promote.ts')).promote,
  ),
  command(
    'rollback',
    'open or continue a rollback',
    'ouvre ou poursuit un retour arrière',
    async () => (await import('./commands/rollback.ts')).rollback,
  ),
  command(
    'approve',
    'approve a promotion or rollback, as yourself',
    'approuve une promotion ou un retour arrière',
    async () => (await import('./commands/approve.ts')).approve,
  ),
  command(
    'attest',
    'attest what you observed, as yourself',
    'atteste ce que vous avez observé',
    async () => (await import('./commands/attest.ts')).attest,
  ),
  command('hold', 'stop a step', 'suspend une étape', async () => (await import('./commands/hold.ts')).hold),
  command('release-hold', 'lift a hold', 'lève une suspension', async () => (await import('./commands/release-hold.ts')).releaseHold),
  command(
    'waive',
    'record an exception for a waivable gate',
    'consigne une dérogation pour une porte',
    async () => (await import('./commands/waive.ts')).waive,
  ),
  command(
    'record',
    'the recorder: bring the ledger up to date and judge',
    'le greffier : met le registre à jour et juge',
    async () => (await import('./commands/record.ts')).record,
  ),
  command(
    'protect',
    "the forge's rules against the contract",
    'les règles de la forge face au contrat',
    async () => (await import('./commands/protect.ts')).protect,
  ),
  command(
    'ledger log',
    'the record, one line an entry',
    'le registre, une ligne par entrée',
    async () => (await import('./commands/ledger-log.ts')).ledgerLog,
  ),
  command('ledger show', 'one entry, whole', 'une entrée, en entier', async () => (await import('./commands/ledger-show.ts')).ledgerShow),
  command(
    'ledger verify',
    'verify chain, signatures and archives',
    'vérifie la chaîne, les signatures et les archives',
    async () => (await import('./commands/ledger-verify.ts')).ledgerVerify,
  ),
  command(
    'ledger rebuild',
    'an SQLite index of the record',
    'un index SQLite du registre',
    async () => (await import('./commands/ledger-rebuild.ts')).ledgerRebuild,
  ),
  command(
    'ledger rotate',
    'bring a new key in, take the old one out',
    "introduit une nouvelle clé, révoque l'ancienne",
    async () => (await import('./commands/ledger-rotate.ts')).ledgerRotate,
  ),
  command('ledger revoke', 'take a key out', 'révoque une clé', async () => (await import('./commands/ledger-revoke.ts')).ledgerRevoke),
  command(
    'demo',
    'a complete world on this machine',
    'un monde complet sur cette machine',
    async () => (await import('./commands/demo.ts')).demo,
  ),
  command(
    'explain',
    'what a code means and how to fix it',
    'ce que veut dire un code et comment y remédier',
    async () => (await import('./commands/explain.ts')).explain,
  ),
];
