/**
 * What every ledger store must do, run against each of them. A `Place` is one ledger; `writer()` opens it as one more process would.
 */
import { describe, expect, test } from 'vitest';
import { type AppendContext, appendEntries, createLedger } from '../append.ts';
import type { EntryDraft } from '../entry.ts';
import { generateKey } from '../keys.ts';
import { adoption, push } from '../ledger.fixture.ts';
import type { LedgerStore } from '../store.ts';
import { createVerifier } from '../verifier.ts';
import { verifyChain } from '../verify.ts';

export interface Place extends AsyncDisposable {
  writer(): Promise<LedgerStore>;
}

const WRITERS = 8;
const EACH = 25;

const context = () => ({
  now: () => new Date().toISOString(),
  sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  random: Math.random,
});

const textsOf = async (store: LedgerStore) => (await store.read()).envelopes.map(({ envelope }) => envelope);

export const describeStore = (name: string, newPlace: () => Promise<Place>): void => {
  describe(name, () => {
    test('is empty before the first append', async () => {
      await using place = await newPlace();
      expect(await (await place.writer()).read()).toEqual({ head: undefined, envelopes: [] });
    });

    test('gives back exactly what was appended, in order, to every reader', async () => {
      await using place = await newPlace();
      const [one, other] = [await place.writer(), await place.writer()];
      const texts = ['{"a":1}', '{"b":"two words"}', '{"c":"%0A"}', 'x'.repeat(200_000)];
      const first = await one.append(undefined, texts.slice(0, 1));
      expect(first.ok).toBe(true);
      const { head } = await other.read();
      expect(head).toBe(first.ok ? first.head : '');
      const second = await other.append(head, texts.slice(1));
      expect(second.ok).toBe(true);
      for (const reader of [one, other, await place.writer()]) {
        const stored = await reader.read();
        expect(stored.envelopes.map(({ envelope }) => envelope)).toEqual(texts);
        expect(stored.head).toBe(second.ok ? second.head : '');
        expect(stored.head).toBe(stored.envelopes.at(-1)?.id);
      }
    });

    test('appends nothing when the head is not the expected one', async () => {
      await using place = await newPlace();
      const [one, other] = [await place.writer(), await place.writer()];
      await one.append(undefined, ['{"a":1}']);
      const { head } = await other.read();
      await one.append(head, ['{"b":1}']);
      for (const expected of [undefined, head]) {
        expect(await other.append(expected, ['{"c":1}', '{"d":1}'])).toMatchObject({ ok: false, reason: 'moved' });
      }
      expect(await textsOf(await place.writer())).toEqual(['{"a":1}', '{"b":1}']);
    });

    test('lets one of two adoptions win', async () => {
      await using place = await newPlace();
      const keys = [generateKey(), generateKey()];
      const begun = await Promise.allSettled(
        keys.map(async (key) => createLedger(await place.writer(), key.signer, [adoption(key.publicKey)], context())),
      );
      expect(begun.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await textsOf(await place.writer())).toHaveLength(1);
    });

    test(`${WRITERS} writers, ${EACH} appends each: none lost, none twice`, async () => {
      await using place = await newPlace();
      const key = generateKey();
      await createLedger(await place.writer(), key.signer, [adoption(key.publicKey)], context());
      const write = async (store: LedgerStore, drafts: readonly EntryDraft[]) => {
        let before: Pick<AppendContext, 'chain' | 'head'> = {};
        for (const one of drafts) {
          const { chain, head } = await appendEntries(store, key.signer, [one], { ...context(), ...before });
          before = head === undefined ? { chain } : { chain, head };
        }
      };
      const drafts = Array.from({ length: WRITERS * EACH }, (_, n) => push('staging', n));
      const writers = await Promise.all(Array.from({ length: WRITERS }, () => place.writer()));
      await Promise.all(writers.map((store, w) => write(store, drafts.slice(w * EACH, (w + 1) * EACH))));
      const verdict = await verifyChain(await textsOf(await place.writer()), { verify: createVerifier() });
      expect(verdict.problems).toEqual([]);
      console.info(`${name}: ${verdict.entries.length - 1} entries of ${WRITERS} writers, ${WRITERS * EACH} expected`);
      expect(verdict.entries.map((entry) => entry.key).sort()).toEqual(['adoption', ...drafts.map((one) => one.key)].sort());
    });
  });
};
