/** The same questions in every runtime. Needs nothing but the validator and the values: returns what it saw, throws where it is not what it should be. */

const wants = (what, fine) => {
  if (!fine) throw new Error(`not so: ${what}`);
};

export const check = (validateEnv, source) => {
  const env = validateEnv(source);
  // A server may set PORT itself.
  wants('typed values', env.name === 'production' && typeof env.PORT === 'number' && env.DATABASE_SSL === true && env.SAMPLE_RATE === 0.25);
  const given = source ?? globalThis.process?.env;
  const broken = { ...given, PORT: '70000', REDIS_URL: 'http://CANARY', SESSION_SECRET: 'change-me-CANARY', SMTP_FROM: undefined };
  let error;
  try {
    validateEnv(broken);
  } catch (thrown) {
    error = thrown;
  }
  wants('one error', error?.name === 'EnvError' && error.code === 'env-invalid');
  const found = error.issues.map(({ code, variable }) => `${code} ${variable}`).join(', ');
  wants(`its issues, and not ${found}`, found === 'missing SMTP_FROM, invalid PORT, invalid REDIS_URL, placeholder SESSION_SECRET');
  wants('no value in it', ![error.message, String(error.stack), JSON.stringify(error)].some((text) => text.includes('CANARY')));
  const told = [];
  const { warn } = console;
  console.warn = (text) => told.push(text);
  try {
    for (let n = 0; n < 3; n++) validateEnv({ APP_ENV: 'local', PORT: 'x' });
  } finally {
    console.warn = warn;
  }
  wants('one warning for three calls', told.length === 1 && told[0].includes('PORT'));
  return 'as it should be';
};
