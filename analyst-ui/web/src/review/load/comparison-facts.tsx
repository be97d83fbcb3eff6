import { type Comparison, graver } from '@h986/domain';
import { useApp } from '../../app/context.ts';
import { wordFor } from '../../i18n/word.ts';

/** What the result was held against, which questions could be answered, and whether an earlier comparison was graver. */
export function ComparisonFacts({ comparison }: { comparison: Comparison }) {
  const { words, format } = useApp();
  const w = words.load;
  const { declarations, scans, runs, gravestBefore, verdict } = comparison;
  const against = declarations.map(({ reference, version }) =>
    version === null ? w.againstOrder(reference) : w.against(reference, format.number(version)),
  );
  if (scans.length > 0) against.push(w.againstScans(format.number(scans.length)));
  const softer =
    gravestBefore !== null && gravestBefore !== verdict.kind && graver(gravestBefore, verdict.kind) === gravestBefore;
  return (
    <section data-testid="comparison">
      <h4>{w.comparison}</h4>
      <p>
        {against.length === 0 ? <span className="dim">{w.againstNothing}</span> : against.join(' · ')}{' '}
        <small className="dim">{format.instant(comparison.madeAt)}</small>
      </p>
      {softer && <p className="warn">⚠ {w.wasGraver(words.verdictKind[gravestBefore])}</p>}
      <ul className="runs">
        {runs.map((run) => (
          <li key={run.name} className="row spread" data-run={run.name} data-state={run.state}>
            <span>{wordFor(words.algorithm, run.name)}</span>
            <span className={run.state === 'ran' ? 'good' : run.state === 'not-applicable' ? 'dim' : 'warn'}>
              {run.state === 'ran' ? '✓' : run.state === 'not-applicable' ? '–' : '⚠'}{' '}
              {run.state === 'not-applicable' ? wordFor(words.runReason, run.reason) : words.runState[run.state]}
              {run.state !== 'not-applicable' && run.reason && ` (${wordFor(words.runReason, run.reason)})`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
