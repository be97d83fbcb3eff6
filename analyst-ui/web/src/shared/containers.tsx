import type { ScanSummary } from '@h986/domain';
import { useApp } from '../app/context.ts';

/** The container numbers of a scan, one under the other in narrow places. */
export function Containers({
  scan,
  stacked = false,
}: {
  scan: Pick<ScanSummary, 'containers' | 'purpose'>;
  stacked?: boolean;
}) {
  const { words } = useApp();
  const none = scan.purpose === 'test-object' ? words.check.object : words.lane.noContainer;
  const numbers = scan.containers.length > 0 ? scan.containers : [none];
  return <span className={`mono ${stacked ? 'stacked' : ''}`}>{numbers.join(stacked ? '\n' : ' + ')}</span>;
}
