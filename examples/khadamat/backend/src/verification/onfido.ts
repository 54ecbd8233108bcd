/** Identity checks by Onfido, through its own client: an applicant, a document, a check of that document, a signed webhook when it is complete. */
import { type Identity, IdentityRefused, IdentityUnavailable, WebhookRefused } from './identity.ts';

export interface OnfidoKeys {
  readonly apiKey: string;
  readonly webhookSecret: string;
}

const TIMEOUT_MS = 20_000;

/** The client is loaded only where it is used. */
export const openOnfido = async ({ apiKey, webhookSecret }: OnfidoKeys): Promise<Identity> => {
  const { Configuration, DefaultApi, FileTransfer, WebhookEventVerifier } = await import('@onfido/api');
  const onfido = new DefaultApi(new Configuration({ apiToken: apiKey, baseOptions: { timeout: TIMEOUT_MS } }));
  const verifier = new WebhookEventVerifier(webhookSecret);
  return {
    createApplicant: ({ firstName, lastName }) =>
      reach(async () => (await onfido.createApplicant({ first_name: firstName, last_name: lastName })).data.id),
    addDocument: (applicantId, { name, content }) =>
      reach(async () => {
        await onfido.uploadDocument('unknown', applicantId, new FileTransfer(content, name));
      }),
    startCheck: (applicantId) =>
      reach(async () => (await onfido.createCheck({ applicant_id: applicantId, report_names: ['document'] })).data.id),
    checkOf: (applicantId) => reach(async () => (await onfido.listChecks(applicantId)).data.checks[0]?.id),
    readCheck: (checkId) =>
      reach(async () => {
        const { status, result, applicant_id: applicantId } = (await onfido.findCheck(checkId)).data;
        return { applicantId, result: status !== 'complete' ? 'pending' : result === 'clear' ? 'clear' : 'doubtful' };
      }),
    readEvent: (body, signature) => {
      const { payload } = verified(() => verifier.readPayload(body, signature));
      return payload?.action === 'check.completed' && payload.object !== undefined ? { checkId: payload.object.id } : undefined;
    },
  };
};

const verified = <T>(read: () => T): T => {
  try {
    return read();
  } catch {
    throw new WebhookRefused('the webhook is not signed by Onfido');
  }
};

/** The client's own errors carry the request, and so the key: only the status and the error's type go on. */
const reach = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    const { response, code } = error as {
      readonly code?: string;
      readonly response?: { readonly status: number; readonly data?: unknown };
    };
    const type = (response?.data as { readonly error?: { readonly type?: string } } | undefined)?.error?.type;
    if (response?.status === 422) throw new IdentityRefused(`Onfido: ${type ?? response.status}`);
    throw new IdentityUnavailable(`Onfido: ${response === undefined ? (code ?? 'no answer') : `${response.status} ${type ?? ''}`}`);
  }
};
