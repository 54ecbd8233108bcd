import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrubber } from './scrub.ts';

const scrub = scrubber(['Tr0ub4dor&3', 'Tr0ub4dor&3-longer', 'short']);

describe('scrubbing', () => {
  it.each([
    ['password authentication failed for "Tr0ub4dor&3-longer"', 'password authentication failed for "[secret]"'],
    ['connect postgres://app:pa55@db.prod.internal:5432/khadamat', 'connect postgres://[login]@db.prod.internal:5432/khadamat'],
    ['no such user <amina@client.example>', 'no such user <[email]>'],
    ['No such token: sk_test_51HabcDEF', 'No such token: [key]'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer [token]'],
    ['call +33 6 12 34 56 78 back', 'call [number] back'],
    ['card 4242 4242 4242 4242', 'card [number]'],
    ['GET https://api.example/x?email=a&t=1 failed', 'GET https://api.example/x?[query] failed'],
    ['connect ECONNREFUSED 10.0.0.12:5432', 'connect ECONNREFUSED 10.0.0.12:5432'],
    [
      'booking 7d0e7a34-9f0e-4f5c-8b7e-0d7f9f3a1c11 is short of 3 hours',
      'booking 7d0e7a34-9f0e-4f5c-8b7e-0d7f9f3a1c11 is short of 3 hours',
    ],
  ])('%s', (text, expected) => {
    expect(scrub(text)).toBe(expected);
  });

  it('leaves no known secret in any text', () => {
    const secret = fc
      .string({ minLength: 6, maxLength: 30 })
      .filter((text) => !'[secret][login][token][key][email][query][number]'.includes(text));
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 4 }),
        fc.array(fc.string(), { minLength: 2, maxLength: 6 }),
        (secrets, words) => {
          const text = words.join(secrets.join(words[0]));
          const clean = scrubber(secrets)(text);
          for (const each of secrets) expect(clean).not.toContain(each);
        },
      ),
    );
  });
});
