import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LockflightError } from '../errors.ts';
import { type AppendContext, appendEntries, createLedger } from './append.ts';
import type { EntryDraft } from './entry.ts';
import { generateKey } from './keys.ts';
import { adoption, contract, draft, evidence, MOMENT, push, revocation, rotation } from './ledger.fixture.ts';
import type { LedgerStore } from './store.ts';
import { type Fault, faultyStore, memoryStore } from './stores/memory.fixture.ts';
import { createVerifier } from './verifier.ts';
import { verifyChain } from './verify.ts';

const context = (extra: Partial<AppendContext> = {}): AppendContext => ({
  now: () => MOMENT,
  sleep: async () => {},
  random: () => 0.5,
  ...extra,
});

const adopted = async () => {
  const key = generateKey();
  const store = memoryStore();
  await createLedger(store, key.signer, [adoption(key.publicKey)], context());
  return { key, store };
};

const problemsOf = async (store: LedgerStore) =>
  (
    await verifyChain(
      (await store.read()).envelopes.map(({ envelope }) => envelope),
      { verify: createVerifier() },
    )
  ).problems;

const codeOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof LockflightError ? error.code : error;
};

describe('createLedger', () => {
  test('writes entry 0 under the contract that it carries, with what comes along', async () => {
    const key = generateKey();
    const store = memoryStore();
    const done = await createLedger(store, key.signer, [adoption(key.publicKey), push('staging', 1)], context());
    expect(done.appended.map(({ seq, contract: { counter } }) => [seq, counter])).toEqual([
      [0, 1],
      [1, 1],
    ]);
    expect(done.head).toBe((await store.read()).head);
    expect(await problemsOf(store)).toEqual([]);
  });

  test('is refused where there is a ledger, even for the same draft', async () => {
    const { key, store } = await adopted();
    const before = await store.read();
    expect(await codeOf(createLedger(store, key.signer, [adoption(key.publicKey)], context()))).toBe('already-adopted');
    const other = generateKey();
    const { key: _key, ...again } = adoption(other.publicKey);
    expect(await codeOf(createLedger(store, other.signer, [{ key: 'other', ...again }], context()))).toBe('already-adopted');
    expect(await store.read()).toEqual(before);
  });

  test('succeeds when only the answer was lost', async () => {
    const key = generateKey();
    const store = memoryStore();
    await createLedger(faultyStore(store, ['lost-after']), key.signer, [adoption(key.publicKey)], context());
    expect((await store.read()).envelopes).toHaveLength(1);
  });

  test('refuses a key that the adoption does not carry', async () => {
    const store = memoryStore();
    expect(await codeOf(createLedger(store, generateKey().signer, [adoption(generateKey().publicKey)], context()))).toBe('entry-invalid');
    expect((await store.read()).head).toBeUndefined();
  });
});

