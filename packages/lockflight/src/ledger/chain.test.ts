import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateKey } from './keys.ts';
import { type Act, contract, draft, evidence, newLedger, push, revocation, rotation } from './ledger.fixture.ts';
import { createVerifier } from './verifier.ts';
import { verifyChain } from './verify.ts';

const verify = createVerifier();
const twelve = await newLedger([
  push('staging', 1),
  evidence('ci-check', 1),
  evidence('smoke', 1, 'failed'),
  contract('lockflight: 1\nproject: later\n'),
  push('staging', 2),
  evidence('smoke', 2),
  rotation(generateKey()),
  draft({
    type: 'approval',
    kind: 'release',
    result: 'approved',
    pullRequest: 4,
    review: 9,
    ...{ tree: 'b'.repeat(40), commit: 'c'.repeat(40) },
  }),
  draft({ type: 'hold', id: 'freeze', step: 'release', why: 'été : gel' }),
  draft({ type: 'hold-release', id: 'freeze' }),
  push('production', 3),
]);
const genuine = twelve.envelopes;

const problemsOf = async (envelopes: readonly string[]) => (await verifyChain(envelopes, { verify })).problems;
const codesOf = async (envelopes: readonly string[]) => (await problemsOf(envelopes)).map(({ seq, code }) => `${seq} ${code}`);

describe('a genuine ledger', () => {
  test('verifies, and says how far it can be trusted', async () => {
    const alone = await verifyChain(genuine, { verify });
    expect(alone).toMatchObject({ ok: true, trust: 'self-asserted', problems: [], root: twelve.root.keyId });
    expect(alone.entries.map(({ seq }) => seq)).toEqual(genuine.map((_, seq) => seq));
    expect(await verifyChain(genuine, { verify, trust: twelve.root.keyId })).toMatchObject({ ok: true, trust: 'trusted' });
    expect(await verifyChain(genuine, { verify, trust: generateKey().keyId })).toMatchObject({
      ok: false,
      trust: 'untrusted',
      problems: [{ seq: 0, code: 'root-untrusted' }],
    });
  });

  test('cut off at its end is a valid, shorter one: only what names its head elsewhere can tell', async () => {
    const short = await verifyChain(genuine.slice(0, 7), { verify });
    const whole = await verifyChain(genuine, { verify });
    expect(short.ok).toBe(true);
    expect(short.head).not.toBe(whole.head);
  });

  test('is more than nothing', async () => {
    expect(await codesOf([])).toEqual(['0 ledger-empty']);
  });
});

describe('tampering', () => {
  test('any single byte changed, anywhere, is named: that entry, and no other', async () => {
    const place = fc.integer({ min: 0, max: genuine.length - 1 }).chain((at) =>
      fc.record({
        at: fc.constant(at),
        offset: fc.integer({ min: 0, max: (genuine[at] ?? '').length - 1 }),
        mask: fc.integer({ min: 1, max: 127 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(place, async ({ at, offset, mask }) => {
        const problems = await problemsOf(genuine.map((text, index) => (index === at ? flipped(text, offset, mask) : text)));
        expect(new Set(problems.map(({ seq }) => seq))).toEqual(new Set([at]));
      }),
      { numRuns: 600 },
    );
  });

  test('every byte of one entry, flipped in its lowest bit', async () => {
    const at = 5;
    for (let offset = 0; offset < (genuine[at] ?? '').length; offset += 1) {
      const problems = await problemsOf(genuine.map((text, index) => (index === at ? flipped(text, offset, 1) : text)));
      expect(problems.map(({ seq }) => seq)).toEqual([at]);
    }
  });

  test('entries dropped are named by the numbers that are missing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 4 }), async (from, count) => {
        const left = genuine.filter((_, index) => index < from || index >= from + count);
        fc.pre(left.length > from);
        const [first] = await problemsOf(left);
        expect(first).toMatchObject({ seq: from, code: from === 0 ? 'adoption-missing' : 'entry-missing' });
      }),
    );
  });

  test('two entries swapped are named', async () => {
    const swapped = genuine.map((text, index) => (index === 4 ? genuine[5] : index === 5 ? genuine[4] : text)) as string[];
    expect(new Set((await problemsOf(swapped)).map(({ seq }) => seq))).toEqual(new Set([4, 5, 6]));
    const [first] = await problemsOf(swapped);
    expect(first).toMatchObject({ seq: 4, code: 'entry-missing' });
  });

  test('an entry said again is named, wherever it is put', async () => {
    for (const where of [3, 8, 12]) {
      const replayed = [...genuine.slice(0, where), genuine[2] ?? '', ...genuine.slice(where)];
      const codes = await codesOf(replayed);
      expect(codes).toContain('2 entry-out-of-place');
      expect(codes).toContain('2 key-repeated');
    }
    expect(await codesOf([...genuine, genuine[0] ?? ''])).toContain('0 adoption-repeated');
  });

  test('any reordering is found', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...genuine.keys()], { minLength: genuine.length }), async (order) => {
        fc.pre(order.some((from, to) => from !== to));
        expect(await problemsOf(order.map((index) => genuine[index] ?? ''))).not.toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test("another ledger's entries do not fit, even those of the same key", async () => {
    const { envelopes } = await newLedger([push('staging', 7), push('staging', 8)], twelve.root);
    expect(await codesOf([...genuine.slice(0, 2), ...envelopes.slice(2)])).toEqual(['2 previous-broken']);
    const stranger = await newLedger([push('staging', 7), push('staging', 8)]);
    expect(await codesOf([...genuine.slice(0, 2), ...stranger.envelopes.slice(2)])).toEqual(['2 key-not-valid']);
  });

  test('the same content in another spelling is refused', async () => {
    const last = genuine.at(-1) ?? '';
    const spellings = [
      `${last} `,
      `\n${last}`,
      last.replace('":', '": '),
      last.replace('"keyid"', '"\\u006beyid"'),
      last.replace('}]}', '}],"more":1}'),
    ];
    for (const spelling of spellings) expect(await codesOf([...genuine.slice(0, -1), spelling])).toEqual(['11 envelope-malformed']);
  });
});

