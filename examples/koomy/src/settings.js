/**
 * The variables of lockflight.yaml, read once, key by key. A process that does not know where it is does not start.
 */
const ENVIRONMENTS = ['preview', 'staging', 'production'];

export function readSettings(env) {
  const environment = env.KOOMY_ENV;
  if (!ENVIRONMENTS.includes(environment)) {
    throw new Error(`KOOMY_ENV says where the service runs: set it to one of ${ENVIRONMENTS.join(', ')}`);
  }
  const preview = environment === 'preview';
  const required = (name, fallback) => {
    const value = env[name] || (preview ? fallback : undefined);
    if (value === undefined) throw new Error(`${name} is required in ${environment}`);
    return value;
  };
  return {
    environment,
    port: Number(env.PORT || 3000),
    url: required('KOOMY_URL', 'http://localhost:3000'),
    databaseUrl: required('DATABASE_URL', 'file:./preview.db'),
    cardSigningKey: required('CARD_SIGNING_KEY', '00'),
    stripeSecretKey: required('STRIPE_SECRET_KEY', ''),
    stripeWebhookSecret: required('STRIPE_WEBHOOK_SECRET', ''),
    firebaseProjectId: required('FIREBASE_PROJECT_ID', ''),
    cdnBaseUrl: required('CDN_BASE_URL', 'http://localhost:3000'),
    logLevel: env.LOG_LEVEL || (environment === 'production' ? 'info' : 'debug'),
  };
}
