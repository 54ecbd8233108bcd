import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { type StandIns, startStandIns } from '../../../stand-ins/stand-ins.ts';
import { silentLog } from '../silent-log.fixture.ts';
import { openSms } from './open.ts';

const send = async (standIns: StandIns, key: string, ...recipients: readonly string[]) => {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, 'send.fixture.ts'), key, ...recipients],
    {
      env: { ...process.env, ...standIns.env },
    },
  );
  return { outcomes: JSON.parse(stdout) as readonly string[], stderr };
};

it('sends by MessageBird’s own client, and tells a message’s fault from the service’s', { timeout: 60_000 }, async () => {
  await using standIns = await startStandIns();
  const many = Array.from({ length: 12 }, () => '+33 6 12 34 56 78');
  const { outcomes, stderr } = await send(standIns, 'test_standin', ...many, 'nobody', 'aborted');
  expect(outcomes).toEqual([...many.map(() => 'sent'), 'refused SMS_API_9', 'service SMS_ABORTED']);
  expect(standIns.messagebird.sent[0]).toMatchObject({
    recipient: '33612345678',
    originator: 'Khadamat',
    body: 'À demain',
    reference: 'm0',
  });
  expect(standIns.messagebird.sent).toHaveLength(12);
  expect(stderr).toBe('');
  expect((await send(standIns, 'wrong', many[0] ?? '')).outcomes).toEqual(['service SMS_API_2']);
  standIns.gateway.outages.add('rest.messagebird.com');
  expect((await send(standIns, 'test_standin', many[0] ?? '')).outcomes).toEqual(['service SMS_UNREACHABLE']);
});

it('shows text messages in the log where no provider is named, and refuses one that it does not know', async () => {
  const sms = openSms({ SMS_PROVIDER: undefined, SMS_API_KEY: undefined, SMS_SENDER: undefined }, silentLog);
  await sms.send({ id: 'm', recipient: '+33612345678', subject: null, body: 'À demain', createdAt: new Date() }, AbortSignal.abort());
  expect(() => openSms({ SMS_PROVIDER: 'pigeon', SMS_API_KEY: 'k', SMS_SENDER: 's' }, silentLog)).toThrow('SMS_PROVIDER');
});
