import { useState } from 'react';
import { useTarget } from '../actions/context.tsx';
import { KeySheet } from '../actions/key-sheet.tsx';
import { Palette } from '../actions/palette.tsx';
import { useApp } from './context.ts';
import { go, screensOf } from './route.ts';

/** What the page itself can do, and the dialogs that it opens. */
export function PageDesk({ signOut }: { signOut(): void }) {
  const { user, preferences, setPreferences } = useApp();
  const [dialog, setDialog] = useState<'palette' | 'keys' | null>(null);
  useTarget('page', {
    screens: screensOf(user.role),
    open: go,
    showPalette: () => setDialog('palette'),
    showKeys: () => setDialog('keys'),
    theme: preferences.theme,
    setTheme: (theme) => setPreferences({ theme }),
    signOut,
  });
  const close = (): void => setDialog(null);
  if (dialog === 'palette') return <Palette onClose={close} />;
  if (dialog === 'keys') return <KeySheet onClose={close} />;
  return null;
}
