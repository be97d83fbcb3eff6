import type { CheckFigure, CheckGrade, CheckReason, ScannerCheckAt, ScannerCheckState } from '@h986/domain';
import { useApp } from '../app/context.ts';
import { wordFor } from '../i18n/word.ts';

/** Colour is never the only carrier. */
export const CHECK_SIGN: Record<CheckGrade | ScannerCheckState, string> = {
  good: '✓',
  valid: '✓',
  usable: '?',
  limited: '?',
  unfit: '✕',
  failed: '✕',
  overdue: '⚠',
  none: '⚠',
};

/** A figure's value with its unit. */
export function useUnit(): (value: number, unit: string) => string {
  const { words, format } = useApp();
  const units: Readonly<Record<string, (n: string) => string>> = words.unit;
  return (value, unit) => {
    const text = format.number(value, Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 2 : 1);
    return units[unit]?.(text) ?? text;
  };
}

export function CheckReasons({ reasons }: { reasons: readonly CheckReason[] }) {
  const { words } = useApp();
  const shown = useUnit();
  const text = (value: number | null, unit: string): string => (value === null ? '' : shown(value, unit));
  return (
    <ul className="check-reasons" data-testid="check-reasons">
      {reasons.map(({ code, figure, value, unit, against, makes }) => (
        <li key={`${code} ${figure}`} data-code={code} data-figure={figure} className={`check-grade ${makes}`}>
          {CHECK_SIGN[makes]}{' '}
          {words.checkReason[code](wordFor(words.checkFigure, figure), text(value, unit), text(against, unit))}
        </li>
      ))}
    </ul>
  );
}

export function CheckFigures({ figures }: { figures: readonly CheckFigure[] }) {
  const { words } = useApp();
  const shown = useUnit();
  const w = words.check;
  return (
    <ul className="figures">
      {figures.map(({ name, value, unit, grade, limit: { atLeast, atMost } }) => (
        <li key={name} className="row spread">
          <span>{wordFor(words.checkFigure, name)}</span>
          <span className="figure">
            <span className={`check-grade ${grade}`}>
              {CHECK_SIGN[grade]} {value === null ? w.nothing : shown(value, unit)}
            </span>
            <small className="dim">
              {atLeast !== undefined && w.atLeast(shown(atLeast, unit))}
              {atMost !== undefined && w.atMost(shown(atMost, unit))}
            </small>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Before a scan of cargo is judged: that its scanner had no good check. Nothing where it had one, or where nobody asks. */
export function CheckWarning({ scannerCheck }: { scannerCheck: ScannerCheckAt | undefined }) {
  const { words } = useApp();
  if (!scannerCheck || scannerCheck.state === 'valid') return null;
  const { state } = scannerCheck;
  return (
    <p className={`check-state ${state}`} data-testid="scanner-check-warning" data-state={state}>
      {CHECK_SIGN[state]} {words.check.withScan}: {words.checkState[state]}
    </p>
  );
}

/** With a scan of cargo: how its scanner's check stood. */
export function CheckAtScan({ scannerCheck: { state, check } }: { scannerCheck: ScannerCheckAt }) {
  const { words, format } = useApp();
  return (
    <p className="row spread" data-testid="scanner-check" data-state={state}>
      <span>{words.check.withScan}</span>
      <span className={`check-state ${state}`}>
        {CHECK_SIGN[state]} {words.checkState[state]}
        {check && <small className="dim"> · {words.check.last(format.instant(check.at))}</small>}
      </span>
    </p>
  );
}