describe('appendEntries', () => {
  test('needs an adoption first', async () => {
    expect(await codeOf(appendEntries(memoryStore(), generateKey().signer, [push('staging', 1)], context()))).toBe('not-adopted');
  });

  test('writes each key once: across calls, within one call, in any mixture', async () => {
    const { key, store } = await adopted();
    const [one, two, three] = [push('staging', 1), push('staging', 2), push('staging', 3)];
    await appendEntries(store, key.signer, [one, two], context());
    const done = await appendEntries(store, key.signer, [two, three, three, one], context());
    expect(done.appended.map((entry) => entry.key)).toEqual([three.key]);
    expect(done.alreadyThere.map((entry) => entry.key)).toEqual([one.key, two.key]);
    expect(done.entries.map(({ seq }) => seq)).toEqual([0, 1, 2, 3]);
    expect(await problemsOf(store)).toEqual([]);
  });

  test('writes nothing when nothing is missing', async () => {
    const { key, store } = await adopted();
    const { head } = await store.read();
    const done = await appendEntries(store, key.signer, [], context());
    expect([done.head, done.appended]).toEqual([head, []]);
  });

  test('a contract takes the next counter, and those after it in the same push follow it', async () => {
    const { key, store } = await adopted();
    const done = await appendEntries(store, key.signer, [push('staging', 1), contract('lockflight: 1\n'), push('staging', 2)], context());
    expect(done.appended.map((entry) => entry.contract.counter)).toEqual([1, 2, 2]);
    expect(await problemsOf(store)).toEqual([]);
  });

  test.each([
    { faults: ['lost-after'] },
    { faults: ['lost-before'] },
    { faults: ['moved', 'lost-after'] },
    { faults: ['lost-before', 'moved', 'lost-before', 'lost-after'] },
  ] as { faults: Fault[] }[])('$faults: everything is there once', async ({ faults }) => {
    const { key, store } = await adopted();
    const rival = () => appendEntries(store, key.signer, [draft({ type: 'hold-release', id: 'none' })], context());
    const drafts = [push('staging', 1), evidence('smoke', 1)];
    const done = await appendEntries(faultyStore(store, faults, rival), key.signer, drafts, context());
    expect(done.appended.map((entry) => entry.key)).toEqual(drafts.map((one) => one.key));
    expect(await problemsOf(store)).toEqual([]);
  });

  test('gives up when the connection stays lost, and says so when the forge refuses', async () => {
    const { key, store } = await adopted();
    const lost = faultyStore(store, Array<Fault>(50).fill('lost-before'));
    expect(await codeOf(appendEntries(lost, key.signer, [push('staging', 1)], context()))).toBe('remote-unreachable');
    expect(await codeOf(appendEntries(faultyStore(store, ['refused']), key.signer, [push('staging', 1)], context()))).toBe(
      'ledger-refused',
    );
    expect((await store.read()).envelopes).toHaveLength(1);
  });

  test('waits longer each time, up to a cap, never in step', async () => {
    const { key, store } = await adopted();
    const waits: number[] = [];
    let chance = 0;
    const always = { ...store, append: async () => ({ ok: false, reason: 'moved', detail: '' }) as const };
    const busy = appendEntries(always, key.signer, [push('staging', 1)], {
      ...context(),
      sleep: async (milliseconds) => void waits.push(milliseconds),
      random: () => {
        chance = (chance + 0.37) % 1;
        return chance;
      },
    });
    expect(await codeOf(busy)).toBe('ledger-busy');
    expect(Math.max(...waits)).toBeLessThanOrEqual(2000);
    expect(new Set(waits.slice(0, 8)).size).toBe(8);
  });

  test('writes nothing on top of a ledger that was tampered with', async () => {
    const { key, store } = await adopted();
    await appendEntries(store, key.signer, [push('staging', 1), push('staging', 2), push('staging', 3)], context());
    const texts = (await store.read()).envelopes.map(({ envelope }) => envelope);
    store.rewrite(texts.filter((_, index) => index !== 2));
    expect(await codeOf(appendEntries(store, key.signer, [push('staging', 4)], context()))).toBe('ledger-broken');
    expect((await store.read()).envelopes).toHaveLength(3);
  });

  test('notices a ledger that lost what was verified before', async () => {
    const { key, store } = await adopted();
    const { chain } = await appendEntries(store, key.signer, [push('staging', 1), push('staging', 2)], context());
    store.rewrite((await store.read()).envelopes.map(({ envelope }) => envelope).slice(0, 2));
    expect(await codeOf(appendEntries(store, key.signer, [push('staging', 4)], context({ chain })))).toBe('ledger-rewound');
  });

  test('verifies only what is new when it is handed what it verified before', async () => {
    const { key, store } = await adopted();
    const { chain } = await appendEntries(store, key.signer, [push('staging', 1), push('staging', 2)], context());
    let checked = 0;
    const verifier = createVerifier();
    const verify = (...call: Parameters<typeof verifier>) => {
      checked += 1;
      return verifier(...call);
    };
    await appendEntries(store, key.signer, [push('staging', 3)], context({ chain, verify }));
    expect(checked).toBe(1);
  });

  test('keys come and go by the order of entries', async () => {
    const { key, store } = await adopted();
    const next = generateKey();
    expect(await codeOf(appendEntries(store, next.signer, [push('staging', 1)], context()))).toBe('signing-key-not-valid');
    await appendEntries(store, key.signer, [rotation(next)], context());
    await appendEntries(store, next.signer, [revocation(key.keyId)], context());
    expect(await codeOf(appendEntries(store, key.signer, [push('staging', 1)], context()))).toBe('signing-key-not-valid');
    // The last key that is valid cannot be taken out: nobody could go on.
    expect(await codeOf(appendEntries(store, next.signer, [revocation(next.keyId)], context()))).toBe('entry-invalid');
    await appendEntries(store, next.signer, [push('staging', 1)], context());
    expect(await problemsOf(store)).toEqual([]);
  });

  test('refuses to write what nobody could read', async () => {
    const { key, store } = await adopted();
    const endless = draft({ type: 'hold', id: 'h', step: 'release', why: 'x'.repeat(100_000) });
    const crooked = { ...push('staging', 1), occurredAt: 'yesterday' };
    for (const bad of [endless, crooked]) expect(await codeOf(appendEntries(store, key.signer, [bad], context()))).toBe('entry-invalid');
    expect((await store.read()).envelopes).toHaveLength(1);
  });

  test('any run of faults ends with every draft there exactly once, or an error and none twice', async () => {
    const fault = fc.constantFrom<Fault>('lost-before', 'lost-after', 'moved', 'sound');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fault, { maxLength: 8 }), { minLength: 1, maxLength: 4 }), async (runs) => {
        const { key, store } = await adopted();
        const drafts: EntryDraft[] = [];
        for (const faults of runs) {
          drafts.push(push('staging', drafts.length), evidence('smoke', drafts.length));
          const rival = () => appendEntries(store, key.signer, [push('rival', 1)], context());
          await codeOf(appendEntries(faultyStore(store, faults, rival), key.signer, drafts, context()));
        }
        await appendEntries(store, key.signer, drafts, context());
        expect(await problemsOf(store)).toEqual([]);
        const keys = (await store.read()).envelopes.length;
        const done = await appendEntries(store, key.signer, drafts, context());
        expect([done.appended, done.alreadyThere.length, done.entries.length]).toEqual([[], drafts.length, keys]);
      }),
      { numRuns: 40 },
    );
  });
});
