/**
 * Which App is the recorder: the one that is named, else the one that an administrator named before, in the rules themselves. To have written the ledger names nobody: before it is
 * protected, any App that may write could have. A workflow's own App is everybody's, and never the recorder.
 */
import { LockflightError } from '../../errors.ts';
import type { Push } from '../../forge/port.ts';
import { type Fact, known } from '../../policy/facts.ts';
import type { ProtectionFacts } from '../../protection/facts.ts';
import { attempt } from '../facts/attempt.ts';
import type { World } from '../world.ts';

const WORKFLOWS = 'github-actions';

export type Recorder = Pick<ProtectionFacts, 'recorder' | 'seen'>;

/** Errors: `recorder-app-shared`, and what the forge says; `forge-not-found` where no App has that name. */
export const namedRecorder = async ({ forge }: World, named: string): Promise<Recorder> => {
  const { id, slug } = await forge.app(named);
  if (slug === WORKFLOWS) throw shared(slug);
  return { recorder: known({ id, slug }), seen: [] };
};

/** `pinned`: numbers of the Apps that the rules name. */
export const recorderInRules = async (world: World, ledgerBranch: string, pinned: readonly number[]): Promise<Recorder> => {
  const { forge } = world;
  const everybodys = pinned.length === 0 ? undefined : await attempt(() => forge.app(WORKFLOWS));
  if (everybodys !== undefined && !everybodys.known && everybodys.code !== 'forge-not-found') return { recorder: everybodys, seen: [] };
  const apps = pinned.filter((id) => !(everybodys?.known === true && id === everybodys.value.id));
  const pushes = await attempt(() => forge.pushes(ledgerBranch, () => true));
  const seen = pushes.known ? slugsOf(pushes.value) : [];
  const [id] = apps;
  if (id === undefined || apps.length > 1) return { recorder: pushes.known ? known(undefined) : pushes, seen };
  for (const slug of seen) {
    const app = await attempt(() => forge.app(slug));
    if (app.known && app.value.id === id) return { recorder: known({ id, slug: app.value.slug }), seen: [] };
  }
  // The forge tells no App's name by its number.
  return { recorder: known({ id, slug: String(id) }), seen: [] };
};

const slugsOf = (pushes: readonly Push[]): readonly string[] => [
  ...new Set(
    pushes
      .flatMap(({ by }) => (by?.kind === 'bot' ? (/^(.+)\[bot\]$/.exec(by.login)?.[1] ?? []) : []))
      .filter((slug) => slug !== WORKFLOWS),
  ),
];

const shared = (slug: string): LockflightError =>
  new LockflightError({
    code: 'recorder-app-shared',
    exit: 2,
    message: {
      en: `${slug} is the App of every workflow: whoever may push one would be the recorder`,
      fr: `${slug} est l'App de tous les workflows : quiconque peut en pousser un serait le greffier`,
    },
    hint: {
      en: 'name an App of your own (lockflight adopt prints the page that registers it), or leave --app out',
      fr: "nommez une App à vous (lockflight adopt donne la page qui l'enregistre), ou retirez --app",
    },
  });

/** Errors: `recorder-unnamed`. Rules are made for an App that somebody named, or for none. */
export const requireNamed = ({ recorder, seen }: { readonly recorder: Fact<unknown>; readonly seen: readonly string[] }): void => {
  if (!recorder.known || recorder.value !== undefined || seen.length === 0) return;
  const slugs = seen.join(', ');
  throw new LockflightError({
    code: 'recorder-unnamed',
    exit: 2,
    message: {
      en: `nothing was changed: ${slugs} wrote the ledger, and nobody named the recorder's App`,
      fr: `rien n'a été changé : ${slugs} a écrit le registre, et personne n'a nommé l'App du greffier`,
    },
    hint: { en: 'lockflight protect --app SLUG --apply', fr: 'lockflight protect --app SLUG --apply' },
  });
};
