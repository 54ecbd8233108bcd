/** Who brings a message to a person: mail/ and sms/. */
export interface Message {
  /** The same at every attempt: a receiver that compares can tell a second copy from a second message. */
  readonly id: string;
  readonly recipient: string;
  /** Text messages have none. */
  readonly subject: string | null;
  readonly body: string;
  readonly createdAt: Date;
}

export interface Sender {
  /** Resolves once somebody else has taken responsibility for the message. Else throws `NotSent`, also when `signal` aborts: nobody then knows whether it went out. */
  send(message: Message, signal: AbortSignal): Promise<void>;
}

/** `code` goes into the table, the log and the metrics: it names no person and repeats no server's words, which do. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
  readonly code: string;
  /** True: the message itself is refused and would be again. False: another time may do. */
  readonly permanent: boolean;

  constructor(code: string, { permanent = false, cause }: { permanent?: boolean; cause?: unknown } = {}) {
    super(code, { cause });
    this.code = code;
    this.permanent = permanent;
  }
}
