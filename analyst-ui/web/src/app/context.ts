import type { Locale, User } from '@h986/domain';
import { createContext, useContext } from 'react';
import type { Call } from '../api/call.ts';
import type { ServerClock } from '../api/clock.ts';
import type { EventHandlers } from '../api/events.ts';
import type { Words } from '../i18n/en.ts';
import type { Format } from '../i18n/format.ts';
import type { DeskChannel } from '../windows/channel.ts';
import type { PreferencesDesk } from './preferences.ts';

/** What every screen needs: the server, its clock and events, the user, the user's language and preferences. */
export interface App extends PreferencesDesk {
  call: Call;
  clock: ServerClock;
  user: User;
  words: Words;
  format: Format;
  locale: Locale;
  /** To the other windows of this desk. */
  channel: DeskChannel;
  /** Hears the server's events. @returns how to stop */
  listen(listener: Listener): () => void;
}
export type Listener = Pick<EventHandlers, 'onEvent' | 'onResync'>;

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error('useApp outside of the signed-in page');
  return app;
}
