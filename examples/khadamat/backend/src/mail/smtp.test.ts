import { describe, expect, it } from 'vitest';
import { NotSent } from '../outbox/sender.ts';
import { silentLog } from '../silent-log.fixture.ts';
import { openMail } from './open.ts';
import { startSmtp } from './smtp-server.fixture.ts';

const MESSAGE = {
  id: '7d0e7a34-9f0e-4f5c-8b7e-0d7f9f3a1c11',
  recipient: 'amina@client.example',
  subject: 'Réservation confirmée',
  body: 'À demain.\n.\nL’équipe',
  createdAt: new Date('2026-03-01T09:30:00.000Z'),
};

const mailTo = (port: number, name = 'local', host = '127.0.0.1') =>
  openMail(
    { name, SMTP_HOST: host, SMTP_PORT: port, SMTP_USER: 'u', SMTP_PASSWORD: 'p', SMTP_FROM: 'bonjour@khadamat.example' },
    silentLog,
  );

const send = (mail: ReturnType<typeof mailTo>, signal = new AbortController().signal) =>
  mail.send(MESSAGE, signal).then(
    () => 'sent',
    (error: unknown) => (error instanceof NotSent ? `${error.why} ${error.code}` : error),
  );

describe('mail by SMTP', () => {
  it('sends one message, known again by its Message-ID and date at every attempt', async () => {
    await using server = await startSmtp();
    const mail = mailTo(server.port);
    expect([await send(mail), await send(mail)]).toEqual(['sent', 'sent']);
    const [first = '', second] = server.messages;
    expect(first).toContain(`Message-ID: <${MESSAGE.id}@khadamat.example>`);
    expect(first).toContain('Date: Sun, 01 Mar 2026 09:30:00 +0000');
    expect(first).toContain('To: amina@client.example');
    expect(first).toContain('Auto-Submitted: auto-generated');
    expect(second).toBe(first);
  });

  it.each([
    ['RCPT', '550 5.1.1 no such user amina@client.example', 'refused SMTP_550'],
    ['RCPT', '450 4.2.0 try again', 'deferred SMTP_450'],
    ['DATA', '554 5.6.0 not like this', 'refused SMTP_554'],
    ['.', '452 4.3.1 disk full', 'deferred SMTP_452'],
    ['.', '552 5.2.3 too long', 'refused SMTP_552'],
    ['AUTH', '535 5.7.8 wrong password', 'service SMTP_535'],
    ['MAIL', '553 5.7.1 not your address', 'service SMTP_553'],
    ['MAIL', '451 4.3.0 later', 'service SMTP_451'],
    ['greeting', '421 4.3.2 going down', 'service SMTP_421'],
  ])('answered %s with "%s": %s', async (command, reply, expected) => {
    await using server = await startSmtp();
    server.replies.set(command, reply);
    expect(await send(mailTo(server.port))).toBe(expected);
    expect(server.messages).toEqual([]);
  });

  it('takes a server that is away for the service’s absence', async () => {
    const server = await startSmtp();
    await server[Symbol.asyncDispose]();
    expect(await send(mailTo(server.port))).toMatch(/^service SMTP_E/);
  });

  it('lets go of a server that says nothing when it is told to', async () => {
    await using server = await startSmtp();
    server.replies.set('.', undefined);
    expect(await send(mailTo(server.port), AbortSignal.timeout(150))).toBe('service SMTP_EABORT');
  });

  it.each([
    ['staging', '127.0.0.1'],
    ['production', 'localhost'],
  ])('says nothing to a server without STARTTLS in %s', async (name, host) => {
    await using server = await startSmtp();
    expect(await send(mailTo(server.port, name, host))).toBe('service SMTP_502');
    expect(server.commands).toEqual(['EHLO', 'STARTTLS']);
  });
});

it('shows mail in the log where no server is named', async () => {
  const mail = openMail(
    { name: 'local', SMTP_HOST: undefined, SMTP_PORT: undefined, SMTP_USER: undefined, SMTP_PASSWORD: undefined, SMTP_FROM: undefined },
    silentLog,
  );
  expect(await send(mail)).toBe('sent');
});
