import type { BoxPx, Geometry } from '@h986/domain';
import type { LoadPicture } from '../load-picture.ts';
import type { DensityMap } from './area-density.ts';
import { CONTAINER_MODELS, type ContainerModel } from './containers/index.ts';
import { HALF_WIDTH_MM, SIDES } from './containers/part.ts';
import { type Fan, seenAt, spanSeen } from './fan.ts';
import { drawTemplate, type Placement, seenTemplate, type Template } from './template.ts';

export interface Fitted {
  template: Template;
  placement: Placement;
}

/** The box and the model may differ in length and in height by so much. */
const LENGTH_TOLERANCE = 0.07;
const HEIGHT_TOLERANCE = 0.07;
/** So many models are placed finely: those that fit best roughly. */
const REFINED = 2;
/** A load adds; what is less than the template is the template's fault. g/cm2 at which a difference says no more. */
const MORE_MOST = 3;
const LESS_MOST = 6;
const END_MM = 320;
const EVERY = 16;
/** Behind so much nothing is told apart. */
const DENSE = 60;
/** So much of the floor is without cross members. */
const MEMBERS_MM = 30;
const ROUGH = [
  { by: 'frontMm', steps: [-96, -72, -48, -24, 0, 24, 48, 72, 96] },
  { by: 'liftMm', steps: [-120, -96, -72, -48, -24, 0, 24, 48, 72, 96, 120] },
  { by: 'rise', steps: [-0.008, -0.006, -0.004, -0.002, 0, 0.002, 0.004, 0.006, 0.008] },
] as const;
const FINE = [
  { by: 'frontMm', steps: [-36, -24, -12, 0, 12, 24, 36] },
  { by: 'liftMm', steps: [-36, -24, -12, 0, 12, 24, 36] },
  { by: 'rise', steps: [-0.002, -0.001, 0, 0.001, 0.002] },
  { by: 'frontMm', steps: [-8, -4, 0, 4, 8] },
  { by: 'liftMm', steps: [-12, -6, 0, 6, 12] },
  { by: 'rise', steps: [-0.0008, -0.0004, 0, 0.0004, 0.0008] },
  { by: 'frontMm', steps: [-3, -1.5, 0, 1.5, 3] },
] as const;

export interface FitWanted {
  map: DensityMap;
  picture: LoadPicture;
  box: BoxPx;
  fan: Fan;
  geometry: Pick<Geometry, 'linePitchMm' | 'channelPitchMm'>;
  /** @defaultValue all */
  models?: readonly ContainerModel[];
}

/** The container, and where it would have to stand, to hide least of what is seen; null where no model is as large. */
export function fitContainer({ models = CONTAINER_MODELS, ...wanted }: FitWanted): Fitted | null {
  const lengthMm = wanted.box.w * wanted.geometry.linePitchMm;
  const heightMm = wanted.box.h * wanted.geometry.channelPitchMm;
  const bedMm = bedOf(wanted);
  const fits = models.filter((model) => {
    const [low, high] = spanSeen(wanted.fan, [bedMm, bedMm + model.heightMm], [-HALF_WIDTH_MM, HALF_WIDTH_MM]);
    return alike(model.lengthMm, lengthMm, LENGTH_TOLERANCE) && alike(high - low, heightMm, HEIGHT_TOLERANCE);
  });
  const begun = fits.map((model) => roughly(wanted, model, bedMm)).sort((a, b) => a.misfit - b.misfit);
  const refined = begun.slice(0, REFINED).map((one) => turned(one, FINE));
  const [best] = refined.sort((a, b) => a.misfit - b.misfit);
  return best ? { template: best.seen.template, placement: best.placement } : null;
}

const alike = (a: number, b: number, tolerance: number): boolean => Math.abs(a / b - 1) < tolerance;

/** Height of the lower corners above the road: of the two lower edges the one that is seen lower is the box's. */
function bedOf({ picture, box, fan, geometry }: FitWanted): number {
  const lower = fan.bottomMm + picture.rows * picture.rowMm - (box.y + box.h) * geometry.channelPitchMm;
  const depth = lower < fan.sourceHeightMm ? -HALF_WIDTH_MM : HALF_WIDTH_MM;
  return fan.sourceHeightMm + ((lower - fan.sourceHeightMm) * (fan.sourceDistanceMm + depth)) / fan.sourceDistanceMm;
}

