import { THEMES, type Theme } from '@h986/domain';
import { useEffect } from 'react';

/** Kept apart from the user's own preferences, so that the page is right before anybody has signed in. */
const KEY = 'theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** The theme of whoever was here last. */
export function lastTheme(): Theme {
  return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system';
}

export function showTheme(theme: Theme): void {
  const shown = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  document.documentElement.dataset.theme = shown;
}

/** Shows a theme and remembers it; `system` goes with the browser while the page is open. */
export function useTheme(theme: Theme): void {
  useEffect(() => {
    localStorage.setItem(KEY, theme);
    const show = (): void => showTheme(theme);
    show();
    dark.addEventListener('change', show);
    return () => dark.removeEventListener('change', show);
  }, [theme]);
}
