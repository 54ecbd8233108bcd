/** How each kind of service shows itself: the names of its variables, the packages that speak to it, the images that are it. Data. */
import type { ServiceInput } from '../../../../contract/grammar/service.ts';
import type { ServiceKind } from '../../../../contract/model.ts';

interface Traits {
  readonly kind: ServiceKind;
  readonly name: string;
  /** The first part is what makes it a service. */
  readonly parts: readonly (readonly [keyof ServiceInput, RegExp])[];
  readonly packages: RegExp;
  readonly images: RegExp;
}

export const TRAITS: readonly Traits[] = [
  {
    kind: 'postgres',
    name: 'database',
    parts: [
      ['url', /^(?:DATABASE_URL|POSTGRES(?:QL)?_(?:PRISMA_)?(?:URL|URI)|DB_URL|PG_URL)$/],
      ['shadow', /^SHADOW_DATABASE_URL$/],
    ],
    packages: /^(?:pg|postgres|pg-promise|@prisma\/adapter-pg|@neondatabase\/serverless|@vercel\/postgres|slonik)$/,
    images: /(?:^|\/)(?:postgres|postgis|timescaledb|pgvector)(?::|$)/,
  },
  {
    kind: 'redis',
    name: 'redis',
    parts: [
      ['url', /^(?:REDIS_(?:URL|URI)|KV_URL|CACHE_URL)$/],
      ['host', /^REDIS_HOST$/],
      ['port', /^REDIS_PORT$/],
      ['password', /^REDIS_PASSWORD$/],
      ['mock', /^MOCK_REDIS$/],
    ],
    packages: /^(?:ioredis|redis|@redis\/client|bullmq|bull)$/,
    images: /(?:^|\/)(?:redis|valkey|redis-stack(?:-server)?)(?::|$)/,
  },
  {
    kind: 'clamav',
    name: 'antivirus',
    parts: [
      ['host', /^CLAM(?:AV|D)_HOST$/],
      ['port', /^CLAM(?:AV|D)_PORT$/],
    ],
    packages: /^(?:clamscan|clamdjs)$/,
    images: /clamav/,
  },
  {
    kind: 'smtp',
    name: 'email',
    parts: [
      ['host', /^(?:SMTP|MAIL|EMAIL|MAILER)_(?:SERVER_)?HOST$/],
      ['port', /^(?:SMTP|MAIL|EMAIL|MAILER)_(?:SERVER_)?PORT$/],
      ['user', /^(?:SMTP|MAIL|EMAIL|MAILER)_(?:SERVER_)?(?:USER|USERNAME|LOGIN)$/],
      ['password', /^(?:SMTP|MAIL|EMAIL|MAILER)_(?:SERVER_)?PASS(?:WORD)?$/],
      ['from', /^(?:SMTP|MAIL|EMAIL|MAILER)_FROM$/],
    ],
    packages: /^(?:nodemailer|@nestjs-modules\/mailer)$/,
    images: /(?:mailhog|mailpit|maildev|mailcatcher|greenmail)/,
  },
  {
    kind: 'sms',
    name: 'sms',
    parts: [
      ['provider', /^SMS_PROVIDER$/],
      ['key', /^(?:SMS_API_KEY|TWILIO_AUTH_TOKEN)$/],
      ['account', /^TWILIO_ACCOUNT_SID$/],
      ['sender', /^(?:SMS_SENDER|TWILIO_(?:FROM|FROM_NUMBER|PHONE_NUMBER))$/],
    ],
    packages: /^(?:twilio|messagebird|@vonage\/server-sdk)$/,
    images: /^$/,
  },
  {
    kind: 'stripe',
    name: 'payments',
    parts: [
      ['key', /^STRIPE_(?:(?:SECRET|API|RESTRICTED)_KEY|KEY|SECRET|SK)$/],
      ['webhook', /^STRIPE_(?:WEBHOOK|WH)_(?:SIGNING_)?SECRET$/],
      ['publishable-key', /(?:^|_)STRIPE_(?:PUBLISHABLE|PUBLIC)_KEY$/],
    ],
    packages: /^(?:stripe|@stripe\/stripe-js)$/,
    images: /^$/,
  },
  {
    kind: 'sentry',
    name: 'errors',
    parts: [['dsn', /(?:^|_)SENTRY_DSN$/]],
    packages: /^@sentry\//,
    images: /^$/,
  },
  {
    kind: 'metrics',
    name: 'metrics',
    parts: [['token', /^METRICS_TOKEN$/]],
    packages: /^prom-client$/,
    images: /^$/,
  },
  {
    kind: 'kyc',
    name: 'identity',
    parts: [
      ['provider', /^KYC_PROVIDER$/],
      ['key', /^KYC_API_KEY$/],
    ],
    packages: /^(?:@onfido\/api)$/,
    images: /^$/,
  },
  {
    kind: 'storage',
    name: 'uploads',
    parts: [
      ['path', /^UPLOADS?_(?:STORAGE_)?(?:DIR|PATH)$/],
      ['bucket', /^(?:AWS_)?S3_BUCKET(?:_NAME)?$/],
    ],
    packages: /^(?:@aws-sdk\/client-s3|minio|multer-s3)$/,
    images: /(?:^|\/)minio(?::|$)/,
  },
  {
    kind: 'firebase',
    name: 'firebase',
    parts: [['project', /^(?:GOOGLE_|NEXT_PUBLIC_|VITE_)?FIREBASE_PROJECT(?:_ID)?$/]],
    packages: /^(?:firebase|firebase-admin)$/,
    images: /^$/,
  },
];

/** What people run beside an application, and the contract has no word for. */
export const WORDLESS =
  /(?:^|\/)(mysql|mariadb|mongo|mongodb|rabbitmq|kafka|zookeeper|elasticsearch|opensearch|meilisearch|typesense|memcached|nats|cassandra|clickhouse(?:-server)?|neo4j|couchdb|keycloak|vault|qdrant|weaviate|temporal)(?::|@|$)/;

/** Images of other people's programs, that an application runs beside. */
export const isOthersImage = (image: string): boolean =>
  TRAITS.some(({ images }) => images.source !== '^$' && images.test(image)) ||
  WORDLESS.test(image) ||
  /(?:^|\/)(?:traefik|nginx(?:-proxy)?|caddy|haproxy|envoy|adminer|pgadmin4?|phpmyadmin|mongo-express|redis-commander|redisinsight|grafana|prometheus|loki|jaeger|otel[\w-]*|portainer|watchtower|localstack|selenium|chrome|busybox|alpine|ubuntu|debian|node|python|golang|registry|nginx-unprivileged|certbot|fluentd?|vector|logstash|kibana|sentry|minio|mc)(?::|@|$)/.test(
    image,
  );
