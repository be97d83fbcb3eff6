import { checkStateAt, type ScannerCheckState, type ScanSummary } from '@h986/domain';
import { useState } from 'react';
import { useApp } from '../app/context.ts';
import { errorWords } from '../i18n/word.ts';
import { CHECK_SIGN, CheckFigures, CheckReasons } from '../shared/check-facts.tsx';
import { useEvents, useLoad, useNow } from '../shared/hooks.ts';
import { CheckTrends } from './check-trends.tsx';

const HOUR_MS = 3_600_000;
const AGES_MS = 60_000;

interface Props {
  lane: string;
  onOrdered(scan: ScanSummary): void;
}

/** Whether the scanner may be decided by, as its last check with the test object says; the operator makes the next one here. */
export function CheckCard({ lane, onOrdered }: Props) {
  const { call, words, format, user } = useApp();
  const w = words.check;
  const { data, error, reload, state } = useChecks(lane);
  const newest = data?.checks[0];
  return (
    <section className="card check" aria-label={w.title} data-testid="check" data-state={state ?? ''}>
      <header className="row spread wrap">
        <h2>{w.title}</h2>
        {state && (
          <strong className={`check-state ${state}`}>
            {CHECK_SIGN[state]} {words.checkState[state]}
          </strong>
        )}
      </header>
      {error !== undefined && <p className="error">{errorWords(words, error)}</p>}
      {data && state && <StateWords state={state} withinHours={data.withinHours} />}
      {user.role === 'operator' && (
        <StartCheck
          start={() => call('createScan', { body: { lane, purpose: 'test-object', containers: [], trigger: true } })}
          onOrdered={(scan) => {
            onOrdered(scan);
            reload();
          }}
        />
      )}
      {newest && (
        <>
          <CheckReasons reasons={newest.reasons} />
          <details>
            <summary className="dim">
              {w.figures} · {format.instant(newest.at)}
              {newest.object && ` · ${w.measured(newest.object.name, newest.object.version)}`}
            </summary>
            <CheckFigures figures={newest.figures} />
          </details>
        </>
      )}
      {data && data.trends.length > 0 && <CheckTrends trends={data.trends} />}
      {data && data.checks.length > 1 && (
        <details>
          <summary className="dim">{w.earlier}</summary>
          <ul className="figures">
            {data.checks.slice(1).map((check) => (
              <li key={check.scanId} className="row spread">
                <span>{format.instant(check.at)}</span>
                <span className={`check-grade ${check.grade}`}>
                  {CHECK_SIGN[check.grade]} {words.checkGrade[check.grade]}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** Fetched anew whenever a check of this lane has moved on; how it stands is asked of the clock too, for a check grows old by itself. */
function useChecks(lane: string) {
  const { call } = useApp();
  const { data, error, reload } = useLoad(() => call('getScannerChecks', { params: { lane } }), lane);
  const now = useNow(AGES_MS);
  useEvents({
    onEvent(event) {
      if (event.kind === 'scan' && event.scan.purpose === 'test-object' && event.scan.lane === lane) reload();
    },
    onResync() {},
  });
  const state = data?.now ? checkStateAt(data.checks[0] ?? null, now, data.withinHours * HOUR_MS).state : null;
  return { data, error, reload, state };
}

/** What the state means, in a sentence. */
function StateWords({ state, withinHours }: { state: ScannerCheckState; withinHours: number }) {
  const { words, format } = useApp();
  const w = words.check;
  return (
    <p className={state === 'valid' ? 'dim' : 'warn'}>
      {state === 'overdue' ? w.overdue(format.number(withinHours)) : w[state]}
    </p>
  );
}

function StartCheck({ start, onOrdered }: { start(): Promise<ScanSummary>; onOrdered(scan: ScanSummary): void }) {
  const { words } = useApp();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const send = (): void => {
    setBusy(true);
    setError(undefined);
    start()
      .then(onOrdered, setError)
      .finally(() => setBusy(false));
  };
  return (
    <>
      <button
        type="button"
        disabled={busy}
        onClick={send}
        data-testid="start-check"
        aria-describedby="start-check-hint"
      >
        {words.check.start}
      </button>
      <small className="dim" id="start-check-hint">
        {words.check.startHint}
      </small>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorWords(words, error)}
        </p>
      )}
    </>
  );
}
