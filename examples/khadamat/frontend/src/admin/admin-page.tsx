/** The administration: opened by ADMIN_TOKEN, from the addresses of ADMIN_IP_ALLOWLIST. The token stays in this tab's memory and nowhere else. */
import { type FormEvent, useId, useState } from 'react';
import { useLanguage } from '../language/language.tsx';
import { useTitle } from '../layout/use-title.ts';
import { AdminDesk } from './admin-desk.tsx';

export const AdminPage = () => {
  const { say } = useLanguage();
  const [token, setToken] = useState<string>();
  const field = useId();
  const title = say({ fr: 'Administration', en: 'Administration' });
  useTitle(title);
  const enter = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setToken(String(new FormData(event.currentTarget).get('token') ?? ''));
  };
  if (token !== undefined) return <AdminDesk token={token} onLeave={() => setToken(undefined)} />;
  return (
    <section className="sheet narrow">
      <h1>{title}</h1>
      <form className="form" onSubmit={enter}>
        <label htmlFor={field}>{say({ fr: "Jeton d'administration", en: 'Administration token' })}</label>
        <input id={field} name="token" type="password" autoComplete="off" required />
        <button type="submit">{say({ fr: 'Entrer', en: 'Enter' })}</button>
      </form>
    </section>
  );
};
