import type { ScanSummary } from '@h986/domain';
import { useApp } from '../app/context.ts';
import { budgetOf } from '../shared/budget.ts';
import { useNow } from '../shared/hooks.ts';

/** Time since the trigger against the 120 s, on the server's clock. */
export function BudgetBar({ scan }: { scan: ScanSummary }) {
  const { words, format } = useApp();
  const budget = budgetOf(scan, useNow(250));
  if (budget === null) return null;
  const seconds = Math.round(budget.elapsedMs / 1000);
  const late = budget.leftMs < 0;
  const text = late
    ? words.lane.overdue(format.minutes(-budget.leftMs))
    : words.lane.remaining(format.number(Math.ceil(budget.leftMs / 1000)));
  return (
    <div className="budget">
      <div
        className={`bar ${late ? 'late' : ''}`}
        role="progressbar"
        aria-label={words.lane.budget}
        aria-valuemin={0}
        aria-valuemax={120}
        aria-valuenow={Math.min(120, seconds)}
        aria-valuetext={text}
      >
        <div style={{ width: `${budget.share * 100}%` }} />
      </div>
      <small className={late ? 'error' : 'dim'}>
        {late && '⚠ '}
        {text}
      </small>
    </div>
  );
}
