/**
 * Redis, clamd, the mail server and PostgreSQL die while people are at work, and come back. What needs them fails cleanly, and nothing that must hold is lost:
 * no upload is accepted unscanned, no booking is paid twice, the mail that was queued goes out.
 */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, onTestFailed, onTestFinished, test } from 'vitest';
import { type Customers, customersOf, EICAR, keepDoing, type Said } from './customers.fixture.ts';
import { startPlatform } from './running.fixture.ts';
import { BACKEND, startStaging } from './staging.fixture.ts';

/** How long a server stays dead. */
const DEAD_MS = 2_500;

/** What may be said besides success: of two for one hour one is late; a virus; and, while something is away, 503 with its name. */
const CLEAN: ReadonlySet<string> = new Set([
  '409 SLOT_TAKEN',
  '422 UPLOAD_INFECTED',
  '503 RATE_LIMIT_UNAVAILABLE',
  '503 ANTIVIRUS_UNAVAILABLE',
  '503 DATABASE_UNAVAILABLE',
]);

test('servers die under load', async () => {
  const staging = own(await startStaging());
  const platform = own(await startPlatform(staging.env));
  onTestFailed(() =>
    console.error(
      platform
        .said()
        .split('\n')
        .filter((line) => !line.includes('"level":30'))
        .join('\n')
        .slice(-5_000),
    ),
  );
  staging.listensAt(platform.origin);
  // At least once, say vendors: here it is always twice.
  staging.standIns.stripe.deliver(2);
  const origins = [platform.origin];
  const [provider] = await staging.query<{ id: string }>(`select id from providers where slug = 'atelier-benali'`);
  const people = customersOf(origins, provider?.id ?? '');
  await until(async () => (await people.health()).body.status === 'ok');

  let infected = false;
  const send = () => {
    infected = !infected;
    return people.send(infected);
  };
  const failures: unknown[] = [];
  const work = [people.read, people.book, people.book, people.compete, send].map((act) => keepDoing(act, (error) => failures.push(error)));
  const untilOrFailure = (holds: () => boolean | Promise<boolean>) =>
    until(() => {
      if (failures.length > 0) throw failures[0];
      return holds();
    });
  // A second process joins. It finds no backup in its folder, and makes one of a database in use.
  await delay(1_000);
  const backups = `${staging.backups}-of-second`;
  const second = own(await startPlatform({ ...staging.env, BACKUP_DIR: backups }));
  origins.push(second.origin);
  await untilOrFailure(async () => (await backupsIn(backups)).length > 0);

  const outages: Record<string, readonly Said[]> = {};
  for (const name of ['redis', 'clamd', 'smtp', 'postgres'] as const) {
    await delay(1_000);
    await staging[name].kill();
    const from = performance.now();
    await delay(DEAD_MS);
    outages[name] = people.said.filter(({ at }) => at >= from);
    await staging[name].revive();
    await untilOrFailure(async () => (await people.health()).body.status === 'ok' && worksAgain(people, from));
  }
  await Promise.all(work.map(({ stop }) => stop()));

  // What needed the dead server failed with its name; what did not went on.
  const codes = (name: string, what: string) =>
    new Set(outages[name]?.filter((s) => s.what === what).map(({ status, code }) => code ?? status));
  expect(codes('redis', 'read')).toEqual(new Set([200]));
  expect(codes('redis', 'book')).toContain('RATE_LIMIT_UNAVAILABLE');
  expect(codes('clamd', 'upload')).toEqual(new Set(['ANTIVIRUS_UNAVAILABLE']));
  expect(codes('clamd', 'book')).toContain(201);
  expect(codes('smtp', 'book')).toContain(201);
  expect(codes('postgres', 'book')).toContain('DATABASE_UNAVAILABLE');
  const unclean = people.said.filter(({ what, status, code }) => what !== 'health' && status >= 400 && !CLEAN.has(`${status} ${code}`));
  expect(unclean.map(({ what, status, code }) => `${what} ${status} ${code}`)).toEqual([]);

  await staging.standIns.stripe.webhooks.settled();
  await staging.standIns.onfido.webhooks.settled();
  await until(async () => (await waiting(staging)) === 0);
  await expectEachPaidOnce(staging, people);
  await expectEachScanned(staging, people);
  expect(staging.standIns.gateway.refused).toEqual([]);
  await expectRestorable(staging, join(backups, (await backupsIn(backups))[0] ?? ''));
  for (const { alive, stop } of [platform, second]) {
    expect(alive()).toBe(true);
    expect(await stop()).toBe(0);
  }
});

