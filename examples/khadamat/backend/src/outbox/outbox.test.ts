import { describe, expect, it } from 'vitest';
import { newDatabase } from '../database/database.fixture.ts';
import { SharedUnavailable } from '../shared/port.ts';
import { backlog } from './message-table.ts';
import { MAIL, noWakeUps, outboxOn, SMS, type ToldSender } from './outbox.fixture.ts';
import { NotSent } from './sender.ts';

const sentBy = (sender: ToldSender) => expect.poll(() => [...sender.sent].sort(), { timeout: 10_000, interval: 5 });

describe('the outbox', () => {
  it('sends a message at once when woken, by its channel', async () => {
    await using world = await outboxOn(await newDatabase(), { sweepMs: 60_000 });
    world.outbox.start();
    const mail = await world.write(MAIL);
    const sms = await world.write(SMS);
    world.outbox.wake([mail, sms, 'unknown']);
    await sentBy(world.senders.email).toEqual([mail]);
    await sentBy(world.senders.sms).toEqual([sms]);
    expect(world.senders.email.asked).toMatchObject([
      { id: mail, recipient: MAIL.recipient, subject: 'Bonjour', body: 'À demain.', createdAt: world.clock.now() },
    ]);
  });

  it('sends without any wake-up what it finds when it starts and what is written later', async () => {
    const away = () => Promise.reject(new SharedUnavailable('away'));
    await using world = await outboxOn(await newDatabase(), { wakeUps: { ...noWakeUps, push: away } });
    const before = await world.write(MAIL);
    world.outbox.start();
    const after = await world.write(MAIL);
    world.outbox.wake([after]);
    await sentBy(world.senders.email).toEqual([before, after].sort());
  });

  it('sends each message once from two processes that share everything, many at a time', async () => {
    const database = await newDatabase();
    await using one = await outboxOn(database);
    await using other = await outboxOn(database, { wakeUps: one.wakeUps, clock: one.clock });
    one.outbox.start();
    other.outbox.start();
    const ids = [];
    for (let count = 0; count < 40; count += 1) ids.push(await one.write(MAIL));
    one.outbox.wake(ids);
    await expect.poll(() => [...one.senders.email.sent, ...other.senders.email.sent].sort(), { timeout: 10_000 }).toEqual(ids.sort());
    expect(await backlog(database)).toEqual([]);
  });

  it('lets text messages through while the mail server makes its callers wait', async () => {
    await using world = await outboxOn(await newDatabase());
    world.senders.email.meet = (_, signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new NotSent('service', 'SMTP_EABORT'))));
    world.outbox.start();
    for (let count = 0; count < 10; count += 1) await world.write(MAIL);
    const sms = await world.write(SMS);
    await sentBy(world.senders.sms).toEqual([sms]);
    expect(world.senders.email.asked.length).toBeLessThanOrEqual(3);
  });

  it('sends everything that waited as soon as the service is back, whatever its next attempt was', async () => {
    const database = await newDatabase();
    await using world = await outboxOn(database);
    world.senders.email.meet = () => Promise.reject(new NotSent('service', 'SMTP_ECONNECTION'));
    world.outbox.start();
    const ids = [];
    for (let count = 0; count < 12; count += 1) ids.push(await world.write(MAIL));
    await expect.poll(() => world.senders.email.asked.length).toBe(12);
    world.senders.email.meet = async () => undefined;
    // Its clock stands still: nothing is due but this one.
    ids.push(await world.write(MAIL));
    await sentBy(world.senders.email).toEqual(ids.sort());
  });

  it('counts what lies there, how old it is, and what became of each attempt', async () => {
    const database = await newDatabase();
    await using world = await outboxOn(database);
    await world.write(MAIL);
    await world.write(MAIL);
    world.clock.pass(90_000);
    await world.write(MAIL);
    const shown = async () =>
      (await world.metrics.registry.metrics())
        .split('\n')
        .filter((line) => /^khadamat_(outbox|messages)/.test(line))
        .sort();
    expect(await shown()).toEqual([
      'khadamat_outbox_messages{channel="email",status="queued"} 3',
      'khadamat_outbox_oldest_seconds{channel="email",status="queued"} 90',
    ]);
    world.senders.email.meet = ({ id }) =>
      id === world.senders.email.asked[0]?.id ? Promise.reject(new NotSent('refused', 'SMTP_550')) : Promise.resolve();
    world.outbox.start();
    await expect.poll(() => world.senders.email.sent.length).toBe(2);
    await expect
      .poll(shown)
      .toEqual([
        'khadamat_messages_total{channel="email",outcome="refused"} 1',
        'khadamat_messages_total{channel="email",outcome="sent"} 2',
        'khadamat_outbox_messages{channel="email",status="failed"} 1',
        'khadamat_outbox_oldest_seconds{channel="email",status="failed"} 90',
      ]);
    await database.destroy();
    expect(await shown()).toHaveLength(2);
  });

  describe('when it is closed', () => {
    it('finishes what is under way, and begins nothing', async () => {
      const database = await newDatabase();
      const world = await outboxOn(database);
      let finish: () => void = () => undefined;
      world.senders.email.meet = () => new Promise((resolve) => (finish = resolve));
      world.outbox.start();
      const id = await world.write(MAIL);
      await expect.poll(() => world.senders.email.asked.length).toBe(1);
      const closed = world[Symbol.asyncDispose]();
      const late = await world.write(MAIL);
      finish();
      await closed;
      expect(world.senders.email.sent).toEqual([id]);
      expect(await database.selectFrom('outbox').select(['id', 'status', 'claim']).orderBy('status').execute()).toEqual([
        { id: late, status: 'queued', claim: null },
        { id, status: 'sent', claim: null },
      ]);
    });

    it('interrupts what takes too long, and leaves it to the next process a moment later', async () => {
      const database = await newDatabase();
      const world = await outboxOn(database, { graceMs: 20 });
      world.senders.email.meet = (_, signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(new NotSent('service', 'SMTP_EABORT'))));
      world.outbox.start();
      const id = await world.write(MAIL);
      await expect.poll(() => world.senders.email.asked.length).toBe(1);
      await world[Symbol.asyncDispose]();
      const [row] = await database.selectFrom('outbox').selectAll().execute();
      expect(row).toMatchObject({ id, status: 'queued', claim: null, last_error: 'SMTP_EABORT' });
      expect(Date.parse(row?.next_attempt_at ?? '') - world.clock.now().getTime()).toBeLessThan(1_200);
    });

    it('closes when it was never started', async () => {
      await (await outboxOn(await newDatabase()))[Symbol.asyncDispose]();
    });
  });
});
