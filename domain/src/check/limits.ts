import type { CheckFigure, CheckGrade } from './check.ts';
import type { TestObject } from './test-object.ts';

interface CheckLimit {
  unit: string;
  /** Which way is better. */
  better: 'more' | 'less';
  good: number;
  /** Beyond it nothing should be decided by the scanner's pictures. */
  usable: number;
}

/**
 * What is good, and what is still usable, of a cargo scanner of 6 MV and more. A site sets its own beside its object; the scanner's own past
 * tells finer.
 */
export const CHECK_LIMITS = {
  // Typical figures of such scanners are 200 to 450 mm. A container of machinery has places of 200 mm.
  penetration: { unit: 'mm', better: 'more', good: 250, usable: 180 },
  // Detonator leads are some 0.5 mm, cables 1 to 3.
  'wire-air': { unit: 'mm', better: 'less', good: 1, usable: 2 },
  'wire-steel': { unit: 'mm', better: 'less', good: 4, usable: 8 },
  // Typical is 1 to 4 %.
  contrast: { unit: 'percent', better: 'less', good: 2, usable: 4 },
  // Typical is 3 to 5 mm; the lines of fast gantries are 6 to 8 mm apart.
  'resolution-line': { unit: 'mm', better: 'less', good: 10, usable: 16 },
  'resolution-channel': { unit: 'mm', better: 'less', good: 10, usable: 16 },
  // Whole steps of known stuff; where classes are too close none is told, which is not right either.
  materials: { unit: 'percent', better: 'more', good: 75, usable: 50 },
  // As of ordinary scans, see pipeline/src/load/quality/limits.ts.
  'air-noise': { unit: 'percent', better: 'less', good: 2, usable: 5 },
  'dead-channels': { unit: 'percent', better: 'less', good: 0.5, usable: 2 },
  'dead-gap': { unit: 'count', better: 'less', good: 2, usable: 8 },
  'stuck-channels': { unit: 'count', better: 'less', good: 0, usable: 8 },
  // How far the frame's length is off, either way: speed, or an encoder that slips.
  'scale-off': { unit: 'percent', better: 'less', good: 2, usable: 7 },
} as const satisfies Record<string, CheckLimit>;
export type CheckFigureName = keyof typeof CHECK_LIMITS;
export const CHECK_FIGURES = Object.keys(CHECK_LIMITS) as [CheckFigureName, ...CheckFigureName[]];

/** A figure with its grade. @param own a site's own limits */
export function gradedFigure(name: CheckFigureName, value: number | null, own: TestObject['limits'] = {}): CheckFigure {
  const { unit, better } = CHECK_LIMITS[name];
  const { good, usable } = own[name] ?? CHECK_LIMITS[name];
  const keeps = (bound: number): boolean => value !== null && (better === 'more' ? value >= bound : value <= bound);
  const grade: CheckGrade = keeps(good) ? 'good' : keeps(usable) ? 'usable' : 'unfit';
  return { name, value, unit, grade, limit: better === 'more' ? { atLeast: good } : { atMost: good } };
}
