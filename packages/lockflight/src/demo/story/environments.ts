import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tale } from '../tale.ts';
import { cloneKhadamat } from './newcomer.ts';

/** Made up, and wrong in four places that a review would miss. */
const PRODUCTION = `NODE_ENV=production
DATABASE_URL=postgresql://app:made-up@db.staging.internal:5432/khadamat
SHADOW_DATABASE_URL=postgresql://app:made-up-too@shadow.prod.internal:5432/khadamat
REDIS_URL=rediss://:made-up@cache.prod.internal:6379
UPLOAD_ANTIVIRUS=false
CLAMAV_HOST=clamav
CLAMAV_PORT=3310
STRIPE_SECRET_KEY=sk_test_made_up_for_the_story
STRIPE_WEBHOOK_SECRET=whsec_made_up_for_the_story
SMTP_HOST=live.smtp.example.com
SMTP_PORT=587
SMTP_USER=khadamat
SMTP_PASSWORD=made-up-for-the-story
SMTP_FROM=bonjour@khadamat.example
SMS_PROVIDER=messagebird
SMS_API_KEY=live_made_up_for_the_story
SMS_SENDER=Khadamat
SENTRY_DSN=https://fedcba9876543210@o1.ingest.sentry.io/42
TRUST_PROXY=1
HSTS_ENABLED=true
UPLOAD_STORAGE_DIR=/mnt/durable/uploads
BACKUP_ENABLED=true
BACKUP_SCHEDULE="0 3 * * *"
BACKUP_DIR=/mnt/durable/backups
BACKUP_RETENTION_DAYS=30
SMOKE_ROUTES_ENABLE=false
ADMIN_TOKEN=made-up-admin-for-the-story
ADMIN_IP_ALLOWLIST=198.51.100.7/32
KYC_PROVIDER=onfido
KYC_API_KEY=api_live.made-up-for-the-story
KYC_WEBHOOK_SECRET=made-up-hook-for-the-story
APP_BASE_URL=https://api.khadamat.example
FRONTEND_URL=https://www.khadamat.example
`;

/** The other half of a contract: the variables of an environment, before anything starts. */
export const environments = async (tale: Tale): Promise<void> => {
  tale.chapter('An environment is judged before it starts', 'Un environnement est jugé avant de démarrer');
  tale.say(
    "With the team's own contract, made from its table of variables: here is the file that somebody is about to start production with.",
    "Avec le contrat de l'équipe, tiré de sa table de variables : voici le fichier avec lequel quelqu'un va démarrer la production.",
  );
  const dir = await cloneKhadamat(tale, 'ops');
  await writeFile(join(dir, 'production.env'), PRODUCTION);
  await tale.lockflight('ops', 'check');
  await tale.lockflight('ops', 'env check --env production --file production.env', 1);
};