/** A model on its way to where it fits. */
interface Placed {
  seen: Seen;
  columns: ReturnType<typeof columnsOf>;
  placement: Placement;
  /** How ill it fits: mean difference of what is looked at, g/cm2. */
  misfit: number;
}

function roughly(wanted: FitWanted, model: ContainerModel, bedMm: number): Placed {
  const { map, picture, box, fan, geometry } = wanted;
  const template = drawTemplate(model, fan, bedMm);
  const middle = (box.x + box.w / 2) * geometry.linePitchMm;
  const placement: Placement = { frontMm: middle - model.lengthMm / 2, liftMm: 0, rise: 0 };
  const floorMm = bedMm + model.hold.y[0] - MEMBERS_MM;
  const lastRow = rowOf(picture, fan, Math.min(...SIDES.map((side) => seenAt(fan, floorMm, side * HALF_WIDTH_MM))));
  const seen = { map, picture, fan, template, lastRow: Math.min(map.region.rows.to, lastRow) };
  const columns = columnsOf(map, picture, placement.frontMm, model.lengthMm);
  return turned({ seen, columns, placement, misfit: 0 }, ROUGH);
}

/** Turned by each of these, one after the other, to where it fits best. */
function turned({ seen, columns, ...from }: Placed, turns: typeof ROUGH | typeof FINE): Placed {
  const { lengthMm } = seen.template.model;
  let { placement } = from;
  for (const { by, steps } of turns) {
    const looked = by === 'frontMm' ? columns.ends : columns.along;
    const start = placement;
    let least = lossOf(seen, start, looked);
    for (const step of steps) {
      if (step === 0) continue;
      const next = { ...start, [by]: start[by] + step };
      // What rises turns around its middle.
      if (by === 'rise') next.liftMm = start.liftMm - (step * lengthMm) / 2;
      const found = lossOf(seen, next, looked);
      if (found < least) [least, placement] = [found, next];
    }
  }
  const misfit = (lossOf(seen, placement, columns.ends) + lossOf(seen, placement, columns.along)) / 2;
  return { seen, columns, placement, misfit };
}

const rowOf = ({ rows, rowMm }: LoadPicture, fan: Fan, heightMm: number): number =>
  Math.round(rows - (heightMm - fan.bottomMm) / rowMm);

/** Columns that show both ends, and some over the whole length. */
function columnsOf({ region }: DensityMap, { columnMm }: LoadPicture, frontMm: number, lengthMm: number) {
  const { from, to } = region.columns;
  const all = Array.from({ length: to - from }, (_, i) => i + from);
  const ends = all.filter((column) =>
    [frontMm, frontMm + lengthMm].some((end) => Math.abs((column + 0.5) * columnMm - end) < END_MM),
  );
  return { ends, along: all.filter((column) => column % EVERY === 0) };
}

interface Seen {
  map: DensityMap;
  picture: LoadPicture;
  fan: Fan;
  template: Template;
  /** Below it are cross members and the vehicle. */
  lastRow: number;
}

function lossOf(
  { map, picture, fan, template, lastRow }: Seen,
  placement: Placement,
  columns: readonly number[],
): number {
  const rows = { from: map.region.rows.from, to: lastRow };
  const count = rows.to - rows.from;
  const seen = seenTemplate(template, placement, picture, fan.bottomMm, columns, rows);
  let sum = 0;
  let cells = 0;
  for (let i = 0; i < columns.length; i++) {
    const column = (columns[i] as number) - map.region.columns.from;
    for (let row = 0; row < count; row++) {
      const there = map.gcm2[row * map.columns + column] as number;
      if (Number.isNaN(there)) continue;
      const more = Math.min(there, DENSE) - Math.min(seen[i * count + row] as number, DENSE);
      sum += more > 0 ? Math.min(more, MORE_MOST) : 2 * Math.min(-more, LESS_MOST);
      cells++;
    }
  }
  return sum / Math.max(1, cells);
}
