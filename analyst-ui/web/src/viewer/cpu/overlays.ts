import type { Axes } from '../axes.ts';
import type { Extent, Size } from '../camera.ts';
import type { Pixels, ShownMask, View } from '../frame.ts';
import type { Mask } from '../masks.ts';
import { PATTERN, patternAt } from '../patterns.ts';
import type { StripStore } from '../strip-store.ts';

/** Index of the cell of a map over the whole picture under the middle of what a pixel covers. */
export function cellOf({ level, columns, rows }: Axes, extent: Extent, size: Size, x: number, y: number): number {
  const across = ((columns[x * 2] as number) + (columns[x * 2 + 1] as number) + 1) << level;
  const down = ((rows[y * 2] as number) + (rows[y * 2 + 1] as number) + 1) << level;
  const cellX = Math.min(size.width - 1, Math.floor((across * size.width) / (2 * extent.lines)));
  const cellY = Math.min(size.height - 1, Math.floor((down * size.height) / (2 * extent.channels)));
  return cellY * size.width + cellX;
}

export function drawMaskOnCpu({ mask, look }: ShownMask, { rect, axes, extent }: View, out: Pixels): void {
  eachCovered(rect.width, rect.height, axes, (x, y) => {
    if (!patternAt(PATTERN[look.pattern], rect.x + x, rect.y + y)) return;
    const cell = mask.cells[cellOf(axes, extent, mask, x, y)] as number;
    const opacity = (cell / 255) * look.opacity;
    const at = ((rect.y + y) * out.width + rect.x + x) * 4;
    for (let i = 0; i < 3; i++) {
      out.data[at + i] = Math.round(
        (out.data[at + i] as number) * (1 - opacity) + (look.colour[i] as number) * opacity,
      );
    }
  });
}

export function drawPreviewOnCpu(preview: Mask, { rect, axes, extent }: View, store: StripStore, out: Pixels): void {
  eachCovered(rect.width, rect.height, axes, (x, y) => {
    const strip = Math.floor(((axes.columns[x * 2] as number) << axes.level) / 256);
    if (store.strips.has(strip)) return;
    const at = ((rect.y + y) * out.width + rect.x + x) * 4;
    out.data.fill(preview.cells[cellOf(axes, extent, preview, x, y)] as number, at, at + 3);
  });
}

function eachCovered(width: number, height: number, { columns, rows }: Axes, visit: (x: number, y: number) => void) {
  for (let y = 0; y < height; y++) {
    if ((rows[y * 2] as number) < 0) continue;
    for (let x = 0; x < width; x++) {
      if ((columns[x * 2] as number) >= 0) visit(x, y);
    }
  }
}
