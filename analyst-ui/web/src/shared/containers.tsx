import type { ScanSummary } from '@h986/domain';
import { useApp } from '../app/context.ts';

/** The container numbers of a scan, one under the other in narrow places. */
export function Containers({ scan, stacked = false }: { scan: Pick<ScanSummary, 'containers'>; stacked?: boolean }) {
  const { words } = useApp();
  const numbers = scan.containers.length > 0 ? scan.containers : [words.lane.noContainer];
  return <span className={`mono ${stacked ? 'stacked' : ''}`}>{numbers.join(stacked ? '\n' : ' + ')}</span>;
}
