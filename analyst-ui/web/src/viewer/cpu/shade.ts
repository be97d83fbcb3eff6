import { NO_DATA, STRIP_LINES } from '@h986/domain';
import type { Axes } from '../axes.ts';
import { filtered } from '../filter.ts';
import { BACKDROP, type Frame, HATCH_LIFT, type Look, type Pixels, type View } from '../frame.ts';
import type { Raster } from '../levels.ts';
import { CODES } from '../log-codes.ts';
import { lifted, patternAt } from '../patterns.ts';
import { type StripStore, shownOf } from '../strip-store.ts';
import { cellOf } from './overlays.ts';
import type { CpuPrepared } from './prepared.ts';

export interface CpuSource {
  store: StripStore;
  prepared: CpuPrepared;
}

/** What the show shader does, in TypeScript; change both or neither. */
export function shadeView(frame: Frame, { rect, axes, extent, picture }: View, source: CpuSource, out: Pixels): void {
  const { columns, rows } = axes;
  const heat = picture === 0 && frame.heatOpacity > 0 ? frame.heat : null;
  for (let y = 0; y < rect.height; y++) {
    for (let x = 0; x < rect.width; x++) {
      const at = ((rect.y + y) * out.width + rect.x + x) * 4;
      if ((columns[x * 2] as number) < 0 || (rows[y * 2] as number) < 0) {
        out.data.fill(BACKDROP, at, at + 3);
        continue;
      }
      shadePixel(frame, axes, source, x, y, rect.x + x, rect.y + y, out.data, at);
      if (heat === null) continue;
      const share = (heat.cells[cellOf(axes, extent, heat, x, y)] as number) / 255;
      warm(out.data, at, share, frame.heatOpacity);
    }
  }
}

/** @param screenX, screenY for patterns, that stand still on the screen */
function shadePixel(
  frame: Frame,
  axes: Axes,
  { store, prepared }: CpuSource,
  x: number,
  y: number,
  screenX: number,
  screenY: number,
  data: Uint8ClampedArray,
  at: number,
): void {
  const { look } = frame;
  const value = combined(frame, axes, store, x, y);
  if (value === NO_DATA) {
    data.fill((look.curve[NO_DATA] as number) + hatch(screenX, screenY), at, at + 3);
    return;
  }
  const { level, columns, rows } = axes;
  const column = ((columns[x * 2] as number) + (columns[x * 2 + 1] as number)) >> 1;
  const row = ((rows[y * 2] as number) + (rows[y * 2 + 1] as number)) >> 1;
  const grey = look.curve[
    look.filter === null ? value : filteredAt(look, prepared, value, level, column, row)
  ] as number;
  if (look.material === null) {
    data.fill(grey, at, at + 3);
    return;
  }
  const { colours, lookup } = look.material;
  const row256 = prepared.material(lookup, level, column, row) * 256;
  const plain = (row256 + grey) * 4;
  const from = patternAt(colours[plain + 3] as number, screenX, screenY) ? (row256 + lifted(grey)) * 4 : plain;
  for (let i = 0; i < 3; i++) data[at + i] = colours[from + i] as number;
}

function filteredAt(look: Look, prepared: CpuPrepared, value: number, level: number, column: number, row: number) {
  const { near, wide } = prepared.neighbours(level, column, row);
  const of = ([high, low]: [number, number]): number =>
    look.energy === 'high' ? high : look.energy === 'low' ? low : (high + low + 1) >> 1;
  return look.filter === null ? value : filtered(CODES[value] as number, of(near), of(wide), look.filter);
}

const hatch = (x: number, y: number): number => (((x + y) & 7) < 2 ? HATCH_LIFT : 0);

function combined({ look, coarse }: Frame, { level, columns, rows }: Axes, store: StripStore, x: number, y: number) {
  const { energy, keepDark } = look;
  const kind = keepDark ? 'darkest' : 'mean';
  const perStrip = STRIP_LINES >> level;
  const [firstRow, lastRow] = [rows[y * 2] as number, rows[y * 2 + 1] as number];
  let sum = 0;
  let count = 0;
  let least = NO_DATA;
  let raster: Raster | undefined;
  let strip = -1;
  for (let column = columns[x * 2] as number; column <= (columns[x * 2 + 1] as number); column++) {
    const its = Math.floor(column / perStrip);
    // A strip is looked up once, not for each texel: there are up to 81 of them in a pixel.
    if (its !== strip) raster = store.strips.get(its)?.[kind][level];
    strip = its;
    const inStrip = column - its * perStrip;
    if (raster === undefined || inStrip >= raster.width) continue;
    for (let row = firstRow; row <= lastRow && row < raster.height; row++) {
      const value = shownOf(raster.samples, (row * raster.width + inStrip) * 2, energy);
      if (value === NO_DATA) continue;
      sum += value;
      count++;
      if (value < least) least = value;
    }
  }
  if (count === 0) return NO_DATA;
  return keepDark || coarse > 1 ? least : Math.floor((sum + (count >> 1)) / count);
}

function warm(data: Uint8ClampedArray, at: number, share: number, opacity: number): void {
  const colour = [1, 0.2 + 0.7 * share, 0.05 + 0.1 * share];
  for (const [i, part] of colour.entries()) {
    const grey = (data[at + i] as number) / 255;
    data[at + i] = Math.round(255 * (grey + (part - grey) * share * opacity));
  }
}

/** What the difference shader does. */
export function shadeDifference(
  frame: Frame,
  { rect, axes, against }: View,
  first: CpuSource,
  second: CpuSource,
  out: Pixels,
): void {
  if (against === null) return;
  const { look } = frame;
  const off = ({ columns, rows }: Axes, x: number, y: number): boolean =>
    (columns[x * 2] as number) < 0 || (rows[y * 2] as number) < 0;
  for (let y = 0; y < rect.height; y++) {
    for (let x = 0; x < rect.width; x++) {
      const at = ((rect.y + y) * out.width + rect.x + x) * 4;
      const [offFirst, offSecond] = [off(axes, x, y), off(against, x, y)];
      if (offFirst && offSecond) {
        out.data.fill(BACKDROP, at, at + 3);
        continue;
      }
      const a = offFirst ? NO_DATA : combined(frame, axes, first.store, x, y);
      const b = offSecond ? NO_DATA : combined(frame, against, second.store, x, y);
      const none = a === NO_DATA || b === NO_DATA;
      const apart = (look.curve[a] as number) - (look.curve[b] as number);
      const grey = none ? (look.curve[NO_DATA] as number) + hatch(rect.x + x, rect.y + y) : 128 + (apart >> 1);
      out.data.fill(grey, at, at + 3);
    }
  }
}
