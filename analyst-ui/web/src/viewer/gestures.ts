/** What hands do to the picture, in CSS pixels from its top left. */
export interface GestureHandlers {
  pan(dx: number, dy: number): void;
  window(dx: number, dy: number): void;
  zoom(factor: number, x: number, y: number): void;
  hover(x: number, y: number): void;
  leave(): void;
}

/** Drag pans; right button or held W pulls the window; the wheel zooms at the cursor. @returns how to stop listening */
export function listenToGestures(host: HTMLElement, handlers: GestureHandlers): () => void {
  const stop = new AbortController();
  const options = { signal: stop.signal };
  let dragging: 'pan' | 'window' | null = null;
  let windowKey = false;
  let last = { x: 0, y: 0 };

  const down = (event: PointerEvent): void => {
    if (event.button !== 0 && event.button !== 2) return;
    host.focus({ preventScroll: true });
    host.setPointerCapture(event.pointerId);
    dragging = event.button === 2 || windowKey ? 'window' : 'pan';
    last = { x: event.clientX, y: event.clientY };
  };
  const move = (event: PointerEvent): void => {
    if (dragging !== null) handlers[dragging](event.clientX - last.x, event.clientY - last.y);
    last = { x: event.clientX, y: event.clientY };
    const { left, top } = host.getBoundingClientRect();
    handlers.hover(event.clientX - left, event.clientY - top);
  };
  const up = (): void => {
    dragging = null;
  };
  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const { left, top } = host.getBoundingClientRect();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
    handlers.zoom(2 ** (-pixels / 300), event.clientX - left, event.clientY - top);
  };
  const keyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.toLowerCase() === 'w') windowKey = true;
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
  host.addEventListener('keyup', () => (windowKey = false), options);
  host.addEventListener('blur', () => (windowKey = false), options);
  return () => stop.abort();
}
