import { LOCALES, type Locale } from '@h986/domain';
import type { Words } from '../i18n/en.ts';

interface Props {
  words: Words;
  locale: Locale;
  changeLocale(locale: Locale): void;
}

export function LocaleSwitch({ words, locale, changeLocale }: Props) {
  return (
    <select
      aria-label={words.language}
      data-testid="locale"
      value={locale}
      onChange={(event) => changeLocale(LOCALES.find((known) => known === event.target.value) ?? locale)}
    >
      {LOCALES.map((known) => (
        <option key={known} value={known}>
          {words.locales[known]}
        </option>
      ))}
    </select>
  );
}
