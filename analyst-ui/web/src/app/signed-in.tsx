import type { Locale, User } from '@h986/domain';
import { useEffect, useMemo, useRef, useState } from 'react';
import { AccountsScreen } from '../accounts/accounts-screen.tsx';
import { ActionsProvider } from '../actions/context.tsx';
import type { Call } from '../api/call.ts';
import type { ServerClock } from '../api/clock.ts';
import { listenToEvents } from '../api/events.ts';
import { AuditScreen } from '../audit/audit-screen.tsx';
import { DeclarationsScreen } from '../declarations/declarations-screen.tsx';
import type { Words } from '../i18n/en.ts';
import { createFormat } from '../i18n/format.ts';
import { LaneScreen } from '../lane/lane-screen.tsx';
import { ReviewScreen } from '../review/review-screen.tsx';
import { TrainingScreen } from '../training/training-screen.tsx';
import { type App, AppContext, type Listener } from './context.ts';
import { LocaleSwitch } from './locale-switch.tsx';
import { Menu } from './menu.tsx';
import { PageDesk } from './page-desk.tsx';
import { usePreferences } from './preferences.ts';
import { hrefOf, screensOf, useRoute } from './route.ts';

interface Props {
  call: Call;
  clock: ServerClock;
  user: User;
  words: Words;
  locale: Locale;
  changeLocale(locale: Locale): void;
  onLeave(): void;
}

/** Header, screens, and the one stream of events that all of them hear. */
export function SignedIn({ call, clock, user, words, locale, changeLocale, onLeave }: Props) {
  const route = useRoute(user.role);
  const listeners = useRef(new Set<Listener>());
  const [connected, setConnected] = useState(true);
  const { preferences, setPreferences, notKept } = usePreferences(call, user.name);

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
      preferences,
      setPreferences,
      notKept,
      format: createFormat(locale),
      listen(listener) {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [call, clock, user, words, locale, preferences, setPreferences, notKept],
  );
  const leave = (): void => {
    call('signOut').then(onLeave, onLeave);
  };

  return (
    <AppContext value={app}>
      <ActionsProvider>
        <PageDesk signOut={leave} />
        <header className="top">
          <strong className="brand">{words.appName}</strong>
          <nav>
            {screensOf(user.role).map((screen) => (
              <a key={screen} href={hrefOf(screen)} aria-current={screen === route.screen ? 'page' : undefined}>
                {words.screens[screen]}
              </a>
            ))}
          </nav>
          <span className="grow" role="status">
            {!connected && <span className="notice">⚠ {words.offline}</span>}
          </span>
          <span className="dim" title={words.signIn.signedInAs(user.name)} data-testid="user">
            {user.displayName || user.name} · {words.role[user.role]}
          </span>
          <LocaleSwitch {...{ words, locale, changeLocale }} />
          <Menu />
        </header>
        {route.screen === 'lane' && <LaneScreen />}
        {route.screen === 'review' && <ReviewScreen scanId={route.scanId} />}
        {route.screen === 'declarations' && <DeclarationsScreen />}
        {route.screen === 'audit' && <AuditScreen scanId={route.scanId} />}
        {route.screen === 'accounts' && <AccountsScreen />}
        {route.screen === 'training' && <TrainingScreen />}
      </ActionsProvider>
    </AppContext>
  );
}
