/** Answers of the REST interface, and the refusals that handlers throw, in GitHub's shape. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({ status: 200, body, headers });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent: Answer = { status: 204 };

export interface FieldError {
  readonly resource: string;
  readonly code: string;
  readonly field?: string;
  readonly message?: string;
}

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly answer: Answer;
  constructor(status: number, message: string, errors?: readonly FieldError[]) {
    super(message);
    this.answer = {
      status,
      body: {
        message,
        ...(errors === undefined ? {} : { errors }),
        documentation_url: 'https://docs.github.com/rest',
        status: String(status),
      },
    };
  }
}

export const notFound = (): Refusal => new Refusal(404, 'Not Found');
export const badCredentials = (): Refusal => new Refusal(401, 'Bad credentials');
export const requiresAuthentication = (): Refusal => new Refusal(401, 'Requires authentication');
/** A person's fine-grained token without the permission. */
export const notForThisToken = (): Refusal => new Refusal(403, 'Resource not accessible by personal access token');
export const notForIntegrations = (): Refusal => new Refusal(403, 'Resource not accessible by integration');
export const invalid = (resource: string, problem: Omit<FieldError, 'resource'>): Refusal =>
  new Refusal(422, 'Validation Failed', [{ resource, ...problem }]);
