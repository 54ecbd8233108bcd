/**
 * How an error leaves the application: application/problem+json with a stable `code` and a title in the caller's language, and both under `titles`.
 * What nobody foresaw is a 500 that tells nothing but the request's id; the log and the error reports have the rest.
 */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseDown } from './database/outage.ts';
import { PaymentsUnavailable } from './payments/payments.ts';
import { Problem, type Text } from './problem.ts';

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly titles: Text;
  /** Which part of the request is wrong, where validation said so. */
  readonly errors?: readonly { readonly at: string; readonly message: string }[];
}

export const writeProblem = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const answer = answerFor(error);
  if (answer.status >= 500) request.log.error({ err: error, code: answer.code }, 'request failed');
  if (answer.status === 503) reply.header('retry-after', '5');
  return send(answer, request, reply);
};

export const writeNotFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  send({ status: 404, code: 'NOT_FOUND', titles: { fr: 'Rien à cette adresse', en: 'Nothing at this address' } }, request, reply);

const send = ({ status, code, titles, errors }: Answer, request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply
    .code(status)
    .type('application/problem+json')
    .send({
      type: 'about:blank',
      status,
      code,
      title: titles[languageOf(request)],
      titles,
      ...(errors && { errors }),
      request: request.id,
    });

/** French unless the caller prefers English. */
export const languageOf = (request: FastifyRequest): 'fr' | 'en' =>
  /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'fr';

const answerFor = (error: FastifyError): Answer => {
  if (error instanceof Problem) return { status: error.statusCode, code: error.code, titles: error.title };
  if (error.validation !== undefined) {
    const errors = error.validation.map((each) => ({
      at: `${error.validationContext ?? ''}${each.instancePath}`,
      message: each.message ?? '',
    }));
    return {
      status: 400,
      code: 'REQUEST_INVALID',
      titles: { fr: 'La demande est mal formée', en: 'The request is not well formed' },
      errors,
    };
  }
  if (error instanceof PaymentsUnavailable) {
    return {
      status: 503,
      code: 'PAYMENTS_UNAVAILABLE',
      titles: { fr: 'Le paiement est momentanément indisponible', en: 'Payments are unavailable for the moment' },
    };
  }
  if (isDatabaseDown(error)) {
    return {
      status: 503,
      code: 'DATABASE_UNAVAILABLE',
      titles: { fr: 'La base de données est momentanément indisponible', en: 'The database is unavailable for the moment' },
    };
  }
  const status = error.statusCode ?? 500;
  if (status === 429) return { status, code: 'TOO_MANY_REQUESTS', titles: { fr: 'Trop de demandes', en: 'Too many requests' } };
  if (status === 413)
    return { status, code: 'REQUEST_TOO_LARGE', titles: { fr: 'La demande est trop grande', en: 'The request is too large' } };
  if (status < 500) return { status, code: 'REQUEST_REFUSED', titles: { fr: 'La demande est refusée', en: 'The request is refused' } };
  return { status: 500, code: 'UNEXPECTED', titles: { fr: 'Une erreur inattendue est survenue', en: 'Something unexpected happened' } };
};
