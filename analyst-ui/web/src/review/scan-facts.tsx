import type { Finding, FusedRisk, ScanDetail, Verdict } from '@h986/domain';
import { useApp } from '../app/context.ts';
import { wordFor } from '../i18n/word.ts';
import { DecisionBadge, VerdictBadge } from '../shared/verdict.tsx';
import { Declared } from './declared.tsx';
import { Findings } from './findings.tsx';
import { LoadPanel } from './load/load-panel.tsx';
import { ReasonLink } from './load/reason-link.tsx';
import { groupedReasons } from './ranked.ts';

interface Props {
  scan: ScanDetail;
  /** Gravest first. */
  findings: readonly Finding[];
  lit: string | null;
  onLit(id: string | null): void;
}

/** What the machine said, why, and what was declared. */
export function ScanFacts({ scan, findings, lit, onLit }: Props) {
  const { words, format } = useApp();
  const w = words.review;
  const { result } = scan;
  return (
    <div className="card facts-panel" data-testid="facts">
      <section aria-live="polite">
        <div className="row spread">
          <h2>{w.verdict}</h2>
          <VerdictBadge kind={scan.verdict} large />
        </div>
        {result === null && <p className="dim">{w.noResult}</p>}
        {result !== null && <Reasons verdict={result.verdict} findings={findings} />}
        {result?.runs.some(({ name }) => name === 'cargoseg') && <p className="note">{w.trainedNote}</p>}
        {result?.risk && <Risk risk={result.risk} />}
      </section>
      {(result?.load || scan.comparison) && (
        <section>
          <h3>{words.load.title}</h3>
          <LoadPanel scan={scan} lit={lit} onLit={onLit} />
        </section>
      )}
      <Declared scan={scan} />
      {result !== null && <Findings findings={findings} lit={lit} onLit={onLit} />}
      {result !== null && (
        <section>
          <h3>{w.machine}</h3>
          <ul className="runs">
            {result.runs.map((run) => (
              <li key={`${run.name} ${run.version}`} className="row spread">
                <span>
                  {wordFor(words.algorithm, run.name)}{' '}
                  <small className="mono dim">{`${run.name} ${run.version}`}</small>
                </span>
                <span className={run.state === 'ran' ? 'good' : 'warn'}>
                  {run.state === 'ran' ? '✓' : '⚠'} {words.runState[run.state]}
                  {run.reason && ` (${wordFor(words.runReason, run.reason)})`}
                </span>
              </li>
            ))}
          </ul>
          {result.runs.some((run) => run.name === 'outlier') && <p className="note">{w.baselineNote}</p>}
        </section>
      )}
      {scan.decisions.length > 0 && (
        <section>
          <h3>{w.earlier}</h3>
          {scan.decisions.map((decision) => (
            <p key={decision.id}>
              <DecisionBadge kind={decision.kind} /> {wordFor(words.decisionReason, decision.reason)}
              <br />
              <small className="dim">
                {decision.by} · {format.instant(decision.at)}
              </small>
              {decision.text && <q>{decision.text}</q>}
            </p>
          ))}
        </section>
      )}
      <RecordOf scan={scan} />
    </div>
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

function RecordOf({ scan }: { scan: ScanDetail }) {
  const { words, format } = useApp();
  const w = words.review;
  const { result } = scan;
  return (
    <section>
      <h3>{w.record}</h3>
      <dl>
        <dt>{w.scanId}</dt>
        <dd className="mono">{scan.scanId}</dd>
        {scan.lines !== null && (
          <dd>
            {words.lane.lines(format.number(scan.lines))} ·{' '}
            {scan.linesLost ? words.lane.linesLost(format.number(scan.linesLost)) : words.lane.noneLost}
          </dd>
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
    </section>
  );
}
