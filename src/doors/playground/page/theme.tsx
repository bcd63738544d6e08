/** Light or dark: as the system has it, until somebody says otherwise. */

import { useEffect, useState } from 'preact/hooks';

const themes = ['system', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

const KEY = 'signpost-theme';

/** A button that goes through the looks. */
export function ThemeButton() {
  const [theme, setTheme] = useState<Theme>(stored);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Not allowed here: the look lasts until the page is left.
    }
  }, [theme]);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  return (
    <button type="button" class="theme" title={`Change to ${next}`} onClick={() => setTheme(next)}>
      <span class={`disc ${theme}`} aria-hidden="true" />
      <span class="hidden">Look: {theme}</span>
    </button>
  );
}

function stored(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system';
  } catch {
    return 'system';
  }
}
