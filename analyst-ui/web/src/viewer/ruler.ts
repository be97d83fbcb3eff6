import type { Measure, PicturePoint } from './types.ts';

/** The ruler that is drawn with the hand: one at a time, over the picture. */
export interface Ruler {
  set(measure: Measure | null): void;
  get(): Measure | null;
  show(visible: boolean): void;
  /** @param toScreen CSS pixels */
  place(toScreen: (point: PicturePoint) => { x: number; y: number }): void;
  destroy(): void;
}

const SVG = 'http://www.w3.org/2000/svg';

export function createRuler(host: HTMLElement, words: (measure: Measure) => string): Ruler {
  const svg = document.createElementNS(SVG, 'svg');
  svg.classList.add('viewer-ruler');
  svg.setAttribute('aria-hidden', 'true');
  // Twice: a dark line under the light one, to be seen on white air and on black steel.
  const lines = ['under', 'line'].map((role) => {
    const line = document.createElementNS(SVG, 'path');
    line.classList.add(role);
    return line;
  });
  const text = document.createElementNS(SVG, 'text');
  svg.append(...lines, text);
  host.append(svg);
  let shown: Measure | null = null;

  return {
    set(measure) {
      shown = measure;
      svg.classList.toggle('empty', measure === null);
      text.textContent = measure === null ? '' : words(measure);
    },
    get: () => shown,
    show: (visible) => svg.classList.toggle('hidden', !visible),
    place(toScreen) {
      if (shown === null) return;
      const a = toScreen(shown.from);
      const b = toScreen(shown.to);
      const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
      const across = { x: (-(b.y - a.y) * 6) / length, y: ((b.x - a.x) * 6) / length };
      const tick = ({ x, y }: { x: number; y: number }): string =>
        `M${x - across.x} ${y - across.y}L${x + across.x} ${y + across.y}`;
      for (const line of lines) line.setAttribute('d', `M${a.x} ${a.y}L${b.x} ${b.y}${tick(a)}${tick(b)}`);
      text.setAttribute('x', String((a.x + b.x) / 2 + 8));
      text.setAttribute('y', String((a.y + b.y) / 2 - 8));
    },
    destroy: () => svg.remove(),
  };
}

/** Without words of a page: metres, or texels where mm are not known. */
export function plainLength({ mm, px }: Measure): string {
  return mm === null ? `${px.toFixed(0)} px` : `${(mm / 1000).toFixed(3)} m`;
}
