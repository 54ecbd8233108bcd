/**
 * What the platform asks of whoever checks people's identity. onfido.ts is the one who does.
 *
 * Every method throws `IdentityUnavailable` when the provider cannot be reached or refuses for now, and `IdentityRefused` when it will never take what it was given.
 */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
}

export interface IdentityDocument {
  /** With its extension. */
  readonly name: string;
  readonly content: Buffer;
}

export type CheckResult = 'pending' | 'clear' | 'doubtful';

export interface IdentityCheck {
  readonly applicantId: string;
  readonly result: CheckResult;
}

export interface Identity {
  createApplicant(person: Person): Promise<string>;
  addDocument(applicantId: string, document: IdentityDocument): Promise<void>;
  startCheck(applicantId: string): Promise<string>;
  /** The check that was already started for an applicant. */
  checkOf(applicantId: string): Promise<string | undefined>;
  readCheck(checkId: string): Promise<IdentityCheck>;
  /** Reads a webhook's raw body: the check that it is about, undefined for any other event. Throws `WebhookRefused`. */
  readEvent(body: Buffer, signature: string): { readonly checkId: string } | undefined;
}

export class IdentityUnavailable extends Error {
  override readonly name = 'IdentityUnavailable';
}

export class IdentityRefused extends Error {
  override readonly name = 'IdentityRefused';
}

export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
}
