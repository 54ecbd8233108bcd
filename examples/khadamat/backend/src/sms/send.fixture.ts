/** A process that sends each of its arguments' recipients a text message, and prints how that went, as JSON. Started with the stand-ins' environment. */
import { NotSent } from '../outbox/sender.ts';
import { silentLog } from '../silent-log.fixture.ts';
import { openSms } from './open.ts';

const [key, ...recipients] = process.argv.slice(2);
const sms = openSms({ SMS_PROVIDER: 'messagebird', SMS_API_KEY: key, SMS_SENDER: 'Khadamat' }, silentLog);
const outcomes: string[] = [];
for (const [index, recipient] of recipients.entries()) {
  const signal = recipient === 'aborted' ? AbortSignal.abort() : new AbortController().signal;
  const message = { id: `m${index}`, recipient, subject: null, body: 'À demain', createdAt: new Date() };
  outcomes.push(
    await sms.send(message, signal).then(
      () => 'sent',
      (error: unknown) => (error instanceof NotSent ? `${error.why} ${error.code}` : String(error)),
    ),
  );
}
console.log(JSON.stringify(outcomes));
