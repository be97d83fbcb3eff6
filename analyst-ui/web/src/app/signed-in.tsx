import type { Locale, User } from '@h986/domain';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ActionsProvider } from '../actions/context.tsx';
import type { Call } from '../api/call.ts';
import type { ServerClock } from '../api/clock.ts';
import { listenToEvents } from '../api/events.ts';
import type { Words } from '../i18n/en.ts';
import { createFormat } from '../i18n/format.ts';
import { Announcer } from '../shared/announcer.tsx';
import { openChannel, windowKindOf } from '../windows/channel.ts';
import { SecondWindow } from '../windows/second-window.tsx';
import { type App, AppContext, type Listener } from './context.ts';
import { PageDesk } from './page-desk.tsx';
import { usePreferences } from './preferences.ts';
import { Screens } from './screens.tsx';
import { useTheme } from './theme.ts';

interface Props {
  call: Call;
  clock: ServerClock;
  user: User;
  words: Words;
  locale: Locale;
  changeLocale(locale: Locale): void;
  onLeave(): void;
}

/** What all screens share: the user's preferences, the one stream of events, keys, and the other windows of the desk. */
export function SignedIn({ call, clock, user, words, locale, changeLocale, onLeave }: Props) {
  const listeners = useRef(new Set<Listener>());
  const [connected, setConnected] = useState(true);
  const { preferences, setPreferences, notKept } = usePreferences(call, user.name);
  const [channel] = useState(() => openChannel(user.name));
  const [kind] = useState(() => windowKindOf(window.location.search));
  useTheme(preferences.theme);

  useEffect(() => () => channel.close(), [channel]);
  useEffect(
    () =>
      listenToEvents({
        onEvent: (event) => listeners.current.forEach((listener) => void listener.onEvent(event)),
        onResync: () => listeners.current.forEach((listener) => void listener.onResync()),
        onConnected: setConnected,
      }),
    [],
  );
  const app = useMemo<App>(
    () => ({
      call,
      clock,
      user,
      words,
      locale,
      channel,
      preferences,
      setPreferences,
      notKept,
      format: createFormat(locale),
      listen(listener) {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [call, clock, user, words, locale, channel, preferences, setPreferences, notKept],
  );
  const leave = (): void => {
    call('signOut').then(onLeave, onLeave);
  };

  return (
    <AppContext value={app}>
      <ActionsProvider>
        <PageDesk signOut={leave} />
        <Announcer />
        {!connected && (
          <p className="banner warn offline" role="status" data-testid="offline">
            ⚠ {words.offline}
          </p>
        )}
        {kind === null ? <Screens changeLocale={changeLocale} /> : <SecondWindow kind={kind} />}
      </ActionsProvider>
    </AppContext>
  );
}
