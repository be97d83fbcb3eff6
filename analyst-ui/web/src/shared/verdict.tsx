import type { DecisionKind, VerdictKind } from '@h986/domain';
import { useApp } from '../app/context.ts';

const VERDICT_ICON: Record<VerdictKind, string> = { clear: '✓', inconclusive: '?', suspicious: '!' };
const DECISION_ICON: Record<DecisionKind, string> = { release: '✓', inspect: '⚑', rescan: '↻' };

/** Shape, word and colour: no one of them alone. */
export function VerdictBadge({ kind, large = false }: { kind: VerdictKind | null; large?: boolean }) {
  const { words } = useApp();
  if (kind === null) return <span className="badge pending">… {words.lane.noVerdict}</span>;
  return (
    <span className={`badge ${kind} ${large ? 'large' : ''}`} data-verdict={kind}>
      <span className="icon" aria-hidden="true">
        {VERDICT_ICON[kind]}
      </span>
      {words.verdictKind[kind]}
    </span>
  );
}

export function DecisionBadge({ kind }: { kind: DecisionKind }) {
  const { words } = useApp();
  return (
    <span className={`badge decision ${kind}`} data-decision={kind}>
      <span aria-hidden="true">{DECISION_ICON[kind]}</span> {words.decisionKind[kind]}
    </span>
  );
}
