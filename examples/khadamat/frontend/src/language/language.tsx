/** French first, English too. Every text stands where it is shown, in both languages. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

export type Language = 'fr' | 'en';
export type Text = Readonly<Record<Language, string>>;

interface Speaking {
  readonly language: Language;
  setLanguage(language: Language): void;
  say(text: Text): string;
  /** An amount in cents: `45,00 €`. */
  money(cents: number, currency?: string): string;
  /** A moment: `lundi 23 novembre à 10:00`. */
  moment(iso: string): string;
  day(iso: string): string;
  hour(iso: string): string;
}

const KEPT_AS = 'khadamat.language';

const LanguageContext = createContext<Speaking | undefined>(undefined);

export const LanguageProvider = ({ children }: { readonly children: ReactNode }) => {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
    localStorage.setItem(KEPT_AS, language);
  }, [language]);
  const speaking = useMemo(() => speakingIn(language, setLanguage), [language]);
  return <LanguageContext value={speaking}>{children}</LanguageContext>;
};

const firstLanguage = (): Language => {
  const kept = localStorage.getItem(KEPT_AS);
  if (kept === 'fr' || kept === 'en') return kept;
  return navigator.languages
    .find((each) => /^(?:fr|en)\b/i.test(each))
    ?.toLowerCase()
    .startsWith('en')
    ? 'en'
    : 'fr';
};

const speakingIn = (language: Language, setLanguage: (language: Language) => void): Speaking => {
  const locale = { fr: 'fr-FR', en: 'en-GB' }[language];
  const shown = (options: Intl.DateTimeFormatOptions) => (iso: string) => new Intl.DateTimeFormat(locale, options).format(new Date(iso));
  return {
    language,
    setLanguage,
    say: (text) => (language === 'fr' ? heldTogether(text.fr) : text.en),
    money: (cents, currency = 'eur') =>
      new Intl.NumberFormat(locale, { style: 'currency', currency: currency.toUpperCase(), trailingZeroDisplay: 'stripIfInteger' }).format(
        cents / 100,
      ),
    moment: shown({ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }),
    day: shown({ weekday: 'short', day: 'numeric', month: 'short' }),
    hour: shown({ hour: '2-digit', minute: '2-digit' }),
  };
};

/** French sets a space before `:` and its like; no line may begin with one. */
const heldTogether = (text: string): string => text.replaceAll(/ (?=[:;?!])/g, '\u00a0');

export const useLanguage = (): Speaking => {
  const speaking = useContext(LanguageContext);
  if (speaking === undefined) throw new Error('useLanguage outside of a LanguageProvider');
  return speaking;
};
