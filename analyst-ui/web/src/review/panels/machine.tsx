import { useApp } from '../../app/context.ts';
import { wordFor } from '../../i18n/word.ts';
import type { Panel, PanelProps } from './panel.tsx';

/** Which algorithms ran, and how. */
export const MACHINE: Panel = {
  id: 'machine',
  place: 'below',
  title: ({ review }) => review.machine,
  Body: MachineBody,
  when: ({ result }) => result !== null,
};

function MachineBody({ scan: { result } }: PanelProps) {
  const { words } = useApp();
  return (
    <>
      <ul className="runs">
        {result?.runs.map((run) => (
          <li key={`${run.name} ${run.version}`} className="row spread">
            <span>
              {wordFor(words.algorithm, run.name)} <small className="mono dim">{`${run.name} ${run.version}`}</small>
            </span>
            <span className={run.state === 'ran' ? 'good' : 'warn'}>
              {run.state === 'ran' ? '✓' : '⚠'} {words.runState[run.state]}
              {run.reason && ` (${wordFor(words.runReason, run.reason)})`}
            </span>
          </li>
        ))}
      </ul>
      {result?.runs.some((run) => run.name === 'outlier') && <p className="note">{words.review.baselineNote}</p>}
    </>
  );
}
