import { type FormEvent, useId } from 'react';
import { useLanguage } from '../language/language.tsx';

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
}

/** Who is behind a provider, as the document will say; then a link is made for that person. */
export const VerificationRequest = ({ onAsk }: { onAsk(person: Person): void }) => {
  const { say } = useLanguage();
  const id = useId();
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    onAsk({ firstName: String(said.get('firstName') ?? ''), lastName: String(said.get('lastName') ?? '') });
  };
  return (
    <details className="request">
      <summary>{say({ fr: 'Demander un document', en: 'Ask for a document' })}</summary>
      <form className="form" onSubmit={ask}>
        <label htmlFor={`${id}-first`}>{say({ fr: 'Prénom', en: 'First name' })}</label>
        <input id={`${id}-first`} name="firstName" required maxLength={100} />
        <label htmlFor={`${id}-last`}>{say({ fr: 'Nom', en: 'Last name' })}</label>
        <input id={`${id}-last`} name="lastName" required maxLength={100} />
        <button type="submit">{say({ fr: 'Créer le lien', en: 'Make the link' })}</button>
      </form>
    </details>
  );
};
