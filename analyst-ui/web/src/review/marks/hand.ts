import type { MarkId, MarkKind } from '@h986/domain';
import type { DrawnMark } from './history.ts';
import type { MarkHands, Point } from './layer.ts';
import { handleAt } from './mark-shapes.ts';

interface Options extends Pick<MarkHands, 'mine' | 'onDraw' | 'onMove' | 'onSelect' | 'onHover'> {
  /** A place on the picture. @param x, y CSS pixels from the host's top left */
  spot(x: number, y: number): Point;
  /** One CSS pixel in lines and channels. */
  unit(): { line: number; channel: number };
  tool(): MarkKind | null;
  find(id: MarkId): DrawnMark | null;
  selected(): MarkId | null;
  /** What a drag would leave; null kind: nothing. */
  ghost(kind: MarkKind | null, points: Point[]): void;
}

interface Drag {
  mark?: DrawnMark;
  /** Which of its points is pulled; null: all of it. */
  handle?: number | null;
  kind: MarkKind;
  from: Point;
  points: Point[];
}

/** A drag shorter than this is a click, CSS px. */
const SMALLEST_PX = 4;

/** Draws, chooses and pulls marks with the pointer, before the picture's own drags hear of it. @returns how to stop listening */
export function listenToHand(host: HTMLElement, options: Options): () => void {
  const stop = new AbortController();
  let drag: Drag | null = null;
  /** Where the left button went down beside all marks: a click there chooses none. */
  let beside: PointerEvent | null = null;
  let hovered: MarkId | null = null;

  const spotOf = (event: PointerEvent): Point => {
    const { left, top } = host.getBoundingClientRect();
    return options.spot(event.clientX - left, event.clientY - top);
  };
  const far = (a: Point | undefined, b: Point | undefined): boolean => {
    const { line, channel } = options.unit();
    return !!a && !!b && Math.hypot((a.x - b.x) / line, (a.y - b.y) / channel) >= SMALLEST_PX;
  };

  const begin = (event: PointerEvent): Drag | null => {
    const at = spotOf(event);
    const kind = options.tool();
    if (kind !== null) return { kind, from: at, points: kind === 'note' ? [at] : [at, at] };
    const [id, handle] = handleAt(event.target);
    const mark = id && options.find(id);
    if (!mark) return null;
    if (mark.id !== options.selected()) options.onSelect(mark.id);
    return { mark, handle, kind: mark.kind, from: at, points: mark.points };
  };
  const down = (event: PointerEvent): void => {
    beside = null;
    if (event.button !== 0) return;
    drag = begin(event);
    if (!drag) {
      beside = event;
      return;
    }
    // The picture stays where it is.
    event.stopImmediatePropagation();
    host.focus({ preventScroll: true });
    host.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent): void => {
    if (!drag || (drag.mark && !options.mine(drag.mark))) return;
    options.ghost(drag.kind, pulled(drag, spotOf(event)));
  };
  const end = (): Drag | null => {
    const ended = drag;
    drag = null;
    options.ghost(null, []);
    return ended;
  };
  const up = (event: PointerEvent): void => {
    const ended = end();
    if (beside && Math.hypot(event.clientX - beside.clientX, event.clientY - beside.clientY) < SMALLEST_PX) {
      if (options.selected() !== null) options.onSelect(null);
    }
    beside = null;
    if (!ended) return;
    const points = pulled(ended, spotOf(event));
    const { mark, kind } = ended;
    if (!mark) {
      if (kind === 'note' || far(points[0], points[1])) options.onDraw(kind, points);
    } else if (options.mine(mark) && points.some((point, i) => far(point, mark.points[i])))
      options.onMove(mark.id, points);
  };
  const hover = (id: MarkId | null): void => {
    if (drag || id === hovered) return;
    hovered = id;
    options.onHover(id);
  };

  const how = { signal: stop.signal, capture: true };
  host.addEventListener('pointerdown', down, how);
  host.addEventListener('pointermove', move, how);
  host.addEventListener('pointerup', up, how);
  host.addEventListener('pointercancel', end, how);
  host.addEventListener('pointerover', (event) => hover(handleAt(event.target)[0]), how);
  host.addEventListener('pointerleave', () => hover(null), { signal: stop.signal });
  return () => stop.abort();
}

function pulled({ mark, handle, kind, from, points }: Drag, at: Point): Point[] {
  if (!mark) return kind === 'note' ? [at] : [points[0] as Point, at];
  const [dx, dy] = [at.x - from.x, at.y - from.y];
  return mark.points.map((point, i) => (handle == null || handle === i ? { x: point.x + dx, y: point.y + dy } : point));
}
