import { describe, expect, it } from 'vitest';
import { newDatabase } from '../database/database.fixture.ts';
import type { Database } from '../database/tables.ts';
import { Delivery } from './delivery.ts';
import { backlog, claimMessage, forgetSent, insertMessage, requeueFailed } from './message-table.ts';
import { MOST_ATTEMPTS } from './next-attempt.ts';
import { MAIL, StillClock, ToldSender } from './outbox.fixture.ts';
import { NotSent } from './sender.ts';

const { signal } = new AbortController();

const newWorld = async () => {
  const database = await newDatabase();
  const clock = new StillClock();
  const sender = new ToldSender();
  return {
    database,
    clock,
    sender,
    process: (more: { database?: Database; sender?: ToldSender } = {}) =>
      new Delivery({ database, clock, sender, chance: () => 0.5, ...more }),
    write: () => database.transaction().execute((transaction) => insertMessage(transaction, MAIL, clock.now())),
    row: (id: string) => database.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  };
};

describe('an attempt', () => {
  it('sends a message once, whoever asks how often', async () => {
    const { write, sender, row, process } = await newWorld();
    const id = await write();
    const processes = Array.from({ length: 5 }, () => process());
    const attempts = await Promise.all(processes.flatMap((each) => [each.attempt(id, signal), each.attempt(id, signal)]));
    expect(attempts.filter((attempt) => attempt?.outcome === 'sent')).toHaveLength(1);
    expect(sender.sent).toEqual([id]);
    expect(await row(id)).toMatchObject({ status: 'sent', attempts: 1, claim: null, last_error: null });
    expect(await process().attempt(id, signal)).toBeUndefined();
  });

  it('does not exist for a message whose transaction failed', async () => {
    const { database, clock } = await newWorld();
    const failing = database.transaction().execute(async (transaction) => {
      await insertMessage(transaction, MAIL, clock.now());
      throw new Error('the booking failed');
    });
    await expect(failing).rejects.toThrow('the booking failed');
    expect(await backlog(database)).toEqual([]);
  });

  it('waits longer after each failure, and begins anew nowhere else meanwhile', async () => {
    const { write, sender, row, process, clock } = await newWorld();
    const id = await write();
    sender.meet = () => Promise.reject(new NotSent('deferred', 'SMTP_450'));
    for (const seconds of [1, 2, 4]) {
      expect(await process().attempt(id, signal)).toMatchObject({ outcome: 'deferred', error: { code: 'SMTP_450' } });
      clock.pass(seconds * 1000 - 1);
      expect(await process().attempt(id, signal)).toBeUndefined();
      clock.pass(1);
    }
    sender.meet = async () => undefined;
    expect(await process().attempt(id, signal)).toMatchObject({ outcome: 'sent' });
    expect(await row(id)).toMatchObject({ status: 'sent', attempts: 4, last_error: null });
  });

  it('keeps what is refused, without trying again, until somebody asks for it', async () => {
    const { write, sender, row, process, clock, database } = await newWorld();
    const id = await write();
    sender.meet = () => Promise.reject(new NotSent('refused', 'SMTP_550'));
    expect(await process().attempt(id, signal)).toMatchObject({ outcome: 'refused' });
    expect(await row(id)).toMatchObject({ status: 'failed', last_error: 'SMTP_550', recipient: MAIL.recipient });
    clock.pass(1e9);
    expect(await process().attempt(id, signal)).toBeUndefined();
    expect(await backlog(database)).toMatchObject([{ channel: 'email', status: 'failed', messages: 1 }]);
    sender.meet = async () => undefined;
    expect([await requeueFailed(database, id, clock.now()), await requeueFailed(database, id, clock.now())]).toEqual([true, false]);
    expect(await process().attempt(id, signal)).toMatchObject({ outcome: 'sent' });
  });

  it('gives up what never comes through', async () => {
    const { write, sender, row, process, clock } = await newWorld();
    const id = await write();
    sender.meet = () => Promise.reject(new Error('a mistake of ours'));
    const outcomes = new Set<string | undefined>();
    for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
      outcomes.add((await process().attempt(id, signal))?.outcome);
      clock.pass(1e6);
    }
    expect([...outcomes]).toEqual(['deferred']);
    expect(await process().attempt(id, signal)).toMatchObject({ outcome: 'given-up' });
    expect(await row(id)).toMatchObject({ status: 'failed', attempts: MOST_ATTEMPTS, last_error: 'SENDER_FAILED' });
  });

  it('comes again after the lease of a process that died, and is given up when it kills every process', async () => {
    const { write, row, process, clock, database, sender } = await newWorld();
    const id = await write();
    const die = () => claimMessage(database, id, clock.now(), 60_000);
    await die();
    clock.pass(59_999);
    expect(await process().attempt(id, signal)).toBeUndefined();
    clock.pass(1);
    for (let death = 1; death < MOST_ATTEMPTS; death += 1) {
      expect(await die()).toBeDefined();
      clock.pass(60_000);
    }
    expect(await process().attempt(id, signal)).toMatchObject({ outcome: 'given-up' });
    expect(await row(id)).toMatchObject({ status: 'failed', last_error: 'NO_OUTCOME' });
    expect(sender.asked).toEqual([]);
  });

  it('leaves a message alone whose lease it lost', async () => {
    const { write, row, process, clock, sender } = await newWorld();
    const id = await write();
    const other = new ToldSender();
    sender.meet = async () => {
      clock.pass(60_000);
      await process({ sender: other }).attempt(id, signal);
      throw new NotSent('service', 'SMTP_ETIMEDOUT');
    };
    await process().attempt(id, signal);
    expect(other.sent).toEqual([id]);
    expect(await row(id)).toMatchObject({ status: 'sent', last_error: null });
  });

  it('tells the database later what it could not tell it, and does not send again', async () => {
    const { write, row, process, clock, sender, database } = await newWorld();
    const id = await write();
    let away = false;
    const fickle = new Proxy(database, {
      get: (target, name) => {
        if (away) throw new Error('the database is away');
        const member: unknown = Reflect.get(target, name, target);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    sender.meet = async () => {
      away = true;
    };
    const one = process({ database: fickle });
    await expect(one.attempt(id, signal)).rejects.toThrow('the database is away');
    await expect(one.settleRest()).rejects.toThrow('the database is away');
    away = false;
    clock.pass(120_000);
    expect(await one.attempt(id, signal)).toMatchObject({ outcome: 'sent' });
    expect(sender.sent).toEqual([id]);
    expect(await row(id)).toMatchObject({ status: 'sent' });
  });
});

it('forgets what was sent long ago, and nothing else', async () => {
  const { write, process, clock, sender, database } = await newWorld();
  const [old, refused] = [await write(), await write()];
  await process().attempt(old, signal);
  sender.meet = () => Promise.reject(new NotSent('refused', 'SMTP_550'));
  await process().attempt(refused, signal);
  clock.pass(10 * 60_000);
  sender.meet = async () => undefined;
  const fresh = await write();
  await process().attempt(fresh, signal);
  await forgetSent(database, new Date(clock.now().getTime() - 5 * 60_000));
  const rows = await database.selectFrom('outbox').select('id').execute();
  expect(rows.map(({ id }) => id).sort()).toEqual([refused, fresh].sort());
});
