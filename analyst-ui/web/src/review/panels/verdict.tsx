import type { Finding, FusedRisk, Verdict } from '@h986/domain';
import { useApp } from '../../app/context.ts';
import { wordFor } from '../../i18n/word.ts';
import { CheckWarning } from '../../shared/check-facts.tsx';
import { VerdictBadge } from '../../shared/verdict.tsx';
import { ReasonLink } from '../load/reason-link.tsx';
import { groupedReasons } from '../ranked.ts';
import type { Panel, PanelProps } from './panel.tsx';

/** What the machine said, and why. */
export const VERDICT: Panel = {
  id: 'verdict',
  place: 'side',
  title: ({ review }) => review.verdict,
  Hint: ({ scan }) => <VerdictBadge kind={scan.verdict} />,
  Body: VerdictBody,
};

function VerdictBody({ scan: { result, scannerCheck }, findings }: PanelProps) {
  const { words } = useApp();
  const w = words.review;
  if (result === null) return <p className="dim">{w.noResult}</p>;
  return (
    <>
      <CheckWarning scannerCheck={scannerCheck} />
      <Reasons verdict={result.verdict} findings={findings} />
      {result.runs.some(({ name }) => name === 'cargoseg') && <p className="note">{w.trainedNote}</p>}
      {result.risk && <Risk risk={result.risk} />}
    </>
  );
}

function Reasons({ verdict, findings }: { verdict: Verdict; findings: readonly Finding[] }) {
  const { words } = useApp();
  if (verdict.reasons.length === 0) return <p className="dim">{words.review.clearWhy}</p>;
  return (
    <ul className="reasons">
      {groupedReasons(verdict, findings).map(({ code, subjects, detail }) => (
        <li key={`${code} ${subjects} ${detail}`}>
          {detail !== undefined ? (
            <ReasonLink code={subjects[0] ?? ''} detail={detail} />
          ) : (
            words.verdictReason[code] +
            (subjects.length > 0 ? `: ${subjects.map((name) => wordFor(words.algorithm, name)).join(', ')}` : '')
          )}
        </li>
      ))}
    </ul>
  );
}

/** All of it in one figure, and what raised it. */
function Risk({ risk: { probability, reasons } }: { risk: FusedRisk }) {
  const { words, format } = useApp();
  const w = words.review;
  const raisedBy = reasons.map(({ code }) => words.riskReason[code]).join('; ');
  return (
    <p data-testid="risk">
      <strong>{w.risk(format.percent(probability))}</strong>{' '}
      <small className="warn" title={w.riskWhy}>
        {w.phantomTrained}
      </small>
      {raisedBy && (
        <small className="dim">
          {' '}
          {w.riskRaisedBy}: {raisedBy}
        </small>
      )}
    </p>
  );
}
