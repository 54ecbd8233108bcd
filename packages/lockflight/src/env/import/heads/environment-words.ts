/**
 * What environments are called, in many languages. Each spelling leads to one name and one kind of the contract; a spelling stands here as
 * `wordsOf` leaves it. Source of the kinds: design of the contract language, "Environments".
 */
import type { EnvironmentKind } from '../../../contract/model.ts';
import { wordsOf } from './plain.ts';

export interface KnownEnvironment {
  readonly name: string;
  readonly kind: EnvironmentKind;
  /** Said of a table's only column, is the word enough? `Test` and `Review` mean other things too. */
  readonly sure: boolean;
}

const entry = (name: string, kind: EnvironmentKind, sure: boolean, spellings: string) =>
  spellings.split('|').map((spelling) => [wordsOf(spelling), { name, kind, sure }] as const);

const TABLE: ReadonlyMap<string, KnownEnvironment> = new Map([
  ...entry(
    'local',
    'development',
    false,
    'local|locale|localhost|en local|lokal|lokale|lokaal|lokalnie|lokalni|lokalt|yerel|paikallinen|τοπικα|محلي|locally|ローカル|本地|로컬|локально|локальная|локальный',
  ),
  ...entry(
    'local',
    'development',
    true,
    'local dev|local development|dev local|developpement local|lokale entwicklung|desarrollo local|ローカル開発|本地开发',
  ),
  ...entry(
    'development',
    'development',
    true,
    'dev|devel|develop|development|developpement|entwicklung|desarrollo|desenvolvimento|dese|sviluppo|ontwikkeling|utveckling|udvikling|utvikling|kehitys|rozwoj|vyvoj|gelistirme|fejlesztes|entwicklungsumgebung|ontwikkelomgeving|deweloperskie|deweloperski|dezvoltare|desenvolupament|pengembangan|phat trien|αναπτυξη|розробка|تطوير|التطوير|разработка|дев|开发|开发环境|開發|開発|開発環境|개발|개발환경|debug',
  ),
  ...entry('ci', 'development', false, 'ci|ci cd|continuous integration|integration continue|github actions|gitlab ci|pipeline'),
  ...entry('docker', 'development', false, 'docker|docker compose|compose|docker local|local docker'),
  ...entry(
    'test',
    'staging',
    false,
    'test|tests|testing|teste|prueba|pruebas|prova|prove|collaudo|testumgebung|testomgeving|teszt|testare|testovaci|δοκιμη|тестування|اختبار|الاختبار|テスト|テスト環境|测试|测试环境|測試|테스트|тест|тестовая|тестирование|tst',
  ),
  ...entry('integration', 'staging', false, 'integration|integracion|integrazione|integracao|int|集成'),
  ...entry('qa', 'staging', true, 'qa|qualification|quality assurance|qualite|qualif|qas'),
  ...entry('recette', 'staging', true, 'recette'),
  ...entry(
    'uat',
    'staging',
    true,
    'uat|user acceptance|user acceptance testing|acceptance|acceptatie|abnahme|homologation|homologacao|hml|homolog|homologacion|受け入れ',
  ),
  ...entry('sandbox', 'staging', false, 'sandbox|bac a sable|サンドボックス|沙箱|샌드박스'),
  ...entry('demo', 'staging', false, 'demo|demonstration|vorfuhrung'),
  ...entry(
    'staging',
    'staging',
    true,
    'staging|stage|stg|stag|stagging|ステージング|ステージング環境|预发|预发布|预发布环境|預發|스테이징|стейджинг|стейдж|vorproduktion|检证|検証|検証環境',
  ),
  ...entry(
    'preprod',
    'staging',
    true,
    'preprod|pre prod|preproduction|pre production|ppr|ppd|preproduccion|pre producao|preproduzione|pre produzione|препрод|preprodukcja|非本番|準本番',
  ),
  ...entry(
    'preview',
    'preview',
    false,
    'preview|previews|apercu|previsualisation|vorschau|vista previa|anteprima|プレビュー|预览|미리보기|превью|pr preview|preview deployments|preview deployment|deploy preview|deploy previews|preview branches|preview branch',
  ),
  ...entry('review', 'preview', false, 'review|review app|review apps|pr|pull request|pull requests|レビュー'),
  ...entry(
    'production',
    'production',
    true,
    'prod|production|produktion|produccion|producao|produzione|productie|produksjon|produkcja|produkce|produkcni|produccio|productie|produksi|eles|canli|san xuat|παραγωγη|إنتاج|الإنتاج|tuotanto|uretim|прод|продакшн|продакшен|продуктив|боевая|生产|生产环境|线上|正式|正式环境|正式環境|本番|本番環境|프로덕션|운영|운영환경|prd|produktiv|produktivumgebung|produktionsumgebung|produktivsystem|productieomgeving|produkcyjne|produkcyjny|produkcyjna|боевой|продуктивная|продуктовая|상용|실서버|商用|商用環境|线上环境|produccion real|live production|prod live',
  ),
  ...entry('production', 'production', false, 'live|en ligne|echtbetrieb|en vivo|ao vivo|라이브|ライブ'),
  ...entry('pilot', 'staging', false, 'pilot|pilote|piloto|pilota|パイロット|파일럿|试点|пилот'),
  ...entry('canary', 'production', false, 'canary'),
  ...entry('dr', 'production', false, 'disaster recovery'),
]);

