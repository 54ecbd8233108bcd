/**
 * cidr-list: `10.0.0.0/8, 2001:db8::/32`, comma-separated, blanks around the commas allowed. A bare address is its own network (/32, /128).
 * The value is the list of networks in one spelling, host bits cleared, so that `not: [0.0.0.0/0]` also refuses `1.2.3.4/0`.
 */
import { type Address, parseAddress } from './ip.ts';
import { accepted, type Reader, refused } from './reading.ts';

const WIDTH = { 4: 32, 6: 128 } as const;

const spell = (address: Address, prefix: number): string => {
  const width = WIDTH[address.version];
  const clear = BigInt(width - prefix);
  const network = (address.bits >> clear) << clear;
  if (address.version === 4) return `${[24n, 16n, 8n, 0n].map((at) => (network >> at) & 0xffn).join('.')}/${prefix}`;
  const groups = Array.from({ length: 8 }, (_, i) => ((network >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  return `${groups.join(':')}/${prefix}`;
};

/** One network in its only spelling, or undefined where the text is none. */
const parseNetwork = (text: string): string | undefined => {
  const [host = '', prefix, ...rest] = text.split('/');
  const address = parseAddress(host);
  if (address === undefined || rest.length > 0) return undefined;
  const width = WIDTH[address.version];
  if (prefix === undefined) return spell(address, width);
  if (!/^(0|[1-9][0-9]{0,2})$/.test(prefix) || Number(prefix) > width) return undefined;
  return spell(address, Number(prefix));
};

export const readCidrList: Reader = (text) => {
  const networks: string[] = [];
  for (const item of text.split(',')) {
    const network = parseNetwork(item.trim());
    if (network === undefined) {
      return refused(
        'not a list of networks such as 10.0.0.0/8,2001:db8::/32',
        "n'est pas une liste de réseaux comme 10.0.0.0/8,2001:db8::/32",
      );
    }
    networks.push(network);
  }
  return accepted(networks);
};
