/** A mail server that answers as it is told, one line for each command: 250 to whatever it is told nothing about. Speaks no TLS. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

export interface SmtpServer extends AsyncDisposable {
  readonly port: number;
  /** What was taken, headers and text. */
  readonly messages: string[];
  /** Every command, in order. */
  readonly commands: string[];
  /** Replaces the reply to a command (`RCPT`, `MAIL`, `AUTH`, `DATA`, `.` for the end of a text, `greeting`). Undefined says nothing at all. */
  readonly replies: Map<string, string | undefined>;
}

export const startSmtp = async (): Promise<SmtpServer> => {
  const messages: string[] = [];
  const commands: string[] = [];
  const replies = new Map<string, string | undefined>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    const say = (command: string, usual: string) => {
      const reply = replies.has(command) ? replies.get(command) : usual;
      if (reply !== undefined) socket.write(`${reply}\r\n`);
      return reply;
    };
    let rest = '';
    let text: string | undefined;
    say('greeting', '220 fixture ESMTP');
    socket.on('data', (chunk: Buffer) => {
      rest += chunk.toString();
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (text !== undefined && line !== '.') text += `${line}\n`;
        else if (text !== undefined) {
          if (say('.', '250 2.0.0 taken')?.startsWith('250')) messages.push(text);
          text = undefined;
        } else {
          const command = line.split(' ')[0]?.toUpperCase() ?? '';
          commands.push(command);
          if (command === 'EHLO') say(command, '250-fixture\r\n250 AUTH PLAIN');
          else if (command === 'AUTH') say(command, '235 2.7.0 welcome');
          else if (command === 'STARTTLS') say(command, '502 5.5.1 no TLS here');
          else if (command === 'QUIT') socket.end('221 bye\r\n');
          else if (command === 'DATA') text = say(command, '354 go on')?.startsWith('354') ? '' : undefined;
          else say(command, '250 ok');
        }
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    messages,
    commands,
    replies,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