/** Words beside an environment's name that change nothing. */
const FILLERS = new Set(
  (
    'value values valeur valeurs valor valores wert werte waarde valore 値 值 env envs environment environments environnement environnements umgebung entorno ambiente omgeving 環境 环境 환경 окружение ' +
    'default defaults defaut example exemple beispiel ejemplo esempio setting settings config configuration the in en im em on of de du server serveur servers app site stack cluster machine laptop mode ' +
    'vercel netlify heroku render railway fly io aws gcp azure cloudflare firebase k8s kubernetes github gitlab coolify dokku replit supabase eks ecs ec2 gke gce lambda vps vm droplet digitalocean hetzner ovh linode systemd pm2 onprem host hosted cloud secret secrets variables vars 側 用 기본값 기본 설정 설정값 값 예시 추천 권장 파일 dans pour para su recommended recommande recommandee recomendado recomendada empfohlen consigliato consigliata esperado esperada expected suggested typical target override overrides setup deployment deploy build builds runtime instance profile tier deployed режим среда среде среды значение значения ortami ortam sunucu srodowisko omgevingen system systeme ビルド 時 推奨 서버'
  ).split(' '),
);

const REGION = /^(?:eu|us|uk|fr|de|ca|asia|apac|emea|latam|blue|green|primary|secondary|[a-z]{2}(?: [a-z]+)? ?[0-9]|[0-9]{1,2}|[ab])$/;

/** What scripts without blanks put behind an environment: "its value", "environment". */
const BEHIND = [
  /(?:の)?(?:필수 ?값?|必須値?|必填值?|默认值?|預設值?|示例|建议|推荐|要求|値（?例?）?|值|例|既定値?|デフォルト値?|設定値?|기본값|설정값|예시|값)$/u,
  /(?:环境|環境|환경)$/u,
  /(?:時|ビルド時?|用|版|배포|서버)$/u,
];

const withoutBehind = (said: string): KnownEnvironment | undefined => {
  let left = said;
  for (const affix of BEHIND) {
    left = left.replace(affix, '').trim();
    const known = TABLE.get(left);
    if (known !== undefined) return known;
  }
  return undefined;
};

/** The environment that these words name, if they name one and nothing else. */
export const environmentOf = (words: string): KnownEnvironment | undefined => {
  const said = wordsOf(words);
  const known = TABLE.get(said) ?? withoutBehind(said);
  if (known !== undefined || said.length > 60) return known;
  const parts = said.split(' ');
  const core = parts.filter((part) => !FILLERS.has(part));
  if (core.length === 0) return undefined;
  const whole = TABLE.get(core.join(' '));
  if (whole !== undefined) return whole;
  const first = TABLE.get(core[0] ?? '');
  const rest = core.slice(1).join(' ');
  return first !== undefined && REGION.test(rest) ? { ...first, name: `${first.name}-${rest.replaceAll(' ', '-')}` } : undefined;
};

/** Only words that change nothing beside an environment's name: `VPS`, `Cloud server`. */
export const isFiller = (words: string): boolean => {
  const said = wordsOf(words);
  return said !== '' && said.split(' ').every((word) => FILLERS.has(word));
};

/** Are these words a spelling of an environment, without anything beside it? */
export const isSpelling = (words: string): boolean => TABLE.has(wordsOf(words));

/** `.env.production`, `backend/.env.staging.local`: a file stands for its environment. */
export const environmentOfFile = (words: string): KnownEnvironment | undefined => {
  const file = /^(?:[\w./-]*\/)?\.env(?:\.([a-z]+))?(?:\.(?:local|example|sample))?$/i.exec(words.trim());
  if (file === null) return undefined;
  const word = file[1] ?? 'local';
  return word === 'local' ? { name: 'local', kind: 'development', sure: true } : environmentOf(word);
};
