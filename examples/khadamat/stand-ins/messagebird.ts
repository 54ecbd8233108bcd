/** MessageBird's REST API, the part the platform uses: SMS and the balance. Source: MessageBird API reference, "SMS Messaging", "Balance", "Error codes". */
import { randomUUID } from 'node:crypto';
import type { Answer, Request, Vendor } from './vendor.ts';

export interface SentSms {
  readonly id: string;
  readonly originator: string;
  readonly recipient: string;
  readonly body: string;
  readonly reference: string | null;
}

export interface MessageBird extends Vendor {
  readonly sent: readonly SentSms[];
}

interface MessageRequest {
  readonly originator?: string;
  readonly body?: string;
  readonly recipients?: string | readonly (string | number)[];
  readonly reference?: string;
}

export const openMessageBird = (): MessageBird => {
  const sent: SentSms[] = [];
  return {
    hosts: /^rest\.messagebird\.com$/,
    sent,
    answer: (request) => {
      if (!/^AccessKey (test|live)_\S+$/.test(request.headers.authorization ?? '')) {
        return failed(401, { code: 2, description: 'Request not allowed (incorrect access_key)', parameter: 'access_key' });
      }
      if (request.method === 'GET' && request.path === '/balance')
        return { status: 200, body: { payment: 'prepaid', type: 'credits', amount: 42.5 } };
      if (request.method === 'POST' && request.path === '/messages') return send(request, sent);
      return failed(404, { code: 20, description: 'not found', parameter: null });
    },
  };
};

const send = ({ body }: Request, sent: SentSms[]): Answer => {
  const message = JSON.parse(body.toString()) as MessageRequest;
  const recipients = [message.recipients ?? []].flat().map(String);
  const wrong = [
    ...(recipients.length === 0 || recipients.some((r) => !/^\+?\d{7,15}$/.test(r))
      ? [error(9, 'no (correct) recipients found', 'recipients')]
      : []),
    ...(/^(?:\+?\d{1,17}|[A-Za-z0-9 ]{1,11})$/.test(message.originator ?? '') ? [] : [error(9, 'originator is invalid', 'originator')]),
    ...(message.body ? [] : [error(9, 'body is required', 'body')]),
  ];
  if (wrong.length > 0) return failed(422, ...wrong);
  const id = randomUUID().replaceAll('-', '');
  const at = new Date().toISOString().replace(/\.\d+Z$/, '+00:00');
  for (const recipient of recipients) {
    sent.push({ id, originator: message.originator ?? '', recipient, body: message.body ?? '', reference: message.reference ?? null });
  }
  return {
    status: 201,
    body: {
      id,
      href: `https://rest.messagebird.com/messages/${id}`,
      direction: 'mt',
      type: 'sms',
      originator: message.originator,
      body: message.body,
      reference: message.reference ?? null,
      validity: null,
      gateway: 10,
      typeDetails: {},
      datacoding: 'plain',
      mclass: 1,
      scheduledDatetime: null,
      createdDatetime: at,
      recipients: {
        totalCount: recipients.length,
        totalSentCount: recipients.length,
        totalDeliveredCount: 0,
        totalDeliveryFailedCount: 0,
        items: recipients.map((recipient) => ({ recipient: Number(recipient.replace('+', '')), status: 'sent', statusDatetime: at })),
      },
    },
  };
};

interface ApiError {
  readonly code: number;
  readonly description: string;
  readonly parameter: string | null;
}

const error = (code: number, description: string, parameter: string): ApiError => ({ code, description, parameter });
const failed = (status: number, ...errors: readonly ApiError[]): Answer => ({ status, body: { errors } });
