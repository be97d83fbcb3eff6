import type { ScannerChecks } from '@h986/domain';
import { useApp } from '../app/context.ts';
import { wordFor } from '../i18n/word.ts';
import { useUnit } from '../shared/check-facts.tsx';
import { TrendLine } from './trend-line.tsx';

/** How each figure of the test object has gone, those that have left their limits first. */
export function CheckTrends({ trends }: Pick<ScannerChecks, 'trends'>) {
  const { words } = useApp();
  const shown = useUnit();
  const sorted = [...trends].sort((a, b) => Number(b.state === 'out') - Number(a.state === 'out'));
  return (
    <details className="quality" data-testid="check-trends">
      <summary className="dim">{words.check.trends}</summary>
      <ul>
        {sorted.map((trend) => {
          const { name, unit, days, limits, state } = trend;
          const last = days.at(-1);
          const value = last ? shown(last.value, unit) : '';
          const told = limits
            ? words.quality.limits(shown(limits.low, unit), shown(limits.high, unit))
            : words.quality.tooFew;
          const title = wordFor(words.checkFigure, name);
          return (
            <li key={name} data-state={state}>
              <span className="row spread">
                <span>{title}</span>
                <span className={state === 'out' ? 'warn' : ''}>
                  {state === 'out' && '⚠ '}
                  {value}
                </span>
              </span>
              <TrendLine trend={trend} label={`${title}: ${value}; ${told}`} />
              <small className="dim">{told}</small>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
