import type { Analysis } from '../analysis.ts';
import { type CellBox, insideOf } from '../inside.ts';
import type { LoadPicture } from '../load-picture.ts';
import { type Period, periodOf } from './period.ts';

/** Cells with less attenuation hold no goods: two walls of corrugated steel are 0.2 to 0.25 at 6 MV. */
const GOODS_FROM = 0.33;
/** A column or row with goods in less of it is beside the load. */
const GOODS_SHARE = 0.15;
/** What a period may be, mm: less is not resolved, more does not repeat often enough to be called so. */
const PERIOD_MM = { least: 120, most: 2_400 };

/** Counts were not held against loads whose units are known: less than a comparison with declared packages asks for. */
const MOST_CONFIDENCE = 0.5;

/** Units that repeat along the load and up it, by how like the load's picture is to itself some way on. */
export const units: Analysis = {
  name: 'units',
  version: '1.0.0',
  read({ picture, containers }, draft) {
    if (containers.length === 0) return 'no-container';
    containers.forEach(({ boxPx }, i) => {
      const reading = draft.containers[i];
      if (reading) reading.units = unitsIn(picture, insideOf(boxPx, picture));
    });
    return undefined;
  },
};

function unitsIn(picture: LoadPicture, inside: CellBox) {
  const load = loadIn(picture, inside);
  const none = { alongLength: null, alongHeight: null, periodMm: { length: null, height: null }, confidence: 0 };
  if (!load) return none;
  const { lines, columns, rows } = load;
  const along = periodOf(lines, limits(picture.columnMm, columns));
  const up = periodOf(turned(lines), limits(picture.rowMm, rows));
  const count = (period: Period | null, cells: number): number | null =>
    period && Math.max(1, Math.round(cells / period.lag));
  return {
    alongLength: count(along, columns),
    alongHeight: count(up, rows),
    periodMm: {
      length: along && Math.round(along.lag * picture.columnMm),
      height: up && Math.round(up.lag * picture.rowMm),
    },
    confidence: Math.min(MOST_CONFIDENCE, Math.max(along?.confidence ?? 0, up?.confidence ?? 0)),
  };
}

/** A period must fit three times. */
const limits = (cellMm: number, cells: number) => ({
  least: PERIOD_MM.least / cellMm,
  most: Math.min(PERIOD_MM.most / cellMm, cells / 3),
});

/** The part of the inside that goods fill, row by row; null where there are none. */
function loadIn(
  { high, columns: across }: LoadPicture,
  box: CellBox,
): { lines: Float32Array[]; columns: number; rows: number } | null {
  const [left, right] = [Math.ceil(box.left), Math.floor(box.right)];
  const [top, bottom] = [Math.max(0, Math.ceil(box.top)), Math.floor(box.bottom)];
  const at = (x: number, y: number): number => high[y * across + x] ?? Number.NaN;
  const filled = (of: (k: number) => number, count: number): boolean => {
    let goods = 0;
    for (let k = 0; k < count; k++) if (of(k) > GOODS_FROM) goods++;
    return goods >= GOODS_SHARE * count;
  };
  const xs = range(left, right).filter((x) => filled((k) => at(x, top + k), bottom - top));
  const ys = range(top, bottom).filter((y) => filled((k) => at(left + k, y), right - left));
  const [x0, x1, y0, y1] = [xs[0], xs.at(-1), ys[0], ys.at(-1)];
  if (x0 === undefined || x1 === undefined || y0 === undefined || y1 === undefined) return null;
  const columns = x1 - x0 + 1;
  const rows = y1 - y0 + 1;
  const lines = range(y0, y1 + 1).map((y) => Float32Array.from({ length: columns }, (_, i) => at(x0 + i, y)));
  return { lines, columns, rows };
}

function turned(lines: readonly Float32Array[]): Float32Array[] {
  const length = lines[0]?.length ?? 0;
  return range(0, length).map((x) => Float32Array.from(lines, (line) => line[x] as number));
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
