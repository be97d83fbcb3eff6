import { DEFAULT_PREFERENCES, Preferences } from '@h986/domain';
import { useCallback, useEffect, useState } from 'react';
import type { Call } from '../api/call.ts';

export interface PreferencesDesk {
  preferences: Preferences;
  /** Holds at once; the server keeps it for the next time and for other machines. */
  setPreferences(change: Partial<Preferences>): void;
  /** The last change could not be kept. */
  notKept: boolean;
}

/** What the user has set, from this browser's memory until the server has answered. */
export function usePreferences(call: Call, user: string): PreferencesDesk {
  const [preferences, setState] = useState(() => remembered(user));
  const [notKept, setNotKept] = useState(false);

  useEffect(() => {
    call('getPreferences').then(setState, () => {});
  }, [call]);
  useEffect(() => {
    localStorage.setItem(placeOf(user), JSON.stringify(preferences));
  }, [preferences, user]);
  useEffect(() => {
    // Another window of this user has changed them.
    const heard = ({ key }: StorageEvent): void => {
      if (key === placeOf(user)) setState(remembered(user));
    };
    window.addEventListener('storage', heard);
    return () => window.removeEventListener('storage', heard);
  }, [user]);

  const setPreferences = useCallback(
    (change: Partial<Preferences>): void => {
      setState((old) => ({ ...old, ...change }));
      call('setPreferences', { body: change }).then(
        () => setNotKept(false),
        () => setNotKept(true),
      );
    },
    [call],
  );
  return { preferences, setPreferences, notKept };
}

const placeOf = (user: string): string => `preferences:${user}`;

function remembered(user: string): Preferences {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(placeOf(user)) ?? '{}');
    return Preferences.parse({ ...DEFAULT_PREFERENCES, ...(kept as object) });
  } catch {
    return DEFAULT_PREFERENCES;
  }
}
