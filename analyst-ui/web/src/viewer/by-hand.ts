import type { Display } from '@h986/domain';
import type { Point } from './camera.ts';
import { listenToGestures } from './gestures.ts';
import { keyAction } from './keys.ts';
import type { Pace } from './pace.ts';
import { dragWindow } from './presets.ts';
import type { PicturePoint, Viewer } from './types.ts';

/** What a hand needs of a viewer beside what everybody may do. */
export interface HandTools {
  viewer: Viewer;
  pace: Pick<Pace, 'stir'>;
  /** Whether the host answers to keys itself. */
  keys: boolean;
  /** At a place in CSS pixels. */
  zoomBy(factor: number, x: number, y: number): void;
  /** The pointer, CSS pixels; null when it leaves. */
  hover(at: Point | null): void;
}

/** Pointer, wheel and keys over a viewer's host: what they move is drawn at the pace of a hand. @returns how to stop listening */
export function listenToHand(host: HTMLElement, { viewer, pace, keys, zoomBy, hover }: HandTools): () => void {
  const between = (from: Point, to: Point): { from: PicturePoint; to: PicturePoint } => ({
    from: viewer.toPicture(from.x, from.y),
    to: viewer.toPicture(to.x, to.y),
  });

  function byHand<A extends unknown[]>(move: (...how: A) => void): (...how: A) => void {
    return (...how) => {
      pace.stir(true);
      move(...how);
    };
  }

  function key(name: string): boolean {
    const action = keys ? keyAction(name) : null;
    action?.(viewer);
    return action !== null;
  }

  return listenToGestures(host, {
    tool: () => viewer.getState().tool,
    pan: byHand(viewer.pan),
    window: byHand((dx, dy) => viewer.setDisplay(windowOf(dragWindow(viewer.getState().display, dx, dy)))),
    ruler: (from, to) => viewer.setRuler(between(from, to)),
    zoom: byHand(zoomBy),
    hover: (x, y) => hover({ x, y }),
    leave: () => hover(null),
    key,
    peek: viewer.peek,
  });
}

const windowOf = ({ low, high, absorption }: Display): Partial<Display> => ({ low, high, absorption });
