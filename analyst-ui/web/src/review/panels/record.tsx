import { useApp } from '../../app/context.ts';
import type { Panel, PanelProps } from './panel.tsx';

/** What names this scan and its result in the records. */
export const RECORD: Panel = {
  id: 'record',
  place: 'below',
  title: ({ review }) => review.record,
  Body: RecordBody,
  open: false,
};

function RecordBody({ scan }: PanelProps) {
  const { words, format } = useApp();
  const w = words.review;
  const { result } = scan;
  return (
    <dl>
      <dt>{w.scanId}</dt>
      <dd className="mono">{scan.scanId}</dd>
      {scan.lines !== null && (
        <>
          <dt>{w.linesTitle}</dt>
          <dd>
            {words.lane.lines(format.number(scan.lines))} ·{' '}
            {scan.linesLost ? words.lane.linesLost(format.number(scan.linesLost)) : words.lane.noneLost}
          </dd>
        </>
      )}
      {result !== null && (
        <>
          <dt>{w.revision}</dt>
          <dd className="mono">{scan.revision}</dd>
          <dt>{w.policy}</dt>
          <dd>
            {result.verdict.policy.name} {result.verdict.policy.version}
          </dd>
          <dt>{w.digest}</dt>
          <dd className="mono break">{result.rawSha256}</dd>
          {result.normalised && <dd>{w.normalised}</dd>}
        </>
      )}
    </dl>
  );
}
