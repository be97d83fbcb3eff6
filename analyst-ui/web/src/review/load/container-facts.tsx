import { type ContainerReading, type EmptinessReading, MATERIAL_CLASSES, type MaterialReading } from '@h986/domain';
import type { ReactNode } from 'react';
import { useApp } from '../../app/context.ts';
import { kilograms } from './kilograms.ts';

/** What was read of one container beside its mass; what was not read is not there, the runs say why. */
export function ContainerFacts({ reading }: { reading: ContainerReading }) {
  const { words, format } = useApp();
  const w = words.load;
  const { fill, emptiness, materials, hiding, units } = reading;
  const mm = (value: number): string => `${format.number(value)} mm`;
  return (
    <dl className="pairs">
      {emptiness && <Row title={w.emptiness}>{emptinessText(emptiness)}</Row>}
      {fill && (
        <Row title={w.fill}>
          {w.fillSaid(
            format.percent(round(fill.volume)),
            format.percent(round(fill.length)),
            `${format.number(fill.densityGCm3, 2)} g/cm³`,
          )}
        </Row>
      )}
      {materials && (
        <Row title={w.materials}>
          <Shares shares={materials.shares} />
        </Row>
      )}
      {hiding && (
        <Row title={w.hiding}>
          {w.hidingSaid(mm(hiding.steelMm.median), mm(hiding.organicMm.median))}
          <small className="dim">
            {' '}
            {w.hidingWorst(mm(hiding.steelMm.worst), mm(hiding.organicMm.worst))}
            {hiding.opaqueShare > 0 && ` · ${w.opaque(format.percent(round(hiding.opaqueShare)))}`}
          </small>
        </Row>
      )}
      {units && (
        <Row title={w.units}>
          {units.alongLength === null || units.alongHeight === null
            ? w.unitsNone
            : w.unitsSaid(
                format.number(units.alongLength),
                format.number(units.alongHeight),
                [units.periodMm.length, units.periodMm.height]
                  .flatMap((side) => (side === null ? [] : mm(side)))
                  .join(' × '),
              )}
        </Row>
      )}
    </dl>
  );

  function emptinessText({ state, residualKg }: EmptinessReading): string {
    const said = w.emptinessState[state];
    return state === 'loaded' ? said : `${said} · ${w.residual(kilograms(residualKg, format))}`;
  }
}

function Row({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Shares of the cargo's mass as one bar, and in words: colour alone says nothing. */
function Shares({ shares }: { shares: MaterialReading['shares'] }) {
  const { words, format } = useApp();
  const there = MATERIAL_CLASSES.map((name) => ({ name, share: shares[name] ?? 0 })).filter(
    ({ share }) => share >= 0.005,
  );
  return (
    <>
      <span className="shares" aria-hidden="true">
        {there.map(({ name, share }) => (
          <span key={name} className={`share ${name}`} style={{ flexGrow: share }} />
        ))}
      </span>
      {there.map(({ name, share }) => (
        <span key={name} className="share-word">
          <span className={`key ${name}`} aria-hidden="true" /> {words.load.material[name]}{' '}
          {format.percent(round(share))}
        </span>
      ))}
    </>
  );
}

/** No more than whole per cents. */
const round = (share: number): number => Math.round(100 * share) / 100;
