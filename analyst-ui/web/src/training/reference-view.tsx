import type { Reference } from '@h986/domain';
import { useMemo } from 'react';
import { useApp } from '../app/context.ts';
import { wordFor } from '../i18n/word.ts';
import { TrainingPicture } from './training-picture.tsx';

/** A reference scan in full, with the place of what is hidden in it. */
export function ReferenceView({ reference, onClose }: { reference: Reference; onClose(): void }) {
  const { words } = useApp();
  const { threat, cargo } = reference;
  const name = threat && wordFor(words.threatFamily, threat.family);
  const boxes = useMemo(
    () => (threat === null ? [] : [{ id: 'threat', label: name ?? '', box: threat.boxPx }]),
    [threat, name],
  );
  return (
    <section className="card exercise" data-testid="reference">
      <header className="row spread">
        <h2>
          {name ?? wordFor(words.goodsFamily, cargo ?? '')}
          {name !== null && cargo !== null && <small className="dim"> · {wordFor(words.goodsFamily, cargo)}</small>}
        </h2>
        {reference.simulated && <span className="dim">{words.training.simulated}</span>}
        <button type="button" onClick={onClose}>
          {words.close}
        </button>
      </header>
      <TrainingPicture key={reference.id} exercise={reference} boxes={boxes} />
    </section>
  );
}
