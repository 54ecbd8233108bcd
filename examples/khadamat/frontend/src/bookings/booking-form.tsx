/** Books one offer of a provider at one free hour, then leads to the page on which it is paid. */
import { type FormEvent, useId, useState } from 'react';
import { call } from '../api/call.ts';
import { Problem, unreachable } from '../api/problem.ts';
import type { NewBooking, Provider } from '../api/shapes.ts';
import { useLanguage } from '../language/language.tsx';
import { Trouble } from '../layout/trouble.tsx';
import { useRouter } from '../routing/router.tsx';
import { HourPicker } from './hour-picker.tsx';
import { keepToken } from './kept-tokens.ts';

interface BookingFormProps {
  readonly provider: Provider;
  /** The slug of the offer that is chosen first. */
  readonly service: string;
}

export const BookingForm = ({ provider, service: first }: BookingFormProps) => {
  const { say, money, language } = useLanguage();
  const { go } = useRouter();
  const [service, setService] = useState(first);
  const [startsAt, setStartsAt] = useState('');
  const [state, setState] = useState<'open' | 'sending' | Problem>('open');
  const id = useId();
  const offer = provider.offers.find((each) => each.service.slug === service);

  const book = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const field = (name: string) => String(said.get(name) ?? '').trim();
    const phone = field('phone');
    setState('sending');
    try {
      const body = {
        provider: provider.slug,
        service,
        startsAt,
        language,
        customer: { name: field('name'), email: field('email'), ...(phone === '' ? {} : { phone }) },
      };
      const booking = await call<NewBooking>('/bookings', { method: 'POST', body });
      keepToken(booking.id, booking.token);
      if (typeof booking.checkoutUrl === 'string') window.location.assign(booking.checkoutUrl);
      else go(`/bookings/${booking.id}`);
    } catch (error) {
      setState(error instanceof Problem ? error : unreachable());
    }
  };

  return (
    <form className="sheet form" onSubmit={book} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say({ fr: 'Réserver', en: 'Book' })}</h2>
      <label htmlFor={`${id}-service`}>{say({ fr: 'Prestation', en: 'Service' })}</label>
      <select id={`${id}-service`} value={service} onChange={(event) => setService(event.target.value)}>
        {provider.offers.map((each) => (
          <option key={each.service.slug} value={each.service.slug}>
            {say(each.service.name)} · {money(each.priceCents)}
          </option>
        ))}
      </select>
      <HourPicker provider={provider.slug} service={service} chosen={startsAt} onChoose={setStartsAt} />
      <label htmlFor={`${id}-name`}>{say({ fr: 'Votre nom', en: 'Your name' })}</label>
      <input id={`${id}-name`} name="name" autoComplete="name" required maxLength={120} />
      <label htmlFor={`${id}-email`}>{say({ fr: 'Votre e-mail', en: 'Your e-mail' })}</label>
      <input id={`${id}-email`} name="email" type="email" autoComplete="email" required maxLength={254} />
      <label htmlFor={`${id}-phone`}>{say({ fr: 'Votre mobile (facultatif)', en: 'Your mobile (optional)' })}</label>
      <input
        id={`${id}-phone`}
        name="phone"
        type="tel"
        autoComplete="tel"
        pattern="\+[0-9]{8,15}"
        aria-describedby={`${id}-why`}
        placeholder="+33612345678"
      />
      <p id={`${id}-why`} className="quiet-text">
        {say({ fr: 'Pour un rappel par SMS, au format international.', en: 'For a reminder by SMS, in the international format.' })}
      </p>
      {state instanceof Problem && <Trouble problem={state} />}
      <button type="submit" disabled={state === 'sending' || offer === undefined}>
        {offer === undefined
          ? say({ fr: 'Réserver', en: 'Book' })
          : say({ fr: `Réserver et payer ${money(offer.priceCents)}`, en: `Book and pay ${money(offer.priceCents)}` })}
      </button>
    </form>
  );
};
