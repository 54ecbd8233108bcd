import { useLanguage } from '../language/language.tsx';
import { Link } from '../routing/router.tsx';
import { useTitle } from './use-title.ts';

export const NotFoundPage = () => {
  const { say } = useLanguage();
  const title = say({ fr: 'Rien à cette adresse', en: 'Nothing at this address' });
  useTitle(title);
  return (
    <section className="sheet">
      <h1>{title}</h1>
      <p>
        <Link to="/">{say({ fr: 'Retour au catalogue', en: 'Back to the catalogue' })}</Link>
      </p>
    </section>
  );
};
