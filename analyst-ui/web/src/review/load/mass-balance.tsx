import type { ComparedContainer, MassReading } from '@h986/domain';
import { useApp } from '../../app/context.ts';
import { kilograms } from './kilograms.ts';

interface Props {
  /** Left out where it was not read. */
  mass: MassReading | undefined;
  /** Left out where nothing was compared. */
  compared: ComparedContainer | undefined;
}

/** What was seen, declared and weighed of one container's cargo, in figures and on one scale. */
export function MassBalance({ mass, compared }: Props) {
  const { words, format } = useApp();
  const w = words.load;
  const kg = (value: number): string => kilograms(value, format);
  const { declaredKg, weighedKg } = compared ?? { declaredKg: null, weighedKg: null };
  const declared =
    declaredKg &&
    (declaredKg.low === declaredKg.high ? kg(declaredKg.low) : `${kg(declaredKg.low)} – ${kg(declaredKg.high)}`);
  const weighed = weighedKg === null ? null : kg(weighedKg);
  if (!mass && !declared && !weighed) return null;
  return (
    <div className="balance" data-testid="mass-balance">
      <h4>{w.mass}</h4>
      {mass && (
        <Scale
          mass={mass}
          declaredKg={declaredKg}
          weighedKg={weighedKg}
          label={w.balance(kg(mass.cargoKg.value), declared ?? words.none, weighed ?? words.none)}
        />
      )}
      <dl className="pairs">
        {mass && (
          <div>
            <dt>
              <span className="key seen" aria-hidden="true" /> {w.seen}
            </dt>
            <dd>
              <strong>{kg(mass.cargoKg.value)}</strong>{' '}
              <small className="dim">{w.interval(kg(mass.cargoKg.low), kg(mass.cargoKg.high))}</small>
            </dd>
          </div>
        )}
        {declared && (
          <div>
            <dt>
              <span className="key declared" aria-hidden="true" /> {w.declaredKg}
            </dt>
            <dd>{declared}</dd>
          </div>
        )}
        {weighed && (
          <div>
            <dt>
              <span className="key weighed" aria-hidden="true" /> {w.weighedKg}
            </dt>
            <dd>{weighed}</dd>
          </div>
        )}
      </dl>
      {mass && mass.opaqueExtraKg > 0 && <p className="warn">⚠ {w.opaqueExtra(kg(mass.opaqueExtraKg))}</p>}
    </div>
  );
}

/** The drawing is 100 wide and 14 high. */
const HEIGHT = 14;

function Scale({
  mass: { cargoKg },
  declaredKg,
  weighedKg,
  label,
}: {
  mass: MassReading;
  declaredKg: ComparedContainer['declaredKg'];
  weighedKg: number | null;
  label: string;
}) {
  const most = 1.08 * Math.max(1, cargoKg.high, declaredKg?.high ?? 0, weighedKg ?? 0);
  const at = (kg: number): number => (100 * Math.max(0, kg)) / most;
  return (
    <svg className="scale" viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <rect className="track" x={0} y={5} width={100} height={4} />
      <rect className="seen interval" x={at(cargoKg.low)} y={2} width={at(cargoKg.high - cargoKg.low)} height={10} />
      <rect className="seen value" x={at(cargoKg.value) - 0.4} y={0} width={0.8} height={HEIGHT} />
      {declaredKg && (
        <rect
          className="declared"
          x={at(declaredKg.low) - 0.4}
          y={7}
          width={at(declaredKg.high - declaredKg.low) + 0.8}
          height={7}
        />
      )}
      {weighedKg !== null && <rect className="weighed" x={at(weighedKg) - 0.4} y={0} width={0.8} height={7} />}
    </svg>
  );
}
