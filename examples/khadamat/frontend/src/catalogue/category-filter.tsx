import type { Category } from '../api/shapes.ts';
import { useLanguage } from '../language/language.tsx';

interface CategoryFilterProps {
  readonly categories: readonly Category[];
  /** A slug; empty: all of them. */
  readonly chosen: string;
  onChoose(slug: string): void;
}

/** Radio buttons that look like tags: arrows move between them, as between any radio buttons. */
export const CategoryFilter = ({ categories, chosen, onChoose }: CategoryFilterProps) => {
  const { say } = useLanguage();
  const all = { slug: '', name: { fr: 'Tout', en: 'Everything' } };
  return (
    <fieldset className="tags">
      <legend className="only-heard">{say({ fr: 'Catégorie', en: 'Category' })}</legend>
      {[all, ...categories].map(({ slug, name }) => (
        <label key={slug} className="tag">
          <input type="radio" name="category" checked={slug === chosen} onChange={() => onChoose(slug)} />
          <span>{say(name)}</span>
        </label>
      ))}
    </fieldset>
  );
};
