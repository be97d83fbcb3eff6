import { boxToMm, DomainError, type Geometry, type LocatedContainer, type LocatorCard } from '@h986/domain';
import type { Coarse } from '../coarse/coarse.ts';
import { type Model, outputOf } from '../registry/model.ts';
import { type ClassMap, containersIn } from './containers.ts';
import { type Fitted, fitted } from './fit.ts';

export interface Located {
  containers: LocatedContainer[];
  /** Of the scan's pixels. */
  vehicleShare: number;
}

const NOTHING = 0;
const VEHICLE = 1;
const CONTAINER = 2;

/** Where the containers of a scan stand. @throws {DomainError} `model-failed`, and as `containersIn` */
export async function locate(
  locator: Model<LocatorCard>,
  { picture, grid }: Coarse,
  { geometry, lines }: { geometry: Geometry; lines: number },
): Promise<Located> {
  if (picture.high.columns === 0) return { containers: [], vehicleShare: 0 };
  const [, , rows, columns] = locator.card.input.shape;
  const fit = fitted(picture, columns, rows);
  const logits = outputOf(await locator.run(fit.tile), locator.card.output.name);
  if (!logits.every(Number.isFinite)) throw new DomainError('model-failed', 'the locator gave what is no number');
  const pixelMm = fit.columnsPerPixel * grid.linesPerColumn * geometry.linePitchMm;
  const { map, vehicles } = classesOf(logits, fit, pixelMm);
  const linesPerPixel = fit.columnsPerPixel * grid.linesPerColumn;
  const channelsPerPixel = fit.rowsPerPixel * grid.channelsPerRow;
  const containers = containersIn(map).map(({ box, confidence }): LocatedContainer => {
    const x = Math.min(lines - 1, Math.round(box.x * linesPerPixel));
    const y = Math.min(geometry.channels - 1, Math.round(box.y * channelsPerPixel));
    const right = Math.min(lines, Math.round((box.x + box.w) * linesPerPixel));
    const bottom = Math.min(geometry.channels, Math.round((box.y + box.h) * channelsPerPixel));
    const boxPx = { x, y, w: Math.max(1, right - x), h: Math.max(1, bottom - y) };
    return { boxPx, boxMm: boxToMm(boxPx, geometry), confidence };
  });
  return { containers, vehicleShare: vehicles / (map.columns * map.rows) };
}

/** What each pixel of the scan is most likely; the padding beside it is left out. */
function classesOf(logits: Float32Array, { size, scan }: Fitted, pixelMm: number): { map: ClassMap; vehicles: number } {
  const { columns, rows } = scan;
  const area = size.columns * size.rows;
  const container = new Uint8Array(columns * rows);
  const probability = new Float32Array(columns * rows);
  let vehicles = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const from = row * size.columns + column;
      const of = (k: number): number => logits[k * area + from] as number;
      const top = Math.max(of(NOTHING), of(VEHICLE), of(CONTAINER));
      const sum = Math.exp(of(NOTHING) - top) + Math.exp(of(VEHICLE) - top) + Math.exp(of(CONTAINER) - top);
      const at = row * columns + column;
      probability[at] = Math.exp(of(CONTAINER) - top) / sum;
      if (of(CONTAINER) === top) container[at] = 1;
      else if (of(VEHICLE) === top) vehicles++;
    }
  }
  return { map: { columns, rows, container, probability, pixelMm }, vehicles };
}
