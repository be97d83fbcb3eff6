import type { ScanSummary } from '@h986/domain';
import { useState } from 'react';
import { useApp } from '../app/context.ts';
import { errorWords, wordFor } from '../i18n/word.ts';
import { Containers } from '../shared/containers.tsx';
import { DecisionBadge, VerdictBadge } from '../shared/verdict.tsx';
import { ViewerPanel } from '../shared/viewer-panel.tsx';
import { AbortButton } from './abort-button.tsx';
import { BudgetBar } from './budget-bar.tsx';
import type { LiveLines } from './use-lane.ts';

interface Props {
  scan: ScanSummary;
  live: LiveLines | undefined;
  onChanged(scan: ScanSummary): void;
}

/** One scan as it happens: picture, lines, budget, verdict. */
export function LiveScan({ scan, live, onChanged }: Props) {
  const { call, words, format, user } = useApp();
  const [error, setError] = useState<unknown>();
  const w = words.lane;
  const act = (route: 'triggerScan' | 'abortScan'): void => {
    setError(undefined);
    call(route, { params: { scanId: scan.scanId } }).then(onChanged, setError);
  };
  const lines = scan.lines ?? live?.lines;
  const lost = scan.linesLost ?? live?.linesLost;
  const operator = user.role === 'operator';

  return (
    <section className="card live" aria-label={w.picture} data-testid="live-scan" data-scan-id={scan.scanId}>
      <header className="row spread">
        <div className="grow">
          <h2>
            <Containers scan={scan} />
          </h2>
          <small className="dim">
            <span data-testid="scan-state" data-state={scan.state}>
              {words.state[scan.state]}
            </span>
            {scan.plate && ` · ${scan.plate}`} · {scan.scanId}
          </small>
        </div>
        <div aria-live="assertive" className="row" data-testid="verdict">
          {scan.extent === 'partial' && <span className="badge inconclusive">◐ {w.partial}</span>}
          {scan.verdict !== null && <VerdictBadge kind={scan.verdict} large />}
          {scan.decision !== null && <DecisionBadge kind={scan.decision} />}
        </div>
        {operator && (
          <div className="row">
            {scan.state === 'ordered' && scan.triggeredAt === null && (
              <button type="button" className="primary" onClick={() => act('triggerScan')} data-testid="trigger">
                {w.trigger}
              </button>
            )}
            {['ordered', 'armed', 'scanning'].includes(scan.state) && (
              <AbortButton onConfirm={() => act('abortScan')} />
            )}
          </div>
        )}
      </header>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorWords(words, error)}
        </p>
      )}
      {scan.reason !== '' && <p className="banner warn">⚠ {wordFor(words.scanReason, scan.reason)}</p>}
      {scan.verdict === null && scan.purpose === undefined && <BudgetBar scan={scan} />}
      <p className="row facts" data-testid="lines">
        {lines !== undefined && (
          <span>
            {w.lines(format.number(lines))}
            {live !== undefined && live.expected > 0 && scan.lines === null && ` / ${format.number(live.expected)}`}
          </span>
        )}
        {lost !== undefined &&
          (lost > 0 ? (
            <strong className="warn">⚠ {w.linesLost(format.number(lost))}</strong>
          ) : (
            <span className="good">✓ {w.noneLost}</span>
          ))}
      </p>
      <ViewerPanel scanId={scan.scanId} />
    </section>
  );
}
