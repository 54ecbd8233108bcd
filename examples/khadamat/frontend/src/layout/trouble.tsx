/** Why something did not work, in the API's own words, with its code for whoever is asked for help. */
import type { Problem } from '../api/problem.ts';
import { useLanguage } from '../language/language.tsx';

export const Trouble = ({ problem, again }: { readonly problem: Problem; readonly again?: () => void }) => {
  const { say } = useLanguage();
  return (
    <div className="notice bad" role="alert">
      <p>
        {say(problem.titles)} <code>{problem.code}</code>
      </p>
      {again !== undefined && problem.status >= 500 && (
        <button type="button" className="quiet" onClick={again}>
          {say({ fr: 'Réessayer', en: 'Try again' })}
        </button>
      )}
    </div>
  );
};
