import { useState } from 'react';
import { useApp } from '../app/context.ts';
import { errorWords } from '../i18n/word.ts';
import { CheckCard } from './check-card.tsx';
import { LiveScan } from './live-scan.tsx';
import { OrderForm } from './order-form.tsx';
import { QualityCard } from './quality-card.tsx';
import { ScanList } from './scan-list.tsx';
import { ScannerCard } from './scanner-card.tsx';
import { useLane } from './use-lane.ts';

/** A desk stands at one lane: this browser remembers which. */
const LANE_KEY = 'lane';

/** The operator's screen: order, trigger, watch the picture come, keep the lane moving. */
export function LaneScreen() {
  const { words, user } = useApp();
  const [lane, setLane] = useState(() => localStorage.getItem(LANE_KEY) ?? '');
  const [chosenScan, setScan] = useState<string | null>(null);
  const [announced, setAnnounced] = useState('');
  const { lanes, likely, status, scans, live, error, put } = useLane(lane);
  // None chosen yet, or the one this desk stood at is gone.
  if (likely !== '' && !lanes.includes(lane)) setLane(likely);
  const chooseLane = (wanted: string): void => {
    setLane(wanted);
    setScan(null);
    localStorage.setItem(LANE_KEY, wanted);
  };
  const scan =
    scans?.find((one) => one.scanId === chosenScan) ?? scans?.find((one) => one.triggeredAt !== null) ?? null;

  return (
    <main className="lane">
      <div className="column">
        <label className="row">
          {words.lane.choose}
          <select value={lane} onChange={(event) => chooseLane(event.target.value)} data-testid="lane">
            {lanes.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <ScannerCard status={status} />
        {user.role === 'operator' ? (
          <OrderForm
            lane={lane}
            onOrdered={(ordered) => {
              put(ordered);
              setScan(ordered.scanId);
              setAnnounced(words.lane.ordered(ordered.containers.join(' + ') || words.lane.noContainer));
            }}
          />
        ) : (
          <p className="dim">{words.readOnly}</p>
        )}
        <p className="visually-hidden" role="status">
          {announced}
        </p>
      </div>
      {scan === null ? (
        <section className="card empty">{words.lane.noScan}</section>
      ) : (
        <LiveScan key={scan.scanId} scan={scan} live={live.get(scan.scanId)} onChanged={put} />
      )}
      <div className="column">
        {error !== undefined && (
          <p className="error" role="alert">
            {errorWords(words, error)}
          </p>
        )}
        {lane !== '' && user.role !== 'administrator' && (
          <CheckCard
            key={lane}
            lane={lane}
            onOrdered={(ordered) => {
              put(ordered);
              setScan(ordered.scanId);
              setAnnounced(words.check.started);
            }}
          />
        )}
        {lane !== '' && user.role !== 'administrator' && <QualityCard lane={lane} />}
        <ScanList scans={scans} chosen={scan?.scanId ?? null} onChoose={setScan} />
      </div>
    </main>
  );
}
