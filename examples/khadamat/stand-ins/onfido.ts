/**
 * Onfido's API v3.6, the part the platform uses: applicants, documents, checks with a document report, and the signed webhook of a completed check.
 * Source: Onfido API reference and its own client. In the sandbox the surname "Consider", or `consider` in the check, makes the result "consider"; all else is "clear".
 */
import { createHmac, randomUUID } from 'node:crypto';
import type { Answer, Request, Vendor } from './vendor.ts';
import { openWebhooks, type Webhooks } from './webhooks.ts';

const API = 'https://api.eu.onfido.com/v3.6';
/** Of a document, in bytes. */
const SMALLEST = 2_000;
const LARGEST = 3_000_000;

interface Applicant {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly created_at: string;
}

interface Document {
  readonly id: string;
  readonly applicant_id: string;
  readonly type: string;
  readonly file_size: number;
}

interface Check {
  readonly id: string;
  readonly applicant_id: string;
  readonly report_ids: readonly string[];
  readonly created_at: string;
  status: 'in_progress' | 'complete';
  result: 'clear' | 'consider' | null;
}

export interface Onfido extends Vendor {
  readonly webhooks: Webhooks;
  readonly applicants: ReadonlyMap<string, Applicant>;
  readonly documents: ReadonlyMap<string, Document>;
  readonly checks: ReadonlyMap<string, Readonly<Check>>;
  /** While true, checks stay in progress; `complete` ends them. */
  readonly hold: (held: boolean) => void;
}

export const openOnfido = (): Onfido => {
  const applicants = new Map<string, Applicant>();
  const documents = new Map<string, Document>();
  const checks = new Map<string, Check>();
  const outcomes = new Map<string, 'clear' | 'consider'>();
  let held = false;
  const webhooks = openWebhooks((body, secret) => ({ 'x-sha2-signature': createHmac('sha256', secret).update(body).digest('hex') }));

  const complete = (check: Check): void => {
    if (held || check.status === 'complete') return;
    check.status = 'complete';
    check.result = outcomes.get(check.id) ?? 'clear';
    const object = { id: check.id, status: 'complete', completed_at_iso8601: new Date().toISOString(), href: `${API}/checks/${check.id}` };
    webhooks.send(JSON.stringify({ payload: { resource_type: 'check', action: 'check.completed', object } }));
  };

  const createApplicant = (request: Request): Answer => {
    const { first_name, last_name } = json(request);
    const missing = Object.entries({ first_name, last_name }).filter(([, value]) => typeof value !== 'string' || value === '');
    if (missing.length > 0) return invalid(Object.fromEntries(missing.map(([name]) => [name, ["can't be blank"]])));
    const applicant = {
      id: randomUUID(),
      first_name: String(first_name),
      last_name: String(last_name),
      created_at: new Date().toISOString(),
    };
    applicants.set(applicant.id, applicant);
    return { status: 201, body: shown('applicants', applicant) };
  };

  const uploadDocument = async ({ headers, body }: Request): Promise<Answer> => {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': headers['content-type'] ?? '' } }).formData();
    const applicant = applicants.get(String(form.get('applicant_id')));
    const file = form.get('file');
    if (applicant === undefined) return invalid({ applicant_id: ['invalid'] });
    if (file === null || typeof file === 'string') return invalid({ file: ["can't be blank"] });
    if (file.size < SMALLEST || file.size > LARGEST) return invalid({ file: ['must be between 2KB and 3MB'] });
    const document = { id: randomUUID(), applicant_id: applicant.id, type: String(form.get('type')), file_size: file.size };
    documents.set(document.id, document);
    return {
      status: 201,
      body: { ...shown('documents', document), file_name: file.name, file_type: file.type, created_at: new Date().toISOString() },
    };
  };

  const createCheck = (request: Request): Answer => {
    const { applicant_id, report_names, consider } = json(request);
    const applicant = applicants.get(String(applicant_id));
    if (applicant === undefined) return invalid({ applicant_id: ['invalid'] });
    if (!Array.isArray(report_names) || report_names.length === 0) return invalid({ report_names: ["can't be blank"] });
    if (![...documents.values()].some((document) => document.applicant_id === applicant.id))
      return invalid({ document: ['no document was uploaded'] });
    const check: Check = {
      id: randomUUID(),
      applicant_id: applicant.id,
      report_ids: report_names.map(() => randomUUID()),
      created_at: new Date().toISOString(),
      status: 'in_progress',
      result: null,
    };
    checks.set(check.id, check);
    const doubtful = applicant.last_name.toLowerCase() === 'consider' || (Array.isArray(consider) && consider.length > 0);
    outcomes.set(check.id, doubtful ? 'consider' : 'clear');
    setImmediate(() => complete(check));
    return { status: 201, body: shown('checks', check) };
  };

  const routes: readonly (readonly [string, RegExp, (request: Request, id: string) => Answer | Promise<Answer>])[] = [
    ['POST', /^\/v3\.6\/applicants$/, createApplicant],
    [
      'GET',
      /^\/v3\.6\/applicants$/,
      () => ({ status: 200, body: { applicants: [...applicants.values()].map((a) => shown('applicants', a)) } }),
    ],
    ['GET', /^\/v3\.6\/applicants\/([\w-]+)$/, (_, id) => found('applicants', applicants.get(id))],
    ['POST', /^\/v3\.6\/documents$/, uploadDocument],
    ['POST', /^\/v3\.6\/checks$/, createCheck],
    ['GET', /^\/v3\.6\/checks\/([\w-]+)$/, (_, id) => found('checks', checks.get(id))],
    [
      'GET',
      /^\/v3\.6\/checks$/,
      ({ query }) => {
        const own = [...checks.values()].filter((check) => check.applicant_id === query.get('applicant_id'));
        return { status: 200, body: { checks: own.map((check) => shown('checks', check)) } };
      },
    ],
  ];

  return {
    hosts: /^api\.eu\.onfido\.com$/,
    webhooks,
    applicants,
    documents,
    checks,
    hold: (on) => {
      held = on;
      for (const check of checks.values()) complete(check);
    },
    answer: (request) => {
      if (!/^Token token=(?:api_(?:sandbox|live)\.|sbx:|prd:)\S+$/.test(request.headers.authorization ?? '')) {
        return failure(401, 'authorization_error', 'Authorization error: please re-check your credentials');
      }
      for (const [method, pattern, answer] of routes) {
        const match = pattern.exec(request.path);
        if (match !== null && method === request.method) return answer(request, match[1] ?? '');
      }
      return failure(404, 'resource_not_found', 'Could not find the requested resource');
    },
  };
};

const json = ({ body }: Request) => JSON.parse(body.toString()) as Readonly<Record<string, unknown>>;
const shown = <T extends { readonly id: string }>(collection: string, resource: T) => ({
  ...resource,
  href: `/v3.6/${collection}/${resource.id}`,
  sandbox: true,
});
const found = (collection: string, resource: { readonly id: string } | undefined): Answer =>
  resource === undefined
    ? failure(404, 'resource_not_found', 'Could not find the requested resource')
    : { status: 200, body: shown(collection, resource) };
const failure = (status: number, type: string, message: string, fields?: object): Answer => ({
  status,
  body: { error: { type, message, ...(fields === undefined ? {} : { fields }) } },
});
const invalid = (fields: object): Answer => failure(422, 'validation_error', 'There was a validation error on this request', fields);
