/** Against a real redis-server; on a machine without one the suite runs in memory alone (in-process.test.ts), and the repository's proofs bring one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../silent-log.fixture.ts';
import { judgeShared } from './port.suite.fixture.ts';
import { type Shared, SharedUnavailable, type SharedUse } from './port.ts';
import { openRedis } from './redis.ts';
import { hasRedisServer, type RedisServer, startRedis } from './redis-server.fixture.ts';

describe.runIf(hasRedisServer)('the shared store in Redis', () => {
  let server: RedisServer;
  let shared: Shared;
  const failures: SharedUse[] = [];
  const open = () => openRedis({ url: server.url, log: silentLog, onFailure: (use) => failures.push(use) });

  beforeAll(async () => {
    server = await startRedis();
    shared = await open();
  });
  afterAll(async () => {
    await shared[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  judgeShared(() => shared);

  it('gives a wake-up to one process alone', async () => {
    await using one = await open();
    await using other = await open();
    const stop = new AbortController();
    const taken = [one.wakeUps.take(stop.signal), other.wakeUps.take(stop.signal)];
    await shared.wakeUps.push('only');
    expect(await Promise.race(taken)).toBe('only');
    stop.abort();
    expect((await Promise.all(taken)).filter((id) => id !== undefined)).toEqual(['only']);
  });

  it.each([
    ['is gone', () => server.stop(), () => server.start()],
    ['stands still', async () => server.freeze(), async () => server.thaw()],
  ])(
    'says so when it %s, and is used again once it is back',
    async (_, away, back) => {
      await using store = await open();
      await store.cache.set('kept', 'value', 60);
      await away();
      failures.length = 0;
      await expect(store.ping()).rejects.toBeInstanceOf(SharedUnavailable);
      await expect(store.limits.hit('key', 1000)).rejects.toBeInstanceOf(SharedUnavailable);
      await expect(store.wakeUps.push('id')).rejects.toBeInstanceOf(SharedUnavailable);
      expect(await store.cache.get('kept')).toBeUndefined();
      await store.cache.set('kept', 'dropped', 60);
      await store.cache.forget('kept');
      expect(failures).toEqual(['ping', 'limits', 'wake-ups', 'cache', 'cache', 'cache']);
      await back();
      await expect.poll(() => store.limits.hit('again', 60_000).catch(() => undefined), { timeout: 20_000 }).toBeDefined();
    },
    30_000,
  );

  it.each([
    ['is gone', () => server.stop(), () => server.start()],
    ['stands still', async () => server.freeze(), async () => server.thaw()],
  ])(
    'opens while Redis %s, and finds it when it is back',
    async (_, away, back) => {
      await away();
      await using store = await open();
      await expect(store.ping()).rejects.toBeInstanceOf(SharedUnavailable);
      await back();
      await expect
        .poll(
          () =>
            store.ping().then(
              () => 'answers',
              () => 'silent',
            ),
          { timeout: 20_000 },
        )
        .toBe('answers');
      await store.wakeUps.push('after');
      const { signal } = new AbortController();
      await expect.poll(() => store.wakeUps.take(signal), { timeout: 20_000 }).toBe('after');
    },
    30_000,
  );
});
