import { type FormEvent, useState } from 'react';
import { useApp } from '../app/context.ts';
import { errorWords } from '../i18n/word.ts';
import { useLoad } from '../shared/hooks.ts';
import { DeclarationCard } from './declaration-card.tsx';
import { ImportCard } from './import-card.tsx';

/** What has been declared, and where files of declarations come in. */
export function DeclarationsScreen() {
  const { call, words, format, user } = useApp();
  const [query, setQuery] = useState<{ reference?: string; container?: string }>({});
  const [open, setOpen] = useState<string | null>(null);
  const list = useLoad(() => call('listDeclarations', { query }), JSON.stringify(query));
  const w = words.declarations;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string): string | undefined => String(given.get(name) ?? '').trim() || undefined;
    setQuery({ reference: text('reference'), container: text('container')?.toUpperCase() });
    list.reload();
  };

  return (
    <main className="declarations">
      <div className="column">
        {user.role === 'risk-officer' && <ImportCard onImported={list.reload} />}
        <section className="card search" aria-label={w.title}>
          <h2>{w.title}</h2>
          <form onSubmit={submit} data-testid="search">
            <label>
              {w.reference}
              <input name="reference" className="mono" maxLength={100} />
            </label>
            <label>
              {w.container}
              <input name="container" className="mono" maxLength={20} />
            </label>
            <button type="submit" className="primary">
              {w.search}
            </button>
          </form>
          {list.error !== undefined && (
            <p className="error" role="alert">
              {errorWords(words, list.error)}
            </p>
          )}
          <div className="scroll">
            <table data-testid="declarations">
              <thead>
                <tr>
                  {[w.reference, w.containers, w.goods, w.received, w.by].map((title) => (
                    <th key={title} scope="col">
                      {title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {list.data?.map(({ reference, version, declaration: { containers, goods }, at, by }) => (
                  <tr key={reference} aria-current={reference === open} onClick={() => setOpen(reference)}>
                    <td className="mono break">
                      <button type="button" className="link" onClick={() => setOpen(reference)}>
                        {reference}
                      </button>{' '}
                      <small className="dim">{w.version(format.number(version))}</small>
                    </td>
                    <td className="mono">
                      {containers.slice(0, 2).join(' + ')}{' '}
                      {containers.length > 2 && (
                        <small className="dim">{w.more(format.number(containers.length - 2))}</small>
                      )}
                    </td>
                    <td>
                      {goods[0]?.description.slice(0, 60)}{' '}
                      {goods.length > 1 && <small className="dim">{w.more(format.number(goods.length - 1))}</small>}
                    </td>
                    <td>{format.instant(at)}</td>
                    <td>{by}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {list.data?.length === 0 && <p className="dim">{w.noDeclarations}</p>}
            {list.data === undefined && list.error === undefined && <p className="dim">{words.loading}</p>}
          </div>
        </section>
      </div>
      {open === null ? (
        <section className="card empty">{w.choose}</section>
      ) : (
        <DeclarationCard key={open} reference={open} />
      )}
    </main>
  );
}
