/**
 * What tells a matrix of variables from a table that only looks like one: test reports, features by environment, prices, calendars, metrics. Each
 * test is about words that stand in the table or right above it. Pure; the lists come from tables that real projects keep in their documents.
 */
import { plain, wordsOf } from '../heads/plain.ts';
import type { MarkdownCell, MarkdownTable } from '../markdown/document.ts';

const OTHER_THINGS = new RegExp(
  `^(?:${[
    'tests?(?: case| name| suite| id)?s?|scenarios?|specs?|suites?|test (?:report|result)s?|checks?|cas de test|cas|checklist|checklist item|items?|tasks?|taches?|step|steps|etapes?|actions?',
    'errors?(?: code)?s?|codes?|erreurs?|status(?: code)?s?|http status|exit codes?|events?(?: name)?s?|evenements?|webhooks?(?: event)?s?|log (?:level|event)s?|messages?|notifications?',
    'features?(?: flag)?s?|fonctionnalites?|flags?|toggles?|feature toggles?|modules?|capabilit(?:y|ies)|funktion(?:en)?|funcionalidad(?:es)?|機能',
    'permissions?|roles?|droits?|scopes?|users?|utilisateurs?|teams?|equipes?|persons?|people|members?|contacts?|owners?|squads?|who|qui|groups?',
    'endpoints?|routes?|paths?|pages?|urls?|apis?|methods?|services?|components?|composants?|apps?|applications?|systems?|packages?|repositor(?:y|ies)|repos?|projects?|tools?|outils?|domains?|hosts?|servers?|instances?|nodes?|ports?',
    'tables?|collections?|columns?|fields?|entit(?:y|ies)|datasets?|models?|metrics?|metriques?|kpis?|alerts?|alarms?|dashboards?|jobs?|crons?|queues?|topics?|buckets?|streams?|regions?|branch(?:es)?|tags?|versions?|releases?|sprints?|milestones?|dates?|weeks?|semaines?|months?|quarters?|tickets?|issues?|bugs?|incidents?|stor(?:y|ies)|epics?',
    'plans?|prices?|pricing|tiers?|offers?|costs?|resources?|ressources?|limits?|quotas?|browsers?|navigateurs?|devices?|os|platforms?|plateformes?|frameworks?|languages?|langues?|librar(?:y|ies)|dependenc(?:y|ies)|runtimes?|engines?',
    'contracts?|smart contracts?|addresses|pins?|sensors?|machines?|vms?|clusters?|namespaces?|commands?|scripts?|targets?|strings?|labels?|translations?|assets?|screens?|adapters?|chains?|networks?|tokens?',
    'constants?|enums?|opcodes?|registers?|signals?|instructions?|macros?|countr(?:y|ies)|currenc(?:y|ies)|products?|skus?|certificates?|risks?|criteria|criterion|requirements?|questions?',
  ].join('|')})(?: (?:name|names|id|ids|key|keys|nom|code))?$`,
);

/** Does the head of the first column say that its rows are something else? */
export const namesOtherThings = (head: MarkdownCell | undefined): boolean =>
  OTHER_THINGS.test(wordsOf((head?.text ?? '').replace(/\([^()]*\)/g, ' ')));

const ABOUT_VARIABLES =
  /(?<![\p{L}])(?:env(?:ironment)?[ -]?var(?:iable)?s?|environment (?:matrix|config\p{L}*|settings?|secrets?)|env matrix|variables? (?:d'environnement|de entorno|de ambiente|d'ambiente|matrix|reference)|matrice des variables|umgebungsvariablen?|omgevingsvariabelen?|\.env|process\.env|dotenv|переменн\p{L}+ (?:окружения|среды)|config(?:uration)? (?:vars?|variables?|matrix|keys?|values?|by environment|per environment)|secrets?|configuration|konfiguration|configuracion|environments?|environnements?|variables?)(?![\p{L}])|環境変数|环境变量|環境變數|환경 ?변수/u;

/** Does something above the table speak of variables? */
export const speaksOfVariables = (table: MarkdownTable): boolean =>
  ABOUT_VARIABLES.test(plain([...table.headings, table.lead].join('\n').slice(0, 4000)));

