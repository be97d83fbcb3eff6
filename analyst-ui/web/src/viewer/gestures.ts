import { createInertia } from './inertia.ts';
import type { Tool } from './types.ts';

/** What hands do to the picture, in CSS pixels from its top left. */
export interface GestureHandlers {
  /** What a drag with the left button does now. */
  tool(): Tool;
  pan(dx: number, dy: number): void;
  window(dx: number, dy: number): void;
  /** `from` is where the drag began. */
  ruler(from: Spot, to: Spot): void;
  zoom(factor: number, x: number, y: number): void;
  hover(x: number, y: number): void;
  leave(): void;
  /** @returns whether the key meant something */
  key(key: string): boolean;
  /** The peek key, held down. */
  peek(on: boolean): void;
}

export interface Spot {
  x: number;
  y: number;
}

/** Drag does what the tool says; right button or held W pulls the window; the wheel zooms at the cursor. @returns how to stop listening */
export function listenToGestures(host: HTMLElement, handlers: GestureHandlers): () => void {
  const stop = new AbortController();
  const options = { signal: stop.signal };
  const inertia = createInertia(handlers.pan);
  let dragging: Tool | null = null;
  let windowKey = false;
  let last: Spot = { x: 0, y: 0 };
  let began: Spot = { x: 0, y: 0 };

  const spotOf = ({ clientX, clientY }: MouseEvent): Spot => {
    const { left, top } = host.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const down = (event: PointerEvent): void => {
    inertia.stop();
    if (event.button !== 0 && event.button !== 2) return;
    host.focus({ preventScroll: true });
    host.setPointerCapture(event.pointerId);
    dragging = event.button === 2 || windowKey ? 'window' : handlers.tool();
    last = { x: event.clientX, y: event.clientY };
    began = spotOf(event);
  };
  const move = (event: PointerEvent): void => {
    const [dx, dy] = [event.clientX - last.x, event.clientY - last.y];
    last = { x: event.clientX, y: event.clientY };
    const spot = spotOf(event);
    if (dragging === 'ruler') handlers.ruler(began, spot);
    else if (dragging !== null) handlers[dragging](dx, dy);
    if (dragging === 'pan') inertia.moved(dx, dy);
    handlers.hover(spot.x, spot.y);
  };
  const up = (): void => {
    if (dragging === 'pan') inertia.release();
    dragging = null;
  };
  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    inertia.stop();
    const { x, y } = spotOf(event);
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
    handlers.zoom(2 ** (-pixels / 300), x, y);
  };
  const keyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.toLowerCase() === 'w') windowKey = true;
    if (event.key === ' ' && event.target === host) {
      event.preventDefault();
      handlers.peek(true);
    } else if (handlers.key(event.key)) {
      inertia.stop();
      event.preventDefault();
    }
  };
  const letGo = (key: string | null): void => {
    if (key === null || key.toLowerCase() === 'w') windowKey = false;
    if (key === null || key === ' ') handlers.peek(false);
  };

  // Keys work where the focus is.
  host.tabIndex = 0;
  host.addEventListener('pointerdown', down, options);
  host.addEventListener('pointermove', move, options);
  host.addEventListener('pointerup', up, options);
  host.addEventListener('pointercancel', up, options);
  host.addEventListener('pointerleave', handlers.leave, options);
  host.addEventListener('wheel', wheel, { ...options, passive: false });
  host.addEventListener('contextmenu', (event) => event.preventDefault(), options);
  host.addEventListener('keydown', keyDown, options);
  host.addEventListener('keyup', (event) => letGo(event.key), options);
  host.addEventListener('blur', () => letGo(null), options);
  return () => {
    inertia.stop();
    stop.abort();
  };
}
