import { useApp } from '../../app/context.ts';
import { wordFor } from '../../i18n/word.ts';
import { DecisionBadge } from '../../shared/verdict.tsx';
import { InspectionAsked } from '../inspection-asked.tsx';
import type { Panel, PanelProps } from './panel.tsx';

/** What people decided on this scan before. */
export const EARLIER: Panel = {
  id: 'earlier',
  place: 'below',
  title: ({ review }) => review.earlier,
  Body: EarlierBody,
  when: ({ decisions }) => decisions.length > 0,
};

function EarlierBody({ scan: { decisions }, marks }: PanelProps) {
  const { words, format } = useApp();
  return decisions.map((decision) => (
    <p key={decision.id}>
      <DecisionBadge kind={decision.kind} /> {wordFor(words.decisionReason, decision.reason)}
      <br />
      <small className="dim">
        {decision.by} · {format.instant(decision.at)} · {words.readingStage[decision.stage]}
        {!decision.final && ` (${words.readings.notFinal})`}
      </small>
      {decision.inspection && <InspectionAsked inspection={decision.inspection} marks={marks} />}
      {decision.text && <q>{decision.text}</q>}
    </p>
  ));
}
