import type { QualityTrend } from '@h986/domain';
import { trendShape } from './trend-shape.ts';

const WIDTH = 250;
const HEIGHT = 44;

/** A figure's days as a line, its limits as a band, its weighted mean as a second, thin line. */
export function TrendLine({ trend, label }: { trend: QualityTrend; label: string }) {
  const { days, mean, band, last } = trendShape(trend, { width: WIDTH, height: HEIGHT });
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} className="trend">
      {band && <rect className="band" x={0} y={band.top} width={WIDTH} height={band.bottom - band.top} />}
      <polyline className="mean" points={mean} />
      <polyline className="days" points={days} />
      {last && <circle className={`last ${trend.state}`} cx={last.x} cy={last.y} r={3} />}
    </svg>
  );
}
