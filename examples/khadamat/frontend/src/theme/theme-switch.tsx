/** Light, dark, or whatever the system says: the choice is kept in this browser. */
import { useEffect, useState } from 'react';
import { useLanguage } from '../language/language.tsx';

const CHOICES = ['system', 'light', 'dark'] as const;
type Choice = (typeof CHOICES)[number];

const KEPT_AS = 'khadamat.theme';
const NAMES = {
  system: { fr: 'Thème du système', en: "The system's theme" },
  light: { fr: 'Thème clair', en: 'Light theme' },
  dark: { fr: 'Thème sombre', en: 'Dark theme' },
} as const;
const SIGNS = { system: '◐', light: '☀', dark: '☾' } as const;

export const ThemeSwitch = () => {
  const { say } = useLanguage();
  const [choice, setChoice] = useState<Choice>(() => CHOICES.find((each) => each === localStorage.getItem(KEPT_AS)) ?? 'system');
  useEffect(() => {
    document.documentElement.dataset.theme = choice;
    localStorage.setItem(KEPT_AS, choice);
  }, [choice]);
  const next = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length] ?? 'system';
  return (
    <button type="button" className="quiet icon" onClick={() => setChoice(next)} title={say(NAMES[choice])}>
      <span aria-hidden="true">{SIGNS[choice]}</span>
      <span className="only-heard">{say({ fr: `${NAMES[choice].fr} ; changer`, en: `${NAMES[choice].en}; change it` })}</span>
    </button>
  );
};
