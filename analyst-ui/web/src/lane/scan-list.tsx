import type { ScanSummary } from '@h986/domain';
import { useApp } from '../app/context.ts';
import { Containers } from '../shared/containers.tsx';
import { VerdictBadge } from '../shared/verdict.tsx';

interface Props {
  scans: readonly ScanSummary[] | undefined;
  chosen: string | null;
  onChoose(scanId: string): void;
}

export function ScanList({ scans, chosen, onChoose }: Props) {
  const { words, format } = useApp();
  return (
    <section className="card list" aria-label={words.lane.scans}>
      <h2>{words.lane.scans}</h2>
      {scans === undefined && <p className="dim">{words.loading}</p>}
      {scans?.length === 0 && <p className="dim">{words.lane.noScans}</p>}
      <ul data-testid="lane-scans">
        {scans?.map((scan) => (
          <li key={scan.scanId}>
            <button
              type="button"
              className="item"
              aria-current={scan.scanId === chosen}
              data-scan-id={scan.scanId}
              onClick={() => onChoose(scan.scanId)}
            >
              <span className="row spread">
                <Containers scan={scan} stacked />
                <small className="dim nowrap">{format.time(scan.triggeredAt ?? scan.orderedAt)}</small>
              </span>
              <span className="row spread">
                <small data-state={scan.state}>
                  {words.state[scan.state]}
                  {scan.plate && ` · ${scan.plate}`}
                  {scan.origin === 'unsolicited' && ` · ${words.lane.unsolicited}`}
                </small>
                {scan.verdict !== null && <VerdictBadge kind={scan.verdict} />}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
