/** A provider's own page, reached by a link with a token in its fragment: a document is handed in, and how its verification goes. */
import { type FormEvent, useId, useState } from 'react';
import { call } from '../api/call.ts';
import { Problem, unreachable } from '../api/problem.ts';
import type { Verification, VerificationStatus } from '../api/shapes.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { type Text, useLanguage } from '../language/language.tsx';
import { Loaded } from '../layout/loaded.tsx';
import { Trouble } from '../layout/trouble.tsx';
import { useTitle } from '../layout/use-title.ts';
import { useRouter } from '../routing/router.tsx';

export const VerificationPage = ({ id }: { readonly id: string }) => {
  const { say } = useLanguage();
  const { fragment: token } = useRouter();
  const loaded = useLoaded((signal) => call<Verification>(`/verifications/${id}`, { token, signal }), `${id} ${token}`);
  const [state, setState] = useState<'open' | 'sending' | Problem>('open');
  const field = useId();
  const title = say({ fr: 'Vérifier votre identité', en: 'Verify your identity' });
  useTitle(title);

  const hand = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setState('sending');
    try {
      await call(`/verifications/${id}/document`, { method: 'POST', token, body: new FormData(event.currentTarget) });
      setState('open');
      loaded.again();
    } catch (error) {
      setState(error instanceof Problem ? error : unreachable());
    }
  };

  return (
    <section className="sheet narrow">
      <h1>{title}</h1>
      <Loaded from={loaded}>
        {({ status }) => (
          <>
            <p className={`notice ${STATES[status].kind}`} role="status">
              {say(STATES[status].text)}
            </p>
            {status === 'document-awaited' && (
              <form className="form" onSubmit={hand}>
                <label htmlFor={field}>
                  {say({ fr: "Pièce d'identité (PDF, JPEG ou PNG)", en: 'Identity document (PDF, JPEG or PNG)' })}
                </label>
                <input id={field} type="file" name="document" accept="application/pdf,image/jpeg,image/png" required />
                <p className="quiet-text">
                  {say({
                    fr: "Le fichier passe par l'antivirus avant d'être gardé ; s'il est refusé, rien n'en reste.",
                    en: 'The file goes through the antivirus before it is kept; if it is refused, nothing of it stays.',
                  })}
                </p>
                {state instanceof Problem && <Trouble problem={state} />}
                <button type="submit" disabled={state === 'sending'}>
                  {state === 'sending' ? say({ fr: 'Envoi…', en: 'Sending…' }) : say({ fr: 'Envoyer', en: 'Send' })}
                </button>
              </form>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
};

const STATES: Readonly<Record<VerificationStatus, { readonly kind: string; readonly text: Text }>> = {
  'document-awaited': {
    kind: 'busy',
    text: { fr: "Nous attendons votre pièce d'identité.", en: 'We are waiting for your identity document.' },
  },
  'document-kept': {
    kind: 'busy',
    text: { fr: 'Document reçu, la vérification va commencer.', en: 'Document received, the check is about to begin.' },
  },
  submitted: { kind: 'busy', text: { fr: 'Vérification en cours.', en: 'The check is under way.' } },
  verified: { kind: 'good', text: { fr: 'Votre identité est vérifiée.', en: 'Your identity is verified.' } },
  refused: {
    kind: 'bad',
    text: {
      fr: "La vérification n'a pas abouti. Demandez-nous un nouveau lien.",
      en: 'The check failed. Ask us for a new link.',
    },
  },
};
