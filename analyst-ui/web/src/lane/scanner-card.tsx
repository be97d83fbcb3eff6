import { type ScannerStatus, STATUS_FRESH_MS } from '@h986/domain';
import { useApp } from '../app/context.ts';
import { wordFor } from '../i18n/word.ts';
import { useNow } from '../shared/hooks.ts';

/** The scanner as last seen; what is older than two seconds is shown, greyed, but no longer believed. */
export function ScannerCard({ status }: { status: ScannerStatus | null }) {
  const { words, format } = useApp();
  const now = useNow(500);
  const w = words.lane;
  const ageMs = status === null ? Number.POSITIVE_INFINITY : Math.max(0, now - Date.parse(status.at));
  const fresh = ageMs <= STATUS_FRESH_MS;
  const state = fresh && status !== null ? status.state : 'unknown';

  return (
    <section className={`card scanner ${fresh ? '' : 'stale'}`} aria-label={w.scanner} data-testid="scanner">
      <header className="row spread">
        <h2>{w.scanner}</h2>
        <span className={`badge scanner-${state}`} data-state={state}>
          {words.scannerState[state]}
        </span>
      </header>
      <p className="dim">
        {!fresh && <strong>⚠ {w.statusOld}</strong>}
        {!fresh && status !== null && ' · '}
        {status !== null && `${status.serial} · ${w.statusAge(format.number(ageMs / 1000, ageMs < 10_000 ? 1 : 0))}`}
      </p>
      {status !== null && (
        <div className="last-known">
          {status.fault !== null && (
            <p className="error">
              ✕ {w.fault}: {status.fault}
            </p>
          )}
          {status.openInterlocks.length === 0 ? (
            <p>✓ {w.interlocksClosed}</p>
          ) : (
            <p className="warn">
              ⚠ {w.interlocksOpen}: {status.openInterlocks.map((name) => wordFor(words.interlock, name)).join(', ')}
            </p>
          )}
          <p>
            {status.xrayOn ? <strong className="beam">☢ {w.beamOn}</strong> : w.beamOff} · {w.doseRate}{' '}
            {`${format.number(status.doseRateNSvH)}\u00a0nSv/h`} · {w.temperature}{' '}
            {`${format.number(status.temperatureC, 1)}\u00a0°C`}
          </p>
        </div>
      )}
    </section>
  );
}
