import { useLanguage } from '../language/language.tsx';

/** Said in words, too: a colour alone tells nothing to some. */
export const VerifiedMark = ({ verified }: { readonly verified: boolean }) => {
  const { say } = useLanguage();
  return verified ? (
    <span className="badge good">
      <span aria-hidden="true">✓</span> {say({ fr: 'identité vérifiée', en: 'identity verified' })}
    </span>
  ) : (
    <span className="badge">{say({ fr: 'identité pas encore vérifiée', en: 'identity not verified yet' })}</span>
  );
};
