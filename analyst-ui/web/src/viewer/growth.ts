/** Asks for frames of a picture whose strips come one after the other. */
export interface Growth {
  /** A picture begins: its first strip is drawn at once. */
  begin(): void;
  /** @param whole nothing more comes */
  grown(whole: boolean): void;
  stop(): void;
}

/** While a picture grows. */
const GROWN_EVERY_MS = 300;

/**
 * The first strip and the last are drawn at once; of those that follow closely not each is worth a frame, which on a slow machine
 * keeps the next ones waiting.
 */
export function createGrowth(redraw: () => void): Growth {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let drawnAt = Number.NEGATIVE_INFINITY;

  function draw(): void {
    stop();
    drawnAt = performance.now();
    redraw();
  }

  function stop(): void {
    clearTimeout(waiting);
    waiting = undefined;
  }

  return {
    begin() {
      stop();
      drawnAt = Number.NEGATIVE_INFINITY;
    },
    grown(whole) {
      const left = drawnAt + GROWN_EVERY_MS - performance.now();
      if (whole || left <= 0) draw();
      else waiting ??= setTimeout(draw, left);
    },
    stop,
  };
}
