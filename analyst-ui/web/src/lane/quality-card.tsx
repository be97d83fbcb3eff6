import type { QualityTrend } from '@h986/domain';
import { useApp } from '../app/context.ts';
import { wordFor } from '../i18n/word.ts';
import { useLoad } from '../shared/hooks.ts';
import { TrendLine } from './trend-line.tsx';

/** How the lane's pictures have been, figure by figure, and which has left the limits that its own past sets. */
export function QualityCard({ lane }: { lane: string }) {
  const { call, words } = useApp();
  const w = words.quality;
  const { data } = useLoad(() => call('getScannerQuality', { params: { lane } }), lane);
  if (!data || data.trends.length === 0) return null;
  const out = data.trends.filter(({ state }) => state === 'out');
  return (
    <details className="card quality" open={out.length > 0} data-testid="quality">
      <summary>
        <span className="row spread">
          <strong>{words.load.quality}</strong>
          <span className={out.length > 0 ? 'warn' : 'dim'}>
            {out.length > 0
              ? `⚠ ${w.out(out.map(({ name }) => wordFor(words.qualityFigure, name)).join(w.comma))}`
              : w.allIn}
          </span>
        </span>
      </summary>
      <ul>
        {[...data.trends]
          .sort((a, b) => Number(b.state === 'out') - Number(a.state === 'out'))
          .map((trend) => (
            <Trend key={trend.name} trend={trend} />
          ))}
      </ul>
    </details>
  );
}

function Trend({ trend }: { trend: QualityTrend }) {
  const { words, format } = useApp();
  const w = words.quality;
  const { name, unit, days, limits, state } = trend;
  const units: Readonly<Record<string, (n: string) => string>> = words.unit;
  const shown = (value: number): string => units[unit]?.(format.number(value, 2)) ?? format.number(value, 2);
  const last = days.at(-1);
  const told = limits ? w.limits(shown(limits.low), shown(limits.high)) : w.tooFew;
  return (
    <li data-state={state}>
      <span className="row spread">
        <span>{wordFor(words.qualityFigure, name)}</span>
        <span className={state === 'out' ? 'warn' : ''}>
          {state === 'out' && '⚠ '}
          {last && shown(last.value)}
        </span>
      </span>
      <TrendLine
        trend={trend}
        label={`${wordFor(words.qualityFigure, name)}: ${last ? shown(last.value) : ''}; ${told}`}
      />
      <small className="dim">{told}</small>
    </li>
  );
}
