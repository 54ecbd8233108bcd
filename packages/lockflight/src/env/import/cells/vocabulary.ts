/**
 * The words of cells, in many languages, on text as `plain` leaves it. Order matters where one contains another: "not required" before "required".
 * A pattern looks for whole words in alphabets that have blanks, anywhere in those that have none.
 */
const words = (latin: string, other = ''): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${latin})(?![\\p{L}\\p{N}_])${other === '' ? '' : `|${other}`}`, 'u');

export const OPTIONAL = words(
  "unnecessary|no need(?: to \\p{L}+)?|ignored|irrelevant|don't care|not relevant|as needed|inutiles?|entfallt|innecesari[oa]s?|no se (?:usa|utiliza|aplica)|no hace falta|nao (?:usad[oa]|utilizad[oa]|precisa)|nao se aplica|desnecessari[oa]|superflu[oa]|niewymagan[ey]|zbedn[aey]|optionell|pas besoin|optional(?:ly)?|(?:not|non|no|nao|nicht|niet|pas|не) (?:recommended|advised|recommande|conseille|recomendad[oa]|consigliat[oa]|empfohlen|aanbevolen|рекоменду\\p{L}*)e?s?|discouraged|deconseillee?s?|sconsigliat[oa]|desaconsejad[oa]|gerekmez|gerek yok|optionnel(?:le)?s?|facultati(?:f|ve)s?|not (?:required|needed|necessary|mandatory|used|applicable)|(?:is )?n'?t (?:required|needed)|non (?:requis|obligatoire|necessaire|utilise|applicable|richiest[oa]|necessari[oa])e?s?|pas (?:requis|obligatoire|necessaire|besoin|utilise)e?s?|no (?:se )?(?:requerid[oa]|necesari[oa]|obligatori[oa]|requiere|aplica)|opcional(?:es)?|opzional[ei]|facoltativ[oa]|optioneel|optionale?s?|nicht (?:erforderlich|notig|benotigt|notwendig)|niet (?:nodig|vereist)|nao (?:obrigatori[oa]|necessari[oa]|requerid[oa])|sans objet|unused|inutilise|if needed|при необходимости|si besoin|au besoin|nice to have|bei bedarf|valgfri|frivillig|valfri|opsional|opsiyonel|volitelne|nepovinn[aey]|opcionalis|tuy chon|valinnainen|tidak (?:perlu|wajib|diperlukan)|необов.язков\\p{L}*|istege bagli|opcjonaln\\p{L}*|не (?:требуется|нужен|нужна|нужно|обязательн\\p{L}*|используется)|необязательн\\p{L}*|опциональн\\p{L}*",
  '无需|無需|不必|无须|选填|省略可|(?:必須|必要)(?:では)?(?:ない|なし|ありません)|필요 ?(?:없|하지 않)|不是必须|非必须|不推荐|不建议|非推奨|비추천|권장하지|اختياري|任意|オプション|不要|可选|可選|非必需|非必填|不需要|무관|선택|불필요|使わない|未使用',
);
export const FORBIDDEN = words(
  "should (?:not|never) be (?:set|defined|present|used)|not permitted|(?:must|should) be (?:un)set to nothing|a ne pas (?:definir|renseigner|utiliser|mettre)|proscrite?s?|niemals|no debe (?:\\p{L}+)|no se debe \\p{L}+|proibit[oa]|(?<!.)mai(?!.)|mai (?:in|impostare|usare)|nooit|niet (?:instellen|zetten|toegestaan|gebruiken)|nigdy|nie (?:ustawiac|uzywac|wolno)|никогда|не должн\\p{L}+|asla|nao (?:permitid[oa]|deve \\p{L}+)|non (?:deve|permess[oa])(?: \\p{L}+)?|forbidden|ayarlanmaz|olmaz|olamaz|yasak|kullanilmaz|never(?: set)?|must (?:not|never)(?: be set)?|must be (?:unset|empty|absent)|not allowed|(?:do|does) not (?:set|use|define)|don'?t (?:set|use)|disallowed|prohibited|banned|interdite?s?|jamais|ne (?:pas|jamais|doit pas) \\p{L}+|prohibid[oa]|no permitid[oa]|proibid[oa]|vietat[oa]|verboten|nicht (?:setzen|erlaubt|verwenden)|darf nicht.*|verboden|nunca|zabronione|запрещ\\p{L}*|нельзя|не (?:задавать|устанавливать|указывать|использовать)|no (?:definir|establecer|usar|poner|configurar)|nao (?:definir|usar|configurar|defina|use)|non (?:impostare|usare|definire)|absent|must stay unset",
  '不得(?:设置|使用|配置)|不能(?:设置|使用|配置)|不可(?:设置|使用|配置)|설정하지 않|사용 ?금지|設定してはいけない|禁止|금지|設定しない|設定不可|設定禁止|🚫|⛔|🛑',
);
export const RECOMMENDED = words(
  'preferred|souhaitable|raccomandat[oa]|желательно|onerilir|tavsiye edilir|aconsejad[oa]|aconselhad[oa]|suggere|recommended|recommandee?s?|conseillee?s?|advised|should(?: be set)?|suggested|empfohlen|recomendad[oa]|consigliat[oa]|aanbevolen|zalecane|рекоменду\\p{L}*|strongly encouraged',
  '推奨|推荐|建议|권장',
);
export const REQUIRED = words(
  '(?:has|have|needs?) to be (?:set|provided|defined|present)|must (?:be )?(?:provided|present|defined)|essential|compulsory|a definir obligatoirement|pflichtfeld|imprescindible|exigid[oa]|noodzakelijk|obowiazkow[aey]|konieczn[aey]|обязател\\p{L}*|sart|必须|required|requise?s?|obligatoires?|mandatory|must(?: be set)?|needed|necessary|necessaires?|indispensable|critical|critique|obligatori[oaie]s?|requerid[oa]s?|necesari[oa]s?|obrigatori[oa]s?|necessari[oa]s?|obbligatori[oa]|richiest[oa]|erforderlich|pflicht|benotigt|notwendig|zwingend|muss|verplicht|vereist|nodig|wymagan[ey]|wymagana|wajib|gerekli|povinn[aey]|kotelezo|bat buoc|obligatorisk|obligatoriu|kravs|pakrevd|pakollinen|обов.язков\\p{L}*|zorunlu|обязательн\\p{L}*|требуется|нужен|нужна|нужно',
  '必须|必須|要設定|必ず|必需|مطلوب|إلزامي|必須|必需|必填|必要|필수|필요',
);
export const TEST_MODE = words(
  "(?:cles?|keys?|mode|compte|account|credentials?)?(?: de | d'| )?(?:test|sandbox|tests)(?: (?:keys?|mode|account|credentials?|secret|token|tenant|project))?|sandbox|bac a sable|testschlussel|testmodus|claves? de pruebas?|modo (?:de )?prueba|chave de teste|test-?key|sk_test_?|pk_test_?|тестов\\p{L}*",
  'テスト(?:用)?(?:キー|鍵|モード)|测试密钥|테스트 ?키|サンドボックス|沙箱',
);
export const LIVE_MODE = words(
  'live|(?:cles?|keys?|mode|compte|account|claves?|chaves?|chiavi|chiave) (?:live|de production|production|prod|reelles?|reale?s?|reais)|(?:live|production|prod|real) (?:keys?|mode|account|credentials?|secret|token)|echte?r? schlussel|live-?schlussel|claves? (?:reales?|de produccion)|chave de producao|sk_live_?|pk_live_?|боев\\p{L}*',
  '本番(?:用)?(?:キー|鍵)|生产密钥|운영 ?키',
);
export const ON = words(
  'habilitad[oa]|abilitat[oa]|etkin|zapnuto|on|enabled?|activee?s?|active|actif|activated|aktiv(?:iert)?|activad[oa]|ativ(?:ad)?o|attiv(?:at)?o|ingeschakeld|включен\\p{L}*|вкл|an|ein|aan|encendido|acceso|wlaczone|acik',
  '开启|打开|有効|启用|開啟|활성|オン',
);
export const OFF = words(
  'desabilitad[oa]|deshabilitad[oa]|disabilitat[oa]|devre disi|vypnuto|off|disabled?|desactivee?s?|inactif|inactive|deactivated|deaktiviert|aus|desactivad[oa]|desativad[oa]|disattivat[oa]|spento|uitgeschakeld|выключен\\p{L}*|отключен\\p{L}*|выкл|apagado|uit|wylaczone|kapali',
  '关掉|無効|禁用|关闭|비활성|オフ',
);
export const EMPTY = words(
  'geen|puste|pusty|не задан\\p{L}*|не указан\\p{L}*|vacante|empty|vides?|blank|unset|none|leer|vaci[oa]s?|vazi[oa]s?|vuot[oaie]|bos|ausentes?|leeg|nothing|rien|aucune?|not set|non defini(?:e|t)?|n/a|s/o|nicht gesetzt|no definid[oa]|ningun[oa]|nessun[oa]|nenhum[a]?|keine?r?s?|пусто|нет|omit(?:ted)?|skip|left empty|brak|yok|kosong|prazdne|tomt',
  '空|なし|無し|无|없음|未設定|未设置|不设置|비움|비워|빈 ?값|미설정|留空|不配',
);
export const SAME =
  /^(?:["″〃]|''|(?:the )?same(?: (?:as|value|here).*)?|unchanged|mism[oa] (?:valor|que).*|(?:o )?mesmo(?: (?:valor|que).*)?|to samo(?: .*)?|tak samo(?: .*)?|как (?:на|в) .*|.{1,12}と同じ.*|同.{1,6}(?:环境|環境|一样|相同)|위와 ?(?:같음|동일)|.{1,10}[와과] ?(?:같음|동일).*|idem(?:[ ,].*)?|ayn[iı](?: .*)?|ditto|id\.?|(?:la )?meme (?:valeur|chose).*|identi[a-z]+(?: .*)?|comme .*|as (?:local|dev|staging|prod|above|left|before|in ).*|like (?:local|dev|development|staging|prod|production)$|(?:igual|lo mismo|mismo|igual que .*|o mesmo|uguale.*|stesso.*|come .*)|gleich.*|wie .*|dito|(?:het)?zelfde.*|sama .*|identical.*|= ?(?:local|dev|development|staging|prod|production|preprod|test)|同上|同じ.*|同左|左と同じ|동일.*|相同|一样|to zhe|то же.*|так же.*|аналогично.*|[←⬅]️?|<-|\^)$/u;
/** Ticks and crosses; what they mean is the legend's to say, else the usual. */
export const TICK = /^(?:[✅✔☑✓🟢🟩]\ufe0f?|x|yes|y|oui|o|si|ja|j|sim|s|да|tak|evet|是|はい|○|◯|●|예|\[x\]|🔒|🔑|set)$/iu;
export const CROSS = /^(?:[❌✗✘✖☐🔴🟥❎]\ufe0f?|no|n|non|nein|nee|nao|нет|nie|hayir|否|いいえ|×|✕|아니오|\[ \])$/iu;
export const CAUTION = /^(?:[⚠🟡🟨🔶🔸💡]\ufe0f?|△)$/u;
export const DASH = /^(?:[-–—−―ー/.·•_]+|\\-|n\/a|n\.a\.|na|s\/o|\(?none\)?|∅|ø)$/iu;
/** What a need hangs on, said in words; `notes.ts` reads the conditions that name a variable. */
export const CONDITION = words(
  'se usado|se utilizad[oa]|gerekirse|при необходимости|if|when(?:ever)?|while|tant que|solange|mientras|enquanto|finche|depend\\p{L}*|according to|conditional\\p{L}*|selon|lorsque|quand|en fonction|si(?=\\s+[\\p{L}\\p{N}])|wenn|falls|je nach|cuando|segun|dependiendo|quando|secondo|se (?:usi|usa|si usa|attiv\\p{L}*|abilit\\p{L}*|utiliz\\p{L}*|estiver|for|houver)|indien|afhankelijk\\p{L}*|если|при (?:использовании|включ\\p{L}*|наличии|условии)|в зависимости|jesli|eger',
  '사용 ?시|の場合|時のみ|場合のみ|に応じて|如果|视情况|按需|경우|필요 ?시|에 따라',
);
/** Said in one environment's cell of another one: "local only", "outil local". */
export const ELSEWHERE =
  /^(?:only |uniquement |seulement |nur |solo |только )?(?:(?:in|en|im|on|for|pour|outil|strictly) )*(?:local(?:ly|e)?|dev(?:elopment|elopers?|eloppement)?|lokal|ci)(?: (?:dev|development|tool|machines?|only|uniquement|seulement|nur))?$|^(?:ローカル|開発)(?:環境)?のみ$/u;
/** After a yes: what it is needed for. */
export const FOR = /^(?:for|pour|fur|para|per|voor|для)(?!\p{L})/u;
/** It comes by itself: the platform, or the program, sets it. */
export const PROVIDED =
  /^\(?(?:(?:set|injected|provided|generated|filled|managed|assigned|defined|supplied) (?:automatically|(?:by|at|during) (?:the )?(?:platform|deploy(?:ment)?|build|runtime|ci|host|vercel|netlify|heroku|render|railway|fly(?:\.io)?|kubernetes|k8s|docker(?: compose)?|compose|cloud run|cloudflare|aws|gcp|azure|github actions|gitlab(?: ci)?|terraform|helm|supabase|replit|system|startup))|auto(?:matic(?:ally)?|matique(?:ment)?|matisch|matic[oa]|matisk)?(?:[- ]?(?:set|generated|injected|provided|detected|genere?e?|generat[oa]|gerad[oa]|generad[oa]|gesetzt|generiert))?|自動(?:設定|生成|付与)?|自动(?:设置|生成|注入)?|자동(?: ?(?:설정|생성|주입))?|автоматически)\)?(?:\s*\(.*\)|\s+(?:by|par|da|dal|von|por|from|via)\s.*)?[.]?$/u;
export const UNSURE =
  /^(?:\?+|tbd|tba|todo|a definir|a preciser|a completer|to be (?:defined|decided|confirmed)|unknown|inconnu|fixme|wip|pending|pendiente|offen|unklar|未定|待定|미정|не определен\p{L}*|da definire|da decidere|nog te bepalen|belirlenecek|do ustalenia)(?:\s*\([^()]*\))?$/u;
