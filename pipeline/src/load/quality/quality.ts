import { type Observation, QUALITY_GRADES, type QualityFigure, type QualityGrade } from '@h986/domain';
import type { Analysis, LoadContext } from '../analysis.ts';
import { cutSides, SIDES } from './cut-off.ts';
import { figuresOf } from './figures.ts';

const NAME = 'quality';

/** Whether the picture itself can be judged by: measured figures, each graded, and the worst of them. */
export const quality: Analysis = {
  name: NAME,
  version: '1.0.0',
  read(context, draft) {
    if (!context.strips.some((strip) => strip.quality)) return 'no-pixels';
    const figures = figuresOf(context);
    const grade = worstOf(figures);
    draft.quality = { grade, figures };
    if (grade !== 'good') draft.observations.push(gradeObservation(grade, figures));
    draft.observations.push(...cutObservations(context));
    return undefined;
  },
};

function worstOf(figures: readonly QualityFigure[]): QualityGrade {
  return figures.reduce<QualityGrade>((worst, { grade }) => (badness(grade) > badness(worst) ? grade : worst), 'good');
}

/** With every figure that is not good, the gravest of which has its name told. */
function gradeObservation(grade: Exclude<QualityGrade, 'good'>, figures: readonly QualityFigure[]): Observation {
  const poor = figures.filter((figure) => figure.grade !== 'good').sort((a, b) => badness(b.grade) - badness(a.grade));
  return {
    code: `quality-${grade}`,
    algorithm: NAME,
    container: null,
    values: Object.fromEntries(poor.map(({ name, value }) => [name, value])),
    names: { figure: poor[0]?.name ?? '' },
  };
}

function cutObservations(context: LoadContext): Observation[] {
  return context.containers.flatMap(({ boxPx }, container) => {
    const cut = cutSides(boxPx, context);
    if (cut.length === 0) return [];
    return [
      {
        code: 'cargo-cut-off' as const,
        algorithm: NAME,
        container,
        values: Object.fromEntries(SIDES.map((side) => [side, cut.includes(side) ? 1 : 0])),
        names: { side: cut[0] as string },
        boxPx,
      },
    ];
  });
}

const badness = (grade: QualityGrade): number => QUALITY_GRADES.indexOf(grade);
