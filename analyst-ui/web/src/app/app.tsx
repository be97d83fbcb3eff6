import { LOCALES, type Locale, type User } from '@h986/domain';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createCall } from '../api/call.ts';
import { createServerClock } from '../api/clock.ts';
import { en } from '../i18n/en.ts';
import { zhCN } from '../i18n/zh-CN.ts';
import { SignIn } from './sign-in.tsx';
import { SignedIn } from './signed-in.tsx';

const DICTIONARIES = { en, 'zh-CN': zhCN } as const;

/** The page: who is there, in which language, and the screens behind the sign-in. */
export function AppRoot() {
  /** Undefined until the server has said who this is. */
  const [user, setUser] = useState<User | null>();
  const [expired, setExpired] = useState(false);
  const [locale, setLocale] = useState<Locale>(browserLocale);
  const clock = useMemo(createServerClock, []);
  /** Settled when somebody has signed in again: whether it is the same user. */
  const again = useRef<PromiseWithResolvers<boolean>>(null);
  const was = useRef<string>(undefined);
  /** Asked for at the sign-in: it counts more than what this user read last. */
  const asked = useRef<Locale>(undefined);
  const call = useMemo(() => {
    const onSignedOut = (): Promise<boolean> => {
      setExpired(true);
      again.current ??= Promise.withResolvers<boolean>();
      return again.current.promise;
    };
    return createCall({ clock, onSignedOut });
  }, [clock]);
  const words = DICTIONARIES[locale];

  const settle = useCallback((same: boolean): void => {
    again.current?.resolve(same);
    again.current = null;
  }, []);
  const keepLocale = useCallback(
    // Kept for the next time; the words on this page do not wait for it.
    (wanted: Locale): void => void call('setLocale', { body: { locale: wanted } }).catch(() => {}),
    [call],
  );
  const enter = useCallback(
    (entered: User): void => {
      // What one has typed is never sent as another's.
      settle(entered.name === was.current);
      was.current = entered.name;
      setUser(entered);
      setLocale(asked.current ?? entered.locale ?? browserLocale());
      if (asked.current && asked.current !== entered.locale) keepLocale(asked.current);
      asked.current = undefined;
      setExpired(false);
    },
    [settle, keepLocale],
  );
  const leave = (): void => {
    settle(false);
    setUser(null);
  };
  const changeLocale = (wanted: Locale): void => {
    setLocale(wanted);
    if (user && !expired) keepLocale(wanted);
    else asked.current = wanted;
  };

  useEffect(() => {
    call('whoAmI').then(enter, () => setUser(null));
  }, [call, enter]);
  useEffect(() => {
    document.documentElement.lang = locale;
    document.title = words.appName;
  }, [locale, words]);

  if (user === undefined) return <p className="centre">{words.loading}</p>;
  const signIn = <SignIn {...{ call, words, locale, changeLocale, expired }} onUser={enter} />;
  if (user === null) return <main className="centre">{signIn}</main>;
  return (
    <>
      <SignedIn key={user.name} {...{ call, clock, user, words, locale, changeLocale }} onLeave={leave} />
      {expired && signIn}
    </>
  );
}

function browserLocale(): Locale {
  return navigator.language.startsWith('zh') ? 'zh-CN' : LOCALES[0];
}
