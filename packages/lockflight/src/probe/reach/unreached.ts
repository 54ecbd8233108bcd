/** What an error of a socket means, as a check. Errors' own words are left out: they repeat hosts and users. Pure. */
import { type Check, failed } from '../check.ts';

const TIMEOUTS = new Set(['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ABORT_ERR', 'TimeoutError', 'AbortError', 'ERR_SOCKET_CONNECTION_TIMEOUT']);
const CERTIFICATE =
  /^(?:CERT_|ERR_TLS_CERT|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|HOSTNAME_MISMATCH|ERR_TLS_INVALID|INVALID_CA|INVALID_PURPOSE)/;
const NOT_TLS = /^(?:EPROTO|ERR_SSL|ERR_TLS)/;

export const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return '';
  // nodemailer puts its own code in the place of the system's.
  if ('originalCode' in error && typeof error.originalCode === 'string') return error.originalCode;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('cause' in error && error.cause !== undefined) return codeOf(error.cause);
  return 'name' in error && typeof error.name === 'string' ? error.name : '';
};

export const unreached = (error: unknown, variable: string): Check => {
  const code = codeOf(error);
  if (TIMEOUTS.has(code)) {
    return failed('reachable', 'service-timeout', 'no answer in time', 'pas de réponse à temps');
  }
  if (CERTIFICATE.test(code)) {
    return failed(
      'certificate',
      'service-certificate',
      `the certificate is not valid for the host in ${variable} (${code})`,
      `le certificat n'est pas valable pour l'hôte de ${variable} (${code})`,
    );
  }
  if (NOT_TLS.test(code)) {
    return failed('encrypted', 'service-answer-unexpected', 'what answers does not speak TLS', 'ce qui répond ne parle pas TLS');
  }
  const why = /^[A-Z][A-Z0-9_]*$/.test(code) ? ` (${code})` : '';
  return failed(
    'reachable',
    'service-unreachable',
    `nothing answers where ${variable} leads${why}`,
    `rien ne répond là où mène ${variable}${why}`,
  );
};
