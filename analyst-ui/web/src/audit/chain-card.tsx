import { useState } from 'react';
import { useApp } from '../app/context.ts';
import { errorWords } from '../i18n/word.ts';
import { useLoad } from '../shared/hooks.ts';

/** Whether every link of the audit chain holds, checked by the server now. */
export function ChainCard() {
  const { call, words, format } = useApp();
  const [turn, setTurn] = useState(0);
  const { data, error } = useLoad(() => call('auditStatus'), `chain ${turn}`);
  const w = words.audit;
  return (
    <section className="card chain" aria-label={w.chain} data-testid="chain" data-ok={data?.ok}>
      <header className="row spread">
        <h2>{w.chain}</h2>
        <button type="button" onClick={() => setTurn(turn + 1)} data-testid="recheck">
          ⟳ {w.recheck}
        </button>
      </header>
      <div aria-live="polite">
        {data === undefined && error === undefined && <p className="dim">{words.loading}</p>}
        {error !== undefined && <p className="error">{errorWords(words, error)}</p>}
        {data?.ok && <p className="good">✓ {w.chainOk(format.number(data.length))}</p>}
        {data && !data.ok && <p className="error">✕ {w.chainBroken(format.number(data.firstBroken ?? 0))}</p>}
        {data && (
          <small className="dim">
            {w.head}{' '}
            <span className="mono" title={data.head}>
              {data.head.slice(0, 12)}
            </span>{' '}
            · {w.checkedAt} {format.instant(data.checkedAt)}
          </small>
        )}
      </div>
    </section>
  );
}
