import type { InspectionOrder } from '@h986/domain';
import { useApp } from '../app/context.ts';
import type { Marks } from './marks/use-marks.ts';

/** What the inspectors were asked to do. */
export function InspectionAsked({ inspection, marks }: { inspection: InspectionOrder; marks: Marks }) {
  const { words } = useApp();
  const { scope, instruction } = inspection;
  const w = words.readings;
  const names = inspection.marks
    .map((id) => marks.marks.find((mark) => mark.id === id))
    .map((mark) => mark && marks.name(mark));
  // A mark that this reader may not see is counted all the same.
  const places = names.every(Boolean) ? names.join(', ') : words.marks.places(String(names.length));
  return (
    <p className="inspection-asked" data-testid="inspection-asked">
      <small>
        {w.inspection(scope === 'whole' ? w.whole : w.marked(places))}
        {instruction && `: ${instruction}`}
      </small>
    </p>
  );
}
