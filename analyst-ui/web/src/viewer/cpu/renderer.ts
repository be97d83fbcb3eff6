import { NO_DATA } from '@h986/domain';
import { BACKDROP, type Frame, HATCH_LIFT, type Pixels, type Renderer } from './frame.ts';
import type { StripStore } from './strip-store.ts';

/** For machines without WebGL2: the same pixels, slower. Also what the tests hold the shader against. */
export function createCpuRenderer(canvas: HTMLCanvasElement, store: StripStore): Renderer {
  const context = canvas.getContext('2d', { alpha: false });
  return {
    put: () => {},
    draw(frame) {
      const { data, width, height } = renderOnCpu(frame, store);
      context?.putImageData(new ImageData(data, width, height), 0, 0);
    },
    pixels: (frame) => renderOnCpu(frame, store),
    destroy: () => {},
  };
}

/** What the fragment shader does, in TypeScript; change both or neither. */
export function renderOnCpu(frame: Frame, store: StripStore): Pixels {
  const { width, height } = frame.screen;
  const data = new Uint8ClampedArray(width * height * 4);
  const { columns, rows } = frame.axes;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      data[at + 3] = 255;
      if ((columns[x * 2] as number) < 0 || (rows[y * 2] as number) < 0) {
        data.fill(BACKDROP, at, at + 3);
        continue;
      }
      const value = combined(frame, store, x, y);
      const hatch = value === NO_DATA && ((x + y) & 7) < 2 ? HATCH_LIFT : 0;
      data.fill((frame.curve[value] as number) + hatch, at, at + 3);
      warm(frame, data, at, x, y);
    }
  }
  return { width, height, data };
}

function combined({ axes, energy, keepDark }: Frame, store: StripStore, x: number, y: number): number {
  const { level, columns, rows } = axes;
  const kind = keepDark ? 'darkest' : 'mean';
  let sum = 0;
  let count = 0;
  let least = NO_DATA;
  for (let row = rows[y * 2] as number; row <= (rows[y * 2 + 1] as number); row++) {
    for (let column = columns[x * 2] as number; column <= (columns[x * 2 + 1] as number); column++) {
      const value = store.at(energy, column, row, level, kind);
      if (value === NO_DATA) continue;
      sum += value;
      count++;
      least = Math.min(least, value);
    }
  }
  if (count === 0) return NO_DATA;
  return keepDark ? least : Math.floor((sum + (count >> 1)) / count);
}

function warm({ axes, extent, heat, heatOpacity }: Frame, data: Uint8ClampedArray, at: number, x: number, y: number) {
  if (heat === null || heatOpacity === 0) return;
  const down = 2 ** axes.level / 2;
  const u = (((axes.columns[x * 2] as number) + (axes.columns[x * 2 + 1] as number) + 1) * down) / extent.lines;
  const v = (((axes.rows[y * 2] as number) + (axes.rows[y * 2 + 1] as number) + 1) * down) / extent.channels;
  const cellX = Math.min(heat.width - 1, Math.floor(u * heat.width));
  const cellY = Math.min(heat.height - 1, Math.floor(v * heat.height));
  const share = (heat.cells[cellY * heat.width + cellX] as number) / 255;
  const colour = [1, 0.2 + 0.7 * share, 0.05 + 0.1 * share];
  for (const [i, part] of colour.entries()) {
    const grey = (data[at + i] as number) / 255;
    data[at + i] = Math.round(255 * (grey + (part - grey) * share * heatOpacity));
  }
}
