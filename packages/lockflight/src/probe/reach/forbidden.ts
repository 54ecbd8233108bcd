/**
 * Addresses that no probe connects to. Link-local ones and the metadata services of clouds hand out credentials to whoever asks; multicast and unspecified ones
 * are nobody's. Sources: RFC 3927, RFC 4291, RFC 6890; AWS "Instance metadata" (fd00:ec2::254), Alibaba Cloud (100.100.100.200), Oracle (192.0.0.192), Azure (168.63.129.16). Pure.
 */
import { BlockList, isIPv6 } from 'node:net';

const listOf = (subnets: readonly (readonly [string, number])[]): BlockList => {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, isIPv6(network) ? 'ipv6' : 'ipv4');
  return list;
};

const FORBIDDEN = listOf([
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['192.0.0.192', 32],
  ['224.0.0.0', 4],
  ['255.255.255.255', 32],
  ['::', 128],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  ['fd00:ec2::254', 128],
  // Would be turned into an IPv4 address on the way, and pass the list above.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['2001::', 32],
]);

const LOOPBACK = listOf([
  ['127.0.0.0', 8],
  ['::1', 128],
]);

const PRIVATE = listOf([
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['fc00::', 7],
]);

const family = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** Also where IPv4 is written as IPv6 (`::ffff:169.254.169.254`): node's lists see through that. */
export const isForbidden = (address: string): boolean => FORBIDDEN.check(address, family(address));
export const isLoopback = (address: string): boolean => LOOPBACK.check(address, family(address));
/** Of a network that only its owner reaches, this machine included. */
export const isPrivate = (address: string): boolean => isLoopback(address) || PRIVATE.check(address, family(address));
