import { autoWindow, type Display, TRANSMISSION_ONE } from '@h986/domain';
import type { StripStore } from './strip-store.ts';

/** Windows by name; `custom` is what is left after a hand has moved one. */
export const PRESETS = ['auto', 'full', 'dense'] as const;
export type Preset = (typeof PRESETS)[number];

/** At or below one tenth transmission: what steel and full water tanks leave. */
const DENSE_HIGH = TRANSMISSION_ONE / 10;
/** One thousandth: below it there is mostly noise. */
const DENSE_LOW = TRANSMISSION_ONE / 1000;

export const DEFAULT_DISPLAY: Display = {
  energy: 'high',
  low: 0,
  high: TRANSMISSION_ONE,
  curve: 'linear',
  gamma: 1.8,
  absorption: { middle: 1.5, width: 1.5 },
  invert: false,
  localContrast: 0,
  edges: 0,
  palette: 'grey',
  strip: 'none',
};

/** The display with the preset's window; energy and inversion are the analyst's own. */
export function withPreset(display: Display, preset: Preset, store: StripStore | null): Display {
  if (preset === 'full') return { ...display, low: 0, high: TRANSMISSION_ONE, curve: 'linear' };
  if (preset === 'dense') return { ...display, low: DENSE_LOW, high: DENSE_HIGH, curve: 'log' };
  if (store === null) return display;
  // The curve over absorption has a window of its own; an auto window in transmission would not be seen.
  const curve = display.curve === 'absorption' ? 'linear' : display.curve;
  return { ...display, curve, ...autoWindow(store.thinned(display.energy)) };
}

/**
 * The window pulled by a drag: to the right wider, downwards brighter, as in every picture archive.
 *
 * @param dx, dy CSS pixels since the last call
 */
export function dragWindow(display: Display, dx: number, dy: number): Display {
  if (display.curve === 'absorption') return { ...display, absorption: dragAbsorption(display.absorption, dx, dy) };
  const width = Math.min(65_535, Math.max(16, (display.high - display.low) * 2 ** (dx / 200)));
  const middle = (display.high + display.low) / 2 - (dy / 400) * width;
  const low = Math.round(Math.min(65_000, Math.max(0, middle - width / 2)));
  const high = Math.round(Math.min(65_535, Math.max(low + 1, middle + width / 2)));
  return { ...display, low, high };
}

/** The same for the window over absorption: downwards it slides to thicker parts, which makes everything brighter. */
function dragAbsorption({ middle, width }: Display['absorption'], dx: number, dy: number): Display['absorption'] {
  return {
    middle: Math.min(11, Math.max(0, middle + (dy / 200) * width)),
    width: Math.min(11, Math.max(0.05, width * 2 ** (dx / 200))),
  };
}
