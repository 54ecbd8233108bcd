/** What is asked of the API is on its way, refused, or there: the page says which. */
import type { ReactNode } from 'react';
import type { Loading } from '../api/use-loaded.ts';
import { useLanguage } from '../language/language.tsx';
import { Trouble } from './trouble.tsx';

interface LoadedProps<T> {
  readonly from: Loading<T>;
  readonly children: (value: T) => ReactNode;
}

export const Loaded = <T,>({ from, children }: LoadedProps<T>) => {
  const { say } = useLanguage();
  if (from.value !== undefined) return children(from.value);
  if (from.problem !== undefined) return <Trouble problem={from.problem} again={from.again} />;
  return (
    <p className="waiting" role="status">
      {say({ fr: 'Un instant…', en: 'One moment…' })}
    </p>
  );
};
