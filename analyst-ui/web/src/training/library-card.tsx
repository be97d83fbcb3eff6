import type { Reference } from '@h986/domain';
import { useState } from 'react';
import { useApp } from '../app/context.ts';
import { errorWords, wordFor } from '../i18n/word.ts';
import { useLoad } from '../shared/hooks.ts';
import { ReferenceThumb } from './reference-thumb.tsx';

/** Reference scans by goods and by threat. */
export function LibraryCard({ open, onOpen }: { open: string | null; onOpen(reference: Reference): void }) {
  const { call, words } = useApp();
  const w = words.training;
  const library = useLoad(() => call('listReferences'), 'library');
  const [by, setBy] = useState<'goods' | 'threat'>('goods');
  const shown = library.data?.filter(({ threat }) => (threat === null) === (by === 'goods'));
  return (
    <section className="card library" aria-label={w.library} data-testid="library">
      <header className="row spread">
        <h2>{w.library}</h2>
        <span className="row">
          <button type="button" aria-pressed={by === 'goods'} onClick={() => setBy('goods')}>
            {w.byGoods}
          </button>
          <button type="button" aria-pressed={by === 'threat'} onClick={() => setBy('threat')}>
            {w.byThreatTab}
          </button>
        </span>
      </header>
      {library.error !== undefined && (
        <p className="error" role="alert">
          {errorWords(words, library.error)}
        </p>
      )}
      {library.data?.length === 0 && <p className="dim">{w.noLibrary}</p>}
      <ul className="thumbs">
        {shown?.map((reference) => (
          <li key={reference.id}>
            <button type="button" aria-current={reference.id === open} onClick={() => onOpen(reference)}>
              <ReferenceThumb id={reference.id} />
              <span>
                {reference.threat === null
                  ? wordFor(words.goodsFamily, reference.cargo ?? '')
                  : wordFor(words.threatFamily, reference.threat.family)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
