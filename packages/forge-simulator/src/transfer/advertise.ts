/**
 * What a client is told before it fetches or pushes: capabilities and refs (git's pages "gitprotocol-v2" and "gitprotocol-pack"). Capabilities are
 * git's own words, asked of `git http-backend` once; refs come from files. Everything that is not understood here is left to git (undefined).
 */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { FLUSH, packet, readPackets } from './pkt-line.ts';
import { headTarget, peel, readAllRefs } from './ref-files.ts';

/** The shared capabilities of all repositories here, by service: they are configured alike. */
export interface Spoken {
  /** The whole advertisement of protocol 2, which names no ref. */
  fetching?: Buffer;
  /** The capabilities after the first ref of the advertisement before a push. */
  pushing?: string;
}

/** Learns from an answer that git gave itself. */
export const learn = (spoken: Spoken, query: string, protocol: string | undefined, answer: Buffer): void => {
  if (query === 'service=git-upload-pack' && speaksTwo(protocol)) spoken.fetching = answer;
  if (query !== 'service=git-receive-pack' || protocol === 'version=1') return;
  const first = readPackets(answer).packets.find((p) => p?.includes(0) === true);
  const said = first?.toString('utf8').split('\0')[1];
  if (said !== undefined) spoken.pushing = said.trimEnd();
};

const speaksTwo = (protocol: string | undefined): boolean => protocol === 'version=2';

/** The answer to GET `info/refs`. */
export const advertisement = async (
  spoken: Spoken,
  dir: string,
  query: string,
  protocol: string | undefined,
): Promise<Buffer | undefined> => {
  if (query === 'service=git-upload-pack' && speaksTwo(protocol)) return spoken.fetching;
  if (query !== 'service=git-receive-pack' || spoken.pushing === undefined || protocol === 'version=1') return undefined;
  const refs = [...(await readAllRefs(dir))].filter(([name]) => !name.startsWith('refs/pull/'));
  const lines = refs.length === 0 ? [['capabilities^{}', '0'.repeat(40)] as const] : refs;
  const list = lines.map(([name, id], i) => packet(`${id} ${name}${i === 0 ? `\0${spoken.pushing}` : ''}\n`));
  return Buffer.concat([packet('# service=git-receive-pack\n'), FLUSH, ...list, FLUSH]);
};

const DELIMITER = Buffer.from('0001');

/** The answer to protocol 2's `ls-refs`; undefined for any other command. */
export const listedRefs = async (dir: string, request: Buffer): Promise<Buffer | undefined> => {
  if (!request.subarray(4).toString('latin1').startsWith('command=ls-refs\n')) return undefined;
  const at = request.indexOf(DELIMITER);
  const asked = at < 0 ? [] : readPackets(request.subarray(at + 4)).packets.map((p) => p?.toString('utf8').trimEnd() ?? '');
  const prefixes = asked.filter((line) => line.startsWith('ref-prefix ')).map((line) => line.slice('ref-prefix '.length));
  const wanted = (name: string): boolean => prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix));
  if (await isShallow(dir)) return undefined;
  const refs = await readAllRefs(dir);
  const lines: Buffer[] = [];
  const head = await headTarget(dir);
  if (head !== undefined && wanted('HEAD')) {
    const target = asked.includes('symrefs') ? ` symref-target:${head}` : '';
    const id = refs.get(head);
    if (id !== undefined) lines.push(packet(`${id} HEAD${target}\n`));
    else if (asked.includes('unborn')) lines.push(packet(`unborn HEAD${target}\n`));
  }
  for (const [name, id] of refs) {
    if (!wanted(name)) continue;
    const peeled = name.startsWith('refs/tags/') && asked.includes('peel') ? await peel(dir, id) : id;
    if (peeled === undefined) return undefined;
    lines.push(packet(`${id} ${name}${peeled === id ? '' : ` peeled:${peeled}`}\n`));
  }
  return Buffer.concat([...lines, FLUSH]);
};

const isShallow = (dir: string): Promise<boolean> =>
  access(join(dir, 'shallow')).then(
    () => true,
    () => false,
  );
