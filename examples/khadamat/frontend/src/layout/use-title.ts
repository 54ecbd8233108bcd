import { useEffect } from 'react';

/** The document's title, while the page is shown. */
export const useTitle = (title: string): void => {
  useEffect(() => {
    document.title = title === '' ? 'Khadamat' : `${title} · Khadamat`;
  }, [title]);
};
