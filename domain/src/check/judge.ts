import { z } from 'zod';
import { controlChart } from '../statistics/control-chart.ts';
import { CHECK_GRADES, CHECK_REFUSALS, type CheckFigure, CheckGrade, type CheckReading } from './check.ts';
import { CHECK_LIMITS, type CheckFigureName } from './limits.ts';

export const CHECK_REASONS = [
  ...CHECK_REFUSALS,
  /** The figure is not good by the limit. */
  'beyond-limit',
  /** Not even the coarsest part of the object is told. */
  'nothing-told',
  /** It has left what the scanner's own checks before it were. */
  'unlike-before',
] as const;

/** Why a check is not good. */
export const CheckReason = z.object({
  code: z.enum(CHECK_REASONS),
  /** Name of the figure, empty where it is about all of it. */
  figure: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  /** The limit, or the middle of the checks before it. */
  against: z.number().nullable(),
  makes: CheckGrade.exclude(['good']),
});
export type CheckReason = z.infer<typeof CheckReason>;

/** The least that a figure can sensibly move, by its unit: one that never moved must not call at its first hair. */
export const CHECK_GRAIN: Readonly<Record<string, number>> = { percent: 0.05, mm: 0.2, count: 0.5 };

/**
 * Whether a scanner may be decided by: what its limits say, and where a figure has become worse than its own past allows, that at best it is
 * usable.
 *
 * @param before values of the same object's earlier checks by figure, oldest first
 */
export function judgeCheck(
  reading: Pick<CheckReading, 'refusal' | 'figures'>,
  before: Readonly<Record<string, readonly number[]>>,
): { grade: CheckGrade; reasons: CheckReason[] } {
  const reasons: CheckReason[] = reading.refusal ? [refused(reading.refusal)] : [];
  for (const figure of reading.figures) reasons.push(...byLimit(figure), ...byPast(figure, before[figure.name] ?? []));
  reasons.sort((a, b) => CHECK_GRADES.indexOf(b.makes) - CHECK_GRADES.indexOf(a.makes));
  return { grade: reasons[0]?.makes ?? 'good', reasons };
}

const refused = (code: (typeof CHECK_REFUSALS)[number]): CheckReason => ({
  code,
  figure: '',
  value: null,
  unit: '',
  against: null,
  makes: 'unfit',
});

function byLimit({ name, value, unit, grade, limit }: CheckFigure): CheckReason[] {
  if (grade === 'good') return [];
  const code = value === null ? 'nothing-told' : 'beyond-limit';
  return [{ code, figure: name, value, unit, against: limit.atLeast ?? limit.atMost ?? null, makes: grade }];
}

function byPast({ name, value, unit }: CheckFigure, before: readonly number[]): CheckReason[] {
  if (value === null) return [];
  const { state, limits } = controlChart([...before, value], CHECK_GRAIN[unit]);
  if (state !== 'out' || limits === null) return [];
  const worse =
    CHECK_LIMITS[name as CheckFigureName]?.better === 'more' ? value < limits.middle : value > limits.middle;
  if (!worse) return [];
  return [{ code: 'unlike-before', figure: name, value, unit, against: limits.middle, makes: 'usable' }];
}
