import type { InspectionOrder } from '@h986/domain';
import { useApp } from '../../app/context.ts';
import { wordFor } from '../../i18n/word.ts';
import { DecisionBadge } from '../../shared/verdict.tsx';
import type { Panel, PanelProps } from './panel.tsx';

/** What people decided on this scan before. */
export const EARLIER: Panel = {
  id: 'earlier',
  place: 'below',
  title: ({ review }) => review.earlier,
  Body: EarlierBody,
  when: ({ decisions }) => decisions.length > 0,
};

function EarlierBody({ scan: { decisions } }: PanelProps) {
  const { words, format } = useApp();
  return decisions.map((decision) => (
    <p key={decision.id}>
      <DecisionBadge kind={decision.kind} /> {wordFor(words.decisionReason, decision.reason)}
      <br />
      <small className="dim">
        {decision.by} · {format.instant(decision.at)} · {words.readingStage[decision.stage]}
        {!decision.final && ` (${words.readings.notFinal})`}
      </small>
      {decision.inspection && <InspectionAsked inspection={decision.inspection} />}
      {decision.text && <q>{decision.text}</q>}
    </p>
  ));
}

/** What the inspectors are asked to do. */
function InspectionAsked({ inspection: { scope, marks, instruction } }: { inspection: InspectionOrder }) {
  const { words, format } = useApp();
  const w = words.readings;
  return (
    <>
      <br />
      <small>
        {w.inspection(scope === 'whole' ? w.whole : w.marked(format.number(marks.length)))}
        {instruction && `: ${instruction}`}
      </small>
    </>
  );
}
