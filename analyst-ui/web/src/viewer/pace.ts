/** Device pixels that one drawn pixel stands for, in each direction. */
export type Coarseness = 1 | 2 | 3;

/** Draws coarser while something moves, but only where frames have been measured to be slow, and exactly once it rests. */
export interface Pace {
  /**
   * Something moves: a frame is wanted because of it.
   *
   * @param byHand more of it will follow. Otherwise only the second of a quick succession is a movement: a single step is drawn
   *   exactly at once.
   */
  stir(byHand?: boolean): void;
  /** Draws a frame. @param finish waits until what was drawn is there @returns how coarse it was */
  frame(draw: (coarse: Coarseness) => void, finish: () => void): Coarseness;
  stop(): void;
}

/** An exact frame that takes longer to draw than this is slow; compositing, scripts and the drawings over it come on top. */
const SLOW_MS = 30;
/** What a coarse one may take: who has to be coarse is so with a margin. */
const COARSE_MS = 16;
/** So long after the last frame of a movement the hand rests. */
const REST_MS = 120;
const SUCCESSION_MS = 250;
/** Waiting for a frame costs a graphics card a little: not more often than this while frames are quick. */
const MEASURED_EVERY_MS = 250;

/**
 * Within a movement frames only become coarser, so that the picture does not change to and fro under the hand. Two measured
 * frames must be slow: one is a program that was built, or other work on the machine.
 *
 * @param exact asks for a frame; whatever it draws is exact unless something moves again before
 * @param still true: never coarser, as the change would flicker
 */
export function createPace(
  exact: () => void,
  still: () => boolean = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches,
): Pace {
  /** What the last frames took, at most two, by coarseness. */
  const took: Record<Coarseness, number[]> = { 1: [], 2: [], 3: [] };
  let coarse: Coarseness = 1;
  let moving = false;
  let stirred = false;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let measuredAt = Number.NEGATIVE_INFINITY;
  let resting: ReturnType<typeof setTimeout> | undefined;

  function rest(): void {
    moving = false;
    if (coarse === 1) return;
    stirred = true;
    exact();
  }

  /** As coarse as the last exact frames and, within a movement, the last coarse ones ask for. */
  function wanted(): Coarseness {
    if (!moving || still()) return 1;
    if (coarse === 1) return enough(slowness(took[1]));
    return slowness(took[coarse]) > COARSE_MS ? 3 : coarse;
  }

  /** @returns whether this frame is waited for and measured */
  function measures(now: number): boolean {
    if (!stirred) return false;
    return coarse > 1 || now - measuredAt > MEASURED_EVERY_MS || (took[1].at(-1) ?? 0) > SLOW_MS;
  }

  return {
    stir(byHand = false) {
      clearTimeout(resting);
      moving ||= byHand || performance.now() - drawnAt < SUCCESSION_MS;
      stirred = true;
    },
    frame(draw, finish) {
      clearTimeout(resting);
      const before = performance.now();
      const now = wanted();
      if (now !== coarse && now > 1) took[now] = [];
      coarse = now;
      const measured = measures(before);
      draw(coarse);
      if (measured) {
        finish();
        measuredAt = performance.now();
        took[coarse] = [...took[coarse].slice(-1), measuredAt - before];
      }
      if (stirred) drawnAt = performance.now();
      stirred = false;
      // From here, not from the hand's last event: while a slow frame is drawn the next event waits.
      if (moving) resting = setTimeout(rest, REST_MS);
      return coarse;
    },
    stop: () => clearTimeout(resting),
  };
}

/** The quicker of two; nothing is slow before it has been so twice. */
const slowness = (times: readonly number[]): number => (times.length < 2 ? 0 : Math.min(...times));

function enough(exactMs: number): Coarseness {
  if (exactMs <= SLOW_MS) return 1;
  return exactMs / 4 <= COARSE_MS ? 2 : 3;
}
