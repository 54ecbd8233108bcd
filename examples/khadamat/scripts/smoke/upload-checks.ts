/** Documents, as a provider hands them in through a link that the administration made. Not in production: a provider's verification would begin. */
import { ask, expectStatus, expectThat, Left, type Target } from './target.ts';

/** The harmless text that every antivirus takes for a virus (eicar.org), behind what a PDF begins with; in pieces, so that none stops at this file. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-', 'TEST-FILE!$H+H*'].join('');
/** As large as a small one: providers of identity checks refuse what is smaller than 2 KB. */
const PDF = `%PDF-1.7\n${'% smoke\n'.repeat(400)}%%EOF\n`;

export const cleanDocument = async (target: Target): Promise<string> => {
  const link = await newLink(target);
  expectStatus(await ask(target, `/api/verifications/${link.id}`), 401, 404);
  const { body } = expectStatus(await upload(target, link, PDF), 202);
  expectThat(['document-kept', 'submitted', 'verified'].includes(body.status), `it is ${body.status}`);
  return `kept: ${body.status}`;
};

export const infectedDocument = async (target: Target): Promise<string> => {
  if (target.environment === 'local') throw new Left('no antivirus here: UPLOAD_ANTIVIRUS is false');
  const link = await newLink(target);
  const { body } = expectStatus(await upload(target, link, `${PDF}${EICAR}`), 422);
  expectThat(body.code === 'UPLOAD_INFECTED', `it is refused as ${body.code}`);
  const { body: after } = expectStatus(await ask(target, `/api/verifications/${link.id}`, { token: link.token }), 200);
  expectThat(after.status === 'document-awaited', `it is ${after.status}`);
  return 'refused, and nothing kept';
};

interface UploadLink {
  readonly id: string;
  readonly token: string;
}

const newLink = async (target: Target): Promise<UploadLink> => {
  if (target.environment === 'production') throw new Left('nothing is written in production');
  if (target.adminToken === undefined) throw new Left('no ADMIN_TOKEN here, so no link can be made');
  const token = target.adminToken;
  const providers = await ask(target, '/api/admin/providers', { token });
  if (providers.status === 403) throw new Left('the administration is closed to this address');
  const [provider] = expectStatus(providers, 200).body.items;
  const person = { firstName: 'Amina', lastName: 'Essai' };
  const made = await ask(target, `/api/admin/providers/${provider.id}/verifications`, { method: 'POST', token, body: person });
  return expectStatus(made, 201).body;
};

const upload = (target: Target, { id, token }: UploadLink, text: string) => {
  const form = new FormData();
  form.append('document', new Blob([text], { type: 'application/pdf' }), 'document.pdf');
  return ask(target, `/api/verifications/${id}/document`, { method: 'POST', token, body: form });
};