/** One character changed into another; texts of envelopes are ASCII. */
const flipped = (text: string, offset: number, mask: number): string => {
  const changed = text.charCodeAt(offset) ^ mask;
  return text.slice(0, offset) + String.fromCharCode(changed) + text.slice(offset + 1);
};

test('any sequence of acts, each signed by a key in force, verifies; with any one signed by a key that is not, that one is named', async () => {
  const kind = fc.constantFrom('push', 'evidence', 'contract', 'rotate', 'revoke');
  await fc.assert(
    fc.asyncProperty(fc.array(kind, { maxLength: 25 }), fc.nat(), async (kinds, where) => {
      const keys = [generateKey()];
      const [stranger, root] = [generateKey(), keys[0] ?? generateKey()];
      const acts = kinds.flatMap((act, n): Act[] => {
        if (act === 'push') return [push('staging', n)];
        if (act === 'evidence') return [evidence('smoke', n)];
        if (act === 'contract') return [contract(`lockflight: 1\nproject: p${n}\n`)];
        const [oldest] = keys;
        if (act === 'revoke' && keys.length > 1 && oldest !== undefined) {
          keys.shift();
          return [keys[0] ?? root, revocation(oldest.keyId)];
        }
        const fresh = generateKey();
        keys.push(fresh);
        return [rotation(fresh)];
      });
      const { envelopes } = await newLedger(acts, root);
      expect(await codesOf(envelopes)).toEqual([]);
      // The same acts, but from one of them on a stranger signs.
      const at = where % (acts.length + 1);
      const drafts = acts.slice(0, at).filter((act) => !('signer' in act)).length;
      const forged = await newLedger([...acts.slice(0, at), stranger, push('rival', 1)], root);
      expect(await codesOf(forged.envelopes)).toEqual([`${drafts + 1} key-not-valid`]);
    }),
    { numRuns: 40 },
  );
});

describe('keys', () => {
  test('a rotation brings a key in, a revocation takes one out, from the next entry on', async () => {
    const next = generateKey();
    const root = generateKey();
    const { envelopes } = await newLedger(
      [push('staging', 1), rotation(next), push('staging', 2), next, push('staging', 3), revocation(root.keyId), push('staging', 4)],
      root,
    );
    expect(await codesOf(envelopes)).toEqual([]);
  });

  test('a key does not sign before it came, nor after it went, whatever the dates say', async () => {
    const [root, next] = [generateKey(), generateKey()];
    const early = await newLedger([push('staging', 1), next, push('staging', 2), root, rotation(next)], root);
    expect(await codesOf(early.envelopes)).toEqual(['2 key-not-valid']);
    const past = { ...push('staging', 9), occurredAt: '2020-01-01T00:00:00Z' };
    const late = await newLedger([rotation(next), next, revocation(root.keyId), root, past], root);
    expect(await codesOf(late.envelopes)).toEqual(['3 key-not-valid']);
  });

  test('a key cannot bring itself in', async () => {
    const [root, thief] = [generateKey(), generateKey()];
    const { envelopes } = await newLedger([thief, rotation(thief), push('staging', 1)], root);
    expect((await codesOf(envelopes))[0]).toBe('1 key-not-valid');
  });

  test("no entry can put another key in a valid one's place", async () => {
    const [root, thief] = [generateKey(), generateKey()];
    const posing = draft({ type: 'key', action: 'rotate', keyId: root.keyId, publicKey: thief.publicKey });
    const asRoot = { ...thief, signer: { ...thief.signer, keyId: root.keyId } };
    const { envelopes } = await newLedger([posing, asRoot, push('staging', 1)], root);
    const codes = await codesOf(envelopes);
    expect(codes).toContain('1 key-entry-wrong');
    expect(codes).toContain('2 signature-invalid');
  });

  test('unknown keys and the last one cannot be revoked', async () => {
    const root = generateKey();
    expect(await codesOf((await newLedger([revocation(generateKey().keyId)], root)).envelopes)).toEqual(['1 key-entry-wrong']);
    expect(await codesOf((await newLedger([revocation(root.keyId)], root)).envelopes)).toEqual(['1 key-entry-wrong']);
  });
});