/** Ended with the test, even with one that hangs. */
const own = <T extends AsyncDisposable>(thing: T): T => {
  onTestFinished(() => thing[Symbol.asyncDispose]());
  return thing;
};

type Staging = Awaited<ReturnType<typeof startStaging>>;

/** Everything is done again: since `from`, something was read, booked and uploaded after the last failure of its kind. */
const worksAgain = ({ said }: Customers, from: number): boolean =>
  ['read', 'book', 'upload'].every((what) => {
    const last = said.findLast((s) => s.what === what);
    return last !== undefined && last.at > from + DEAD_MS && last.status < 500;
  });

const waiting = async ({ query }: Staging): Promise<number> => {
  const [row] = await query<{ n: string }>(`select count(*) as n from outbox where status = 'queued'`);
  return Number(row?.n);
};

const expectEachPaidOnce = async ({ query, standIns, mails }: Staging, people: Customers): Promise<void> => {
  const paid = await query<{ id: string; payment_intent_id: string }>(`select id, payment_intent_id from bookings where status = 'paid'`);
  const intents = [...standIns.stripe.intents.values()].filter(({ status }) => status === 'succeeded');
  expect(paid.length).toBeGreaterThan(10);
  // Every payment is a booking's, every paid booking has one payment, and no hour is sold twice.
  expect(paid.map(({ payment_intent_id: id }) => id).toSorted()).toEqual(intents.map(({ id }) => id).toSorted());
  expect(new Set(intents.map(({ metadata }) => metadata.booking_id)).size).toBe(intents.length);
  expect(standIns.stripe.refunds.size).toBe(0);
  const [twice] = await query<{ n: string }>(
    `select count(*) as n from (select 1 from bookings where status <> 'cancelled' group by provider_id, starts_at having count(*) > 1) as same`,
  );
  expect(Number(twice?.n)).toBe(0);
  expect(people.said.filter(({ code }) => code === 'SLOT_TAKEN').length).toBeGreaterThan(0);

  // Every message was sent, and each mail has arrived: the server's own copies, by their Message-ID.
  const messages = await query<{ id: string; channel: string; status: string }>('select id, channel, status from outbox');
  expect(new Set(messages.map(({ status }) => status))).toEqual(new Set(['sent']));
  const written = messages.filter(({ channel }) => channel === 'email').map(({ id }) => id);
  const arrived = [...mails.join('\n').matchAll(/^Message-ID: <([\w-]+)@/gim)].map(([, id]) => id);
  expect(written.length).toBeGreaterThanOrEqual(paid.length);
  expect([...new Set(arrived)].toSorted()).toEqual(written.toSorted());
};

const expectEachScanned = async ({ query, uploads }: Staging, people: Customers): Promise<void> => {
  expect(people.accepted.length).toBeGreaterThan(3);
  expect(people.accepted.filter(({ infected }) => infected)).toEqual([]);
  expect(people.said.filter(({ code }) => code === 'UPLOAD_INFECTED').length).toBeGreaterThan(0);
  const rows = await query<{ document_name: string }>('select document_name from verifications where document_name is not null');
  const files = (await readdir(uploads)).filter((name) => name !== '.incoming');
  expect(files.toSorted()).toEqual(rows.map(({ document_name: name }) => name).toSorted());
  for (const name of files) expect((await readFile(join(uploads, name))).includes(EICAR)).toBe(false);
  expect(await readdir(join(uploads, '.incoming'))).toEqual([]);
};

const backupsIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith('.'));

/** By the platform's own command, into an empty database; a booking and the hours it takes are written together, and come back together. */
const expectRestorable = async ({ env, query }: Staging, backup: string): Promise<void> => {
  await query('create database khadamat_copy owner khadamat', 'postgres');
  const copy = new URL(env.DATABASE_URL ?? '');
  copy.pathname = '/khadamat_copy';
  const command = join(BACKEND, 'src/backups/restore-command.ts');
  await promisify(execFile)(process.execPath, [command, backup], { env: { ...env, DATABASE_URL: copy.href } });
  const [row] = await query<{ bookings: string; torn: string }>(
    `select count(*) as bookings, count(*) filter (where status <> 'cancelled' and not exists (select 1 from taken_hours where booking_id = bookings.id)) as torn
     from bookings`,
    'khadamat_copy',
  );
  expect(Number(row?.bookings)).toBeGreaterThan(0);
  expect(Number(row?.torn)).toBe(0);
};

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await delay(200);
};
