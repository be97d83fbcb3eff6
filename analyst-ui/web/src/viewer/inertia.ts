/** Lets a picture glide on after a quick drag and come to rest. */
export interface Inertia {
  /** A step of the drag, CSS pixels. */
  moved(dx: number, dy: number): void;
  /** The hand has let go. */
  release(): void;
  stop(): void;
}

/** Only the last of the drag counts: who stops before letting go wants to stay. */
const REMEMBERED_MS = 60;
/** After so long a third of the speed is left. */
const DECAY_MS = 160;
/** CSS pixels per ms: slower than this is standing still. */
const SLOWEST = 0.03;
const FASTEST = 6;

export function createInertia(
  glide: (dx: number, dy: number) => void,
  still: () => boolean = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches,
): Inertia {
  let steps: { dx: number; dy: number; at: number }[] = [];
  let frame = 0;

  function stop(): void {
    cancelAnimationFrame(frame);
    frame = 0;
  }

  function run(vx: number, vy: number, since: number): void {
    frame = requestAnimationFrame((now) => {
      const ms = Math.min(50, Math.max(0, now - since));
      const left = Math.exp(-ms / DECAY_MS);
      // The way of a speed that falls off exponentially.
      const way = DECAY_MS * (1 - left);
      glide(vx * way, vy * way);
      if (Math.hypot(vx * left, vy * left) > SLOWEST) run(vx * left, vy * left, now);
      else frame = 0;
    });
  }

  return {
    moved(dx, dy) {
      stop();
      const at = performance.now();
      steps = [...steps.filter((step) => at - step.at < REMEMBERED_MS), { dx, dy, at }];
    },
    release() {
      const now = performance.now();
      const last = steps.filter((step) => now - step.at < REMEMBERED_MS);
      steps = [];
      const first = last[0];
      // One step alone has no speed.
      if (first === undefined || last.length < 2 || still()) return;
      const ms = Math.max(8, now - first.at);
      const sum = last.slice(1).reduce((all, { dx, dy }) => ({ x: all.x + dx, y: all.y + dy }), { x: 0, y: 0 });
      const speed = Math.hypot(sum.x, sum.y) / ms;
      if (speed < SLOWEST) return;
      const held = Math.min(1, FASTEST / speed) / ms;
      run(sum.x * held, sum.y * held, now);
    },
    stop,
  };
}
