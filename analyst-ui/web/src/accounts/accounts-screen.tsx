import { LOCALES, ROLES } from '@h986/domain';
import { type FormEvent, useRef, useState } from 'react';
import { useApp } from '../app/context.ts';
import { errorWords } from '../i18n/word.ts';
import { useLoad } from '../shared/hooks.ts';

/** Accounts: see who has one, make one. */
export function AccountsScreen() {
  const { call, words } = useApp();
  const users = useLoad(() => call('listUsers'), 'users');
  const form = useRef<HTMLFormElement>(null);
  const [error, setError] = useState<unknown>();
  const [made, setMade] = useState('');
  const w = words.accounts;

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string): string => String(given.get(name) ?? '').trim();
    setError(undefined);
    setMade('');
    call('createUser', {
      body: {
        name: text('name'),
        displayName: text('displayName'),
        role: ROLES.find((role) => role === text('role')) ?? 'operator',
        locale: LOCALES.find((locale) => locale === text('locale')) ?? null,
        password: String(given.get('password')),
      },
    }).then((user) => {
      form.current?.reset();
      setMade(user.name);
      users.reload();
    }, setError);
  };

  return (
    <main className="accounts">
      <section className="card">
        <h2>{w.title}</h2>
        {users.error !== undefined && <p className="error">{errorWords(words, users.error)}</p>}
        <table data-testid="users">
          <thead>
            <tr>
              {[w.name, w.displayName, w.role, w.locale].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {users.data?.map((user) => (
              <tr key={user.name}>
                <td className="mono">{user.name}</td>
                <td>
                  {user.displayName} {user.disabled && <span className="badge">{w.disabled}</span>}
                </td>
                <td>{words.role[user.role]}</td>
                <td>{user.locale ? words.locales[user.locale] : w.localeOfBrowser}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <form ref={form} className="card" onSubmit={submit} data-testid="create-user">
        <h2>{w.create}</h2>
        <label>
          {w.name}
          <input name="name" required maxLength={32} autoComplete="off" />
          <small className="dim">{w.nameHint}</small>
        </label>
        <label>
          {w.displayName}
          <input name="displayName" required maxLength={100} />
        </label>
        <label>
          {w.role}
          <select name="role">
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {words.role[role]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {w.locale}
          <select name="locale">
            <option value="">{w.localeOfBrowser}</option>
            {LOCALES.map((locale) => (
              <option key={locale} value={locale}>
                {words.locales[locale]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {w.password}
          <input name="password" type="password" required minLength={10} maxLength={200} autoComplete="new-password" />
          <small className="dim">{w.passwordHint}</small>
        </label>
        {error !== undefined && (
          <p className="error" role="alert">
            {errorWords(words, error)}
          </p>
        )}
        <p role="status" className="good">
          {made && `✓ ${w.created(made)}`}
        </p>
        <button type="submit" className="primary">
          {w.create}
        </button>
      </form>
    </main>
  );
}