const SPEAKS_OF_OTHERS =
  /(?<![\p{L}])(?:feature flags?|feature toggles?|error codes?|codes? d'erreur|test (?:report|results?|plan|cases?|matrix)|rapport de tests?|recette fonctionnelle|release (?:calendar|plan|schedule|notes)|calendrier|permissions?|pricing|tarifs?|benchmarks?|row counts?|event names?|audit events?|smoke results?|coverage|couverture)(?![\p{L}])/u;

/** The nearest heading, or the sentence right above: what they say of tests, flags or prices is said of the table. */
export const speaksOfOtherThings = (table: MarkdownTable): boolean =>
  SPEAKS_OF_OTHERS.test(plain(`${table.headings.at(-1) ?? ''}\n${table.lead}`.slice(0, 2000)));

const USUAL =
  /(?:^|_)(?:URL|URI|HOST|HOSTNAME|PORT|KEY|SECRET|TOKEN|PASSWORD|PASS|USER|USERNAME|DSN|ENV|ENDPOINT|BUCKET|REGION|DIR|PATH|ENABLED|ENABLE|DISABLED|TIMEOUT|TTL|LEVEL|DOMAIN|ORIGINS?|EMAIL|FROM|ID|NAME|DATABASE|PREFIX|PROVIDER|MODE|DEBUG|SCHEDULE|LIMIT|SIZE|PROXY|ALLOWLIST|CREDENTIALS|DRIVER|SALT|CLIENT|PROJECT|ACCOUNT|WORKERS|CONCURRENCY|SSL|TLS|REDIS|CACHE|TZ)$|^(?:NODE|APP|DB|DATABASE|AWS|GCP|AZURE|S3|SMTP|MAIL|REDIS|STRIPE|SENTRY|JWT|NEXT|VITE|REACT_APP|EXPO|NUXT|AUTH|OAUTH|GOOGLE|GITHUB|API|LOG|RAILS|DJANGO|LARAVEL|POSTGRES|PG|MYSQL|MONGO|TWILIO|SENDGRID|SUPABASE|FIREBASE|CLERK|OPENAI|BACKUP|SMS|KYC)_/;

/** Is it called as variables usually are? */
export const isUsualName = (name: string): boolean => USUAL.test(name);

const PROGRAM =
  /sys\._MEIPASS|__file__|__dirname|process\.resourcesPath|%(?:LOCAL)?APPDATA%|\.exe(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])(?:Path\(|os\.path|path\.join)/u;
const PACKED =
  /(?<![\p{L}])(?:frozen|pyinstaller|nuitka|py2exe|cx_freeze|electron-builder|compiled binary|binario compilado|compile|packaged)(?![\p{L}])/u;

/** Constants of a program that differ once it is packed: where its folders are, and nothing that anybody sets. */
export const isOfProgram = (table: MarkdownTable): boolean => {
  const rows = table.rows.filter((row) => row.cells.some(({ text }) => PROGRAM.test(text))).length;
  const said = plain([...table.head.map(({ text }) => text), table.headings.at(-1) ?? '', table.lead].join('\n').slice(0, 2000));
  return rows * 2 >= table.rows.length || (rows > 0 && PACKED.test(said));
};

const RESULT =
  /^(?:\p{Extended_Pictographic}|\ufe0f| )*(?:pass(?:ed|es|ing)?|fail(?:ed|s|ing|ure)?|ok|ko|done|skipped|flaky|blocked|deployed|released|rolled back|planned|in progress|en cours|pending|not started|not run|ready|live since .*|reussi|echoue|echec|termine|fait|a faire|valide|bestanden|fehlgeschlagen|superado|aprobado|n\/?t|wip|won't fix|closed|open|missing|present|(?:not )?found|(?:does not )?exists?|(?:un)?detected|manquante?|presente?)(?: .*)?$|^v?[0-9]+\.[0-9]+(?:\.[0-9]+)?(?:-[a-z0-9.]+)?$|^[0-9]{4}-[0-9]{2}-[0-9]{2}$|^[0-9]{1,2}[/.][0-9]{1,2}(?:[/.][0-9]{2,4})?$|^[0-9]{1,3}(?:[.,][0-9]+)? ?%$|^[0-9]+ ?\/ ?[0-9]+$|^[0-9][0-9 .,']* (?:ms|gb|mb|tb|h)(?:\/\w+)?$|^[0-9][0-9 .,']* ?(?:req\/s|rps|users|rows|events?|hits|errors|€|\$|eur|usd|vcpu|cpu|cores?|instances?|pods?|replicas?|days?|jours?|hours?|weeks?)(?:\/\w+)?$|^[$€£] ?[0-9]|^@[a-z0-9-]+$|^(?:q[1-4]|week|semaine|sprint) ?[0-9]*/u;

/** A result, a date, a price, a person: what is observed of an environment, and no rule for a variable in it. */
export const isObservation = ({ codes, text }: MarkdownCell): boolean =>
  codes.length > 0 ? DIGEST.test(text) : RESULT.test(plain(text).replace(/^(?:\p{Extended_Pictographic}|\ufe0f|\s)+(?=\S)/u, ''));

/** What is printed of a secret, so that it can be compared and not read. */
const DIGEST = /^(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])(?:[0-9a-f]{12,16}|[0-9a-f]{40}|[0-9a-f]{64})$/;
