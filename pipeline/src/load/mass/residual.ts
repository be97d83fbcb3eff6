import type { BoxPx, MaterialTable } from '@h986/domain';
import type { LoadContext } from '../analysis.ts';
import type { LoadPicture } from '../load-picture.ts';
import { type DensityMap, densityMap, type Region } from './area-density.ts';
import { densitiesOf } from './densities.ts';
import { type Fan, obliquity, seenAt, spanSeen } from './fan.ts';
import { type Fitted, fitContainer } from './fit.ts';
import { type LoadScanner, scannerOf } from './scanners.ts';
import { seenTemplate } from './template.ts';

/** What a container holds beyond itself, cell by cell: rows x columns of the region, row by row. */
export interface Residual {
  scanner: LoadScanner;
  fitted: Fitted;
  map: DensityMap;
  /** g/cm2 beyond the empty container; NaN where nothing is known or the container itself is too dense. */
  more: Float32Array;
  /** g/cm2 of the empty container. */
  empty: Float32Array;
  /** 1 where a load can be. */
  hold: Uint8Array;
  /** What a cell of 1 g/cm2 weighs, kg, by row: at the container's middle plane, across the lane. */
  kgPerGCm2: Float64Array;
  /** Picture height of the middle of each row, mm; and how much the container has risen in each column. */
  heightMm: Float64Array;
  liftMm: Float64Array;
}

/** Around the box, mm: it may be off, and scatter comes from there. */
const AROUND_MM = 150;
/** Where the empty container itself is as dense, what is added is not to be told. g/cm2 */
const DENSE = 45;

/** Of each of a scan's containers; null where no known container is as large. */
export function residualsOf(context: LoadContext, table: MaterialTable): (Residual | null)[] {
  const scanner = scannerOf(context.geometry);
  return context.containers.map(({ boxPx }) => (scanner ? residualOf(context, table, scanner, boxPx) : null));
}

function residualOf(
  { picture, geometry }: LoadContext,
  table: MaterialTable,
  scanner: LoadScanner,
  box: BoxPx,
): Residual | null {
  const region = regionOf(picture, box);
  const map = densityMap(picture, region, densitiesOf(table));
  const fitted = fitContainer({ map, picture, box, fan: scanner.fan, geometry });
  if (!fitted) return null;
  const { template, placement } = fitted;
  const columns = Array.from({ length: map.columns }, (_, i) => region.columns.from + i);
  const seen = seenTemplate(template, placement, picture, scanner.fan.bottomMm, columns, region.rows);
  const empty = new Float32Array(map.gcm2.length);
  const more = map.gcm2.map((there, i) => {
    const [row, column] = [Math.floor(i / map.columns), i % map.columns];
    const own = seen[column * map.rows + row] as number;
    empty[i] = own;
    return own > DENSE ? Number.NaN : there - own;
  });
  const base = { scanner, fitted, map, more, empty };
  const { heightMm, kgPerGCm2 } = rowsOf(picture, region, scanner.fan);
  const liftMm = Float64Array.from(columns, (column) => {
    const along = (column + 0.5) * picture.columnMm - placement.frontMm;
    return placement.liftMm + placement.rise * along;
  });
  return { ...base, heightMm, kgPerGCm2, liftMm, hold: holdOf(base, picture, heightMm, liftMm) };
}

function regionOf({ grid, columns, rows, columnMm, rowMm }: LoadPicture, { x, y, w, h }: BoxPx): Region {
  const within = (value: number, most: number): number => Math.max(0, Math.min(most, Math.round(value)));
  const [wide, high] = [AROUND_MM / columnMm, AROUND_MM / rowMm];
  return {
    columns: {
      from: within(x / grid.linesPerColumn - wide, columns),
      to: within((x + w) / grid.linesPerColumn + wide, columns),
    },
    rows: {
      from: within(y / grid.channelsPerRow - high, rows),
      to: within((y + h) / grid.channelsPerRow + high, rows),
    },
  };
}

function rowsOf(picture: LoadPicture, { rows }: Region, fan: Fan): Pick<Residual, 'heightMm' | 'kgPerGCm2'> {
  const heightMm = Float64Array.from(
    { length: rows.to - rows.from },
    (_, i) => fan.bottomMm + (picture.rows - rows.from - i - 0.5) * picture.rowMm,
  );
  const cellCm2 = (picture.columnMm * picture.rowMm) / 100;
  const kgPerGCm2 = heightMm.map((mm) => cellCm2 / 1000 / obliquity(fan, mm));
  return { heightMm, kgPerGCm2 };
}

function holdOf(
  { scanner: { fan }, fitted: { template, placement }, map }: Pick<Residual, 'scanner' | 'fitted' | 'map'>,
  picture: LoadPicture,
  heightMm: Float64Array,
  liftMm: Float64Array,
): Uint8Array {
  const { hold } = template.model;
  const span = spanSeen(fan, [template.bedMm + hold.y[0], template.bedMm + hold.y[1]], hold.z);
  const inside = new Uint8Array(map.gcm2.length);
  for (let column = 0; column < map.columns; column++) {
    const left = (map.region.columns.from + column + 0.5) * picture.columnMm - placement.frontMm;
    if (left < hold.x[0] || left > hold.x[1]) continue;
    const lift = liftMm[column] as number;
    for (let row = 0; row < map.rows; row++) {
      const height = (heightMm[row] as number) - lift;
      if (height > span[0] && height < span[1]) inside[row * map.columns + column] = 1;
    }
  }
  return inside;
}

/** How high something is whose upper edge is seen at this height of the picture, above the hold's floor, share of the hold. */
export function shareOfHeight(
  { scanner: { fan }, fitted: { template } }: Residual,
  seenMm: number,
  liftMm: number,
): number {
  const { hold } = template.model;
  const [low, high] = hold.y.map((y) => template.bedMm + y) as [number, number];
  const at = seenMm - liftMm;
  // From below, the upper edge is the one that is nearer to the source; from above, the farther one.
  const depth = at > fan.sourceHeightMm ? hold.z[0] : hold.z[1];
  const [from, to] = [seenAt(fan, low, depth), seenAt(fan, high, depth)];
  return Math.max(0, Math.min(1, (at - from) / (to - from)));
}
