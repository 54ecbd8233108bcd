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

/**
 * refused   this message, for good: it would be refused again
 * deferred  this message, for now
 * service   whatever the message: the service is away, or our account with it is wrong
 */
export type WhyNot = 'refused' | 'deferred' | 'service';

/** `code` goes into the table, the log and the metrics: it names no person and repeats no server's words, which do. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
  readonly why: WhyNot;
  readonly code: string;

  constructor(why: WhyNot, code: string, options?: ErrorOptions) {
    super(code, options);
    this.why = why;
    this.code = code;
  }
}
