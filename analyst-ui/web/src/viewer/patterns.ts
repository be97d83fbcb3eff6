/** Patterns that say something without colour, by screen pixel; `gl/glsl.ts` draws the same. */
export const PATTERN = { none: 0, hatch: 1, dots: 2, 'cross-hatch': 3, fill: 4 } as const;
export type PatternName = keyof typeof PATTERN;

export function patternAt(pattern: number, x: number, y: number): boolean {
  if (pattern === PATTERN.hatch) return ((x - y) & 7) < 2;
  if (pattern === PATTERN.dots) return ((x + ((y >> 2) & 1) * 4) & 7) < 2 && (y & 3) < 2;
  if (pattern === PATTERN['cross-hatch']) return ((x - y) & 7) < 2 || ((x + y) & 7) < 2;
  return pattern === PATTERN.fill;
}

/** How much lighter, or darker where it is light, the strokes of a class's pattern are. */
export const PATTERN_LIFT = 30;

export function lifted(grey: number): number {
  return grey < 128 ? grey + PATTERN_LIFT : grey - PATTERN_LIFT;
}
