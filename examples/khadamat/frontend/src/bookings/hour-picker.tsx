/** A day, then one of the hours at which the provider is free that day. */
import { useId, useState } from 'react';
import { call } from '../api/call.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { useLanguage } from '../language/language.tsx';
import { Loaded } from '../layout/loaded.tsx';

interface HourPickerProps {
  readonly provider: string;
  readonly service: string;
  /** ISO UTC; empty: none. */
  readonly chosen: string;
  onChoose(startsAt: string): void;
}

const DAYS_AHEAD = 60;

export const HourPicker = ({ provider, service, chosen, onChoose }: HourPickerProps) => {
  const { say, hour } = useLanguage();
  const [day, setDay] = useState(() => dayIn(1));
  const id = useId();
  const free = useLoaded(
    (signal) => call<{ readonly free: readonly string[] }>(`/providers/${provider}/hours?day=${day}&service=${service}`, { signal }),
    `${provider} ${service} ${day}`,
  );
  return (
    <>
      <label htmlFor={`${id}-day`}>{say({ fr: 'Jour', en: 'Day' })}</label>
      <input
        id={`${id}-day`}
        type="date"
        value={day}
        min={dayIn(0)}
        max={dayIn(DAYS_AHEAD)}
        required
        onChange={(event) => {
          onChoose('');
          if (event.target.value !== '') setDay(event.target.value);
        }}
      />
      <fieldset className="tags hours">
        <legend>{say({ fr: 'Heure', en: 'Hour' })}</legend>
        <Loaded from={free}>
          {({ free: hours }) =>
            hours.length === 0 ? (
              <p>{say({ fr: 'Complet ce jour-là.', en: 'Full on that day.' })}</p>
            ) : (
              hours.map((each) => (
                <label key={each} className="tag">
                  <input type="radio" name="hour" checked={each === chosen} onChange={() => onChoose(each)} required />
                  <span>{hour(each)}</span>
                </label>
              ))
            )
          }
        </Loaded>
      </fieldset>
    </>
  );
};

/** `2026-11-23`, so many days from now, where the reader is. */
const dayIn = (days: number): string => {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
};
