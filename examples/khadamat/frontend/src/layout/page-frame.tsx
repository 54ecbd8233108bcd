/** What every page stands in: a way past the header for the keyboard, the header, the page, the footer. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useLanguage } from '../language/language.tsx';
import { Link, useRouter } from '../routing/router.tsx';
import { ThemeSwitch } from '../theme/theme-switch.tsx';

export const PageFrame = ({ children }: { readonly children: ReactNode }) => {
  const { say, language, setLanguage } = useLanguage();
  const { path } = useRouter();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    // A screen reader is told of another page; the first one is read out anyway.
    if (shown.current !== path) main.current?.focus({ preventScroll: true });
    shown.current = path;
  }, [path]);
  const other = language === 'fr' ? 'en' : 'fr';
  return (
    <>
      <a className="skip" href="#page">
        {say({ fr: 'Aller au contenu', en: 'Skip to the content' })}
      </a>
      <header className="bar">
        <Link to="/" className="brand">
          <img src="/mark.svg" alt="" width="32" height="32" />
          Khadamat
        </Link>
        <nav aria-label={say({ fr: 'Principale', en: 'Main' })}>
          <Link to="/" aria-current={path === '/' ? 'page' : undefined}>
            {say({ fr: 'Catalogue', en: 'Catalogue' })}
          </Link>
          <Link to="/admin" aria-current={path === '/admin' ? 'page' : undefined}>
            {say({ fr: 'Administration', en: 'Administration' })}
          </Link>
        </nav>
        <div className="settings">
          <button type="button" className="quiet" lang={other} onClick={() => setLanguage(other)}>
            {{ fr: 'Français', en: 'English' }[other]}
          </button>
          <ThemeSwitch />
        </div>
      </header>
      <main id="page" ref={main} tabIndex={-1}>
        {children}
      </main>
      <footer>
        <p>
          {say({
            fr: 'Khadamat est un exemple : une petite plateforme dont les environnements sont tenus par un contrat.',
            en: 'Khadamat is an example: a small platform whose environments are held to a contract.',
          })}
        </p>
      </footer>
    </>
  );
};
