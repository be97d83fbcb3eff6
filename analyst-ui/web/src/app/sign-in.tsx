import type { Locale, User } from '@h986/domain';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Call } from '../api/call.ts';
import type { Words } from '../i18n/en.ts';
import { errorWords } from '../i18n/word.ts';
import { LocaleSwitch } from './locale-switch.tsx';

interface Props {
  call: Call;
  words: Words;
  locale: Locale;
  changeLocale(locale: Locale): void;
  /** A session has ended: the form lies over the page, which keeps what was typed. */
  expired: boolean;
  onUser(user: User): void;
}

export function SignIn({ call, words, locale, changeLocale, expired, onUser }: Props) {
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    if (!expired) return;
    dialog.current?.showModal();
    dialog.current?.querySelector('input')?.focus();
  }, [expired]);

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(undefined);
    call('signIn', { body: { name: String(form.get('name')).trim(), password: String(form.get('password')) } })
      .then(onUser, setError)
      .finally(() => setBusy(false));
  };

  const form = (
    <form className="card sign-in" onSubmit={submit} data-testid="sign-in">
      <header className="row spread">
        <h1>{words.appName}</h1>
        <LocaleSwitch {...{ words, locale, changeLocale }} />
      </header>
      {expired && <p className="notice">{words.signIn.again}</p>}
      <label>
        {words.signIn.name}
        <input name="name" autoComplete="username" required maxLength={64} />
      </label>
      <label>
        {words.signIn.password}
        <input name="password" type="password" autoComplete="current-password" required maxLength={200} />
      </label>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorWords(words, error)}
        </p>
      )}
      <button type="submit" className="primary" disabled={busy}>
        {words.signIn.submit}
      </button>
    </form>
  );
  if (!expired) return form;
  return (
    <dialog ref={dialog} onCancel={(event) => event.preventDefault()} aria-label={words.signIn.title}>
      {form}
    </dialog>
  );
}
