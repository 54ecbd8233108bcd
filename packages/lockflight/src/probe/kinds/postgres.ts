/**
 * PostgreSQL: it answers, over TLS where it must, in a version that still gets fixes, as a role that may write and is no superuser; the shadow database is another
 * one, whatever its address looks like; backups are recent. The client is node-postgres. Only catalogues are read.
 */
import { checkBackups } from '../backups/backups.ts';
import { type Check, failed, passed, Stop } from '../check.ts';
import { requiredPart } from '../parts.ts';
import type { Probe, ProbeInput } from '../probe.ts';
import { type Connected, connectTo } from './postgres-connection.ts';
import { supportedUntil } from './postgres-versions.ts';

export const postgres: Probe = async (input) => {
  const part = requiredPart(input, 'url');
  const connected = await connectTo(input, part);
  try {
    input.say(passed('reachable', 'it answers', 'elle répond'), passed('login', 'it takes the login', 'elle accepte la connexion'));
    input.say(encryptionCheck(connected));
    const facts = await factsOf(connected);
    input.say(versionCheck(facts.version, input.now()), roleCheck(input, facts), writableCheck(facts));
    const shadow = input.parts.find((p) => p.part === 'shadow');
    if (shadow !== undefined) await checkShadow(input, facts, shadow);
  } finally {
    await connected.end();
  }
  await checkBackups(input);
};

interface Facts {
  /** As `server_version_num`: 150004. */
  readonly version: number;
  readonly superuser: boolean;
  readonly readOnly: boolean;
  /** The same for two connections exactly where they lead to one database. */
  readonly identity: string;
}

const FACTS = `
  select current_setting('server_version_num')::int as version,
         coalesce((select rolsuper from pg_roles where rolname = current_user), false) as superuser,
         pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as read_only,
         (select oid::text from pg_database where datname = current_database()) as database,
         extract(epoch from pg_postmaster_start_time())::text as started`;

const factsOf = async ({ query }: Connected): Promise<Facts> => {
  const [row] = await query(FACTS);
  if (row === undefined)
    throw new Stop(failed('version', 'service-answer-unexpected', 'what answers is not PostgreSQL', "ce qui répond n'est pas PostgreSQL"));
  // The system identifier is written by initdb and stays; managed servers may keep it to themselves. The moment of the start tells servers apart as well.
  const system = await query('select system_identifier::text as id from pg_control_system()').catch(() => []);
  return {
    version: Number(row.version),
    superuser: row.superuser === true,
    readOnly: row.read_only === true,
    identity: `${system[0]?.id ?? row.started}/${row.database}`,
  };
};

const encryptionCheck = ({ encrypted, reached }: Connected): Check => {
  if (encrypted === 'verified')
    return passed('encrypted', 'over TLS, and the certificate is valid', 'par TLS, et le certificat est valable');
  if (encrypted === 'unverified')
    return passed('encrypted', 'over TLS; who answers is not verified', "par TLS ; qui répond n'est pas vérifié");
  return reached.local
    ? passed('encrypted', 'no TLS, and nothing leaves this machine', 'sans TLS, et rien ne quitte cette machine')
    : passed('encrypted', 'no TLS, inside a private network', 'sans TLS, dans un réseau privé');
};

const versionCheck = (version: number, now: Date): Check => {
  const major = Math.floor(version / 10_000);
  const until = supportedUntil(major);
  const name = `PostgreSQL ${major}.${version % 10_000}`;
  return until !== undefined && now.getTime() > until.getTime()
    ? failed('version', 'service-outdated', `${name} gets no fixes any more`, `${name} ne reçoit plus de correctifs`)
    : passed('version', name, name);
};

const roleCheck = ({ environment }: ProbeInput, { superuser }: Facts): Check => {
  if (!superuser) return passed('role', 'the role is no superuser', "le rôle n'est pas superutilisateur");
  const words = ['the role is a superuser', 'le rôle est superutilisateur'] as const;
  return environment === 'development' || environment === 'preview'
    ? passed('role', ...words)
    : failed('role', 'service-too-mighty', ...words);
};

const writableCheck = ({ readOnly }: Facts): Check =>
  readOnly
    ? failed('writable', 'database-read-only', 'it is a replica, or read-only', 'elle est un réplica, ou en lecture seule')
    : passed('writable', 'it can be written to', 'on peut y écrire');

const checkShadow = async (input: ProbeInput, primary: Facts, part: ProbeInput['parts'][number]): Promise<void> => {
  const connected = await connectTo(input, part, 'shadow');
  try {
    const { identity } = await factsOf(connected);
    input.say(
      identity === primary.identity
        ? failed(
            'shadow',
            'shadow-is-primary',
            `${part.variable} leads to the primary database`,
            `${part.variable} mène à la base principale`,
          )
        : passed('shadow', 'the shadow database answers, and is another one', 'la base fantôme répond, et en est une autre'),
    );
  } finally {
    await connected.end();
  }
};
