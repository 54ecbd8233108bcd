/**
 * ClamAV's daemon: it answers, finds the EICAR test string, takes clean text for clean, and its signatures are of this week. Protocol: clamd(8), `zPING`,
 * `zVERSION`, `zINSTREAM` (chunks with their length in four bytes, a length of zero at the end). One connection a command, as clamd has it.
 */
import { connect } from 'node:net';
import { errored, failed, passed, Stop } from '../check.ts';
import { requiredPart } from '../parts.ts';
import type { Probe, ProbeInput } from '../probe.ts';
import { type Reached, reach } from '../reach/reach.ts';
import { unreached } from '../reach/unreached.ts';
import { signaturesFrom } from './clamav-version.ts';

/** The test string that every antivirus knows (eicar.org), in two halves: whole, an antivirus would take this file away. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const CLEAN = 'A plain sentence in which there is nothing to find.\n';
const DAYS = 86_400_000;
const OLDEST_DAYS = 7;
const DEFAULT_PORT = 3310;
const LONGEST_ANSWER = 10_000;

export const clamav: Probe = async (input) => {
  const host = requiredPart(input, 'host');
  const port = input.parts.some((p) => p.part === 'port') ? Number(requiredPart(input, 'port').value) : DEFAULT_PORT;
  const reached = await reach(input, { host: host.value, port, variable: host.variable, own: true });
  const ask = (command: string, body?: Buffer) => say(input, reached, host.variable, command, body);
  if ((await ask('PING')) !== 'PONG') {
    throw new Stop(failed('reachable', 'service-answer-unexpected', 'what answers is not clamd', "ce qui répond n'est pas clamd"));
  }
  input.say(passed('reachable', 'clamd answers', 'clamd répond'));
  const infected = await ask('INSTREAM', Buffer.from(EICAR));
  input.say(
    / FOUND$/.test(infected)
      ? passed('eicar', 'it finds the EICAR test file', 'il trouve le fichier de test EICAR')
      : failed('eicar', 'antivirus-blind', 'it does not find the EICAR test file', 'il ne trouve pas le fichier de test EICAR'),
  );
  const clean = await ask('INSTREAM', Buffer.from(CLEAN));
  input.say(
    / OK$/.test(clean)
      ? passed('clean', 'clean text is clean', 'un texte sain est sain')
      : failed('clean', 'antivirus-false-alarm', 'it does not take clean text for clean', 'il ne juge pas sain un texte sain'),
  );
  input.say(ageCheck(await ask('VERSION'), input.now()));
};

const ageCheck = (version: string, now: Date) => {
  const made = signaturesFrom(version);
  if (made === undefined) {
    return errored(
      'signatures',
      'service-not-visible',
      'it does not say how old its signatures are',
      "il ne dit pas l'âge de ses signatures",
    );
  }
  const days = Math.floor((now.getTime() - made.getTime()) / DAYS);
  return days > OLDEST_DAYS
    ? failed('signatures', 'antivirus-stale', `its signatures are ${days} days old`, `ses signatures ont ${days} jours`)
    : passed('signatures', `its signatures are ${Math.max(days, 0)} days old`, `ses signatures ont ${Math.max(days, 0)} jours`);
};

const say = (input: ProbeInput, { address, family, port }: Reached, variable: string, command: string, body?: Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: address, family, port, signal: input.signal });
    let answer = '';
    socket.once('connect', () => socket.write(Buffer.concat([Buffer.from(`z${command}\0`), ...(body === undefined ? [] : framed(body))])));
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (answer.includes('\0') || answer.length > LONGEST_ANSWER) socket.destroy();
    });
    socket.once('error', (error) => reject(new Stop(unreached(error, variable))));
    socket.once('close', () => resolve((answer.split('\0')[0] ?? '').trim()));
  });

const framed = (body: Buffer): readonly Buffer[] => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return [length, body, Buffer.alloc(4)];
};
