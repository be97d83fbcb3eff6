import type { BoxPx, HidingReading, Observation } from '@h986/domain';
import type { Analysis, LoadContext } from '../analysis.ts';
import { type Inside, insideOf } from './inside.ts';
import { HIDDEN_MM, NOTHING_SEEN_MM, OPAQUE_AREA_MM2 } from './limits.ts';
import { blockOf, largestPiece, worstBlock } from './places.ts';
import { type SmallestSeen, smallestSeen } from './smallest-seen.ts';

const NAME = 'hiding';
/** Of the map's bytes: the thickest steel that is told, and nothing at all is seen. */
const MOST_MM = 254;
const NOTHING = 255;

/** What could hide in each container: the smallest cubes of steel and of organic matter that would be seen. */
export const hiding: Analysis = {
  name: NAME,
  version: '1.2.0',
  read(context, draft) {
    if (context.containers.length === 0) return 'no-container';
    const { columns, rows } = context.picture;
    const map = new Uint8Array(columns * rows);
    let read = false;
    context.containers.forEach(({ boxPx }, container) => {
      const inside = insideOf(context.picture, boxPx, context.geometry);
      const reading = draft.containers[container];
      if (!inside || !reading) return;
      const seen = smallestSeen(inside, context);
      drawInto(map, columns, inside, seen);
      reading.hiding = readingOf(inside, seen, context);
      draft.observations.push(...observationsOf(inside, seen, reading.hiding, { context, container }));
      read = true;
    });
    if (!read) return 'no-container';
    draft.maps.hiding = map;
    return undefined;
  },
};

/** 0 where there is no cargo. */
function drawInto(map: Uint8Array, columns: number, inside: Inside, { steel }: SmallestSeen): void {
  steel.forEach((side, at) => {
    if (inside.cargo[at] === 0 && inside.opaque[at] === 0) return;
    const [column, row] = [inside.left + (at % inside.columns), inside.top + Math.floor(at / inside.columns)];
    map[row * columns + column] = side === NOTHING_SEEN_MM ? NOTHING : Math.min(MOST_MM, Math.round(side));
  });
}

function readingOf(inside: Inside, { steel, organic, counts }: SmallestSeen, context: LoadContext): HidingReading {
  // What lets nothing through belongs to the load as well.
  const load = counts.map((one, at) => (one === 1 || inside.opaque[at] === 1 ? 1 : 0));
  const worst = { steel: worstBlock(inside, load, steel), organic: worstBlock(inside, load, organic) };
  const medians = { steel: medianOf(steel, load), organic: medianOf(organic, load) };
  const place = worst.steel ?? worst.organic;
  const all = load.reduce((sum, one) => sum + one, 0);
  return {
    steelMm: { median: Math.round(medians.steel), worst: Math.round(worst.steel?.side ?? medians.steel) },
    organicMm: { median: Math.round(medians.organic), worst: Math.round(worst.organic?.side ?? medians.organic) },
    opaqueShare: all === 0 ? 0 : inside.opaque.reduce((sum, one) => sum + one, 0) / all,
    worst: place && toPicture(place.box, inside, context),
  };
}

function observationsOf(
  inside: Inside,
  { steel, organic, counts }: SmallestSeen,
  { opaqueShare, steelMm, organicMm }: HidingReading,
  { context, container }: { context: LoadContext; container: number },
): Observation[] {
  const said: Observation[] = [];
  const common = { algorithm: NAME, container, names: {} };
  const piece = largestPiece(inside, inside.opaque);
  if (piece && piece.cells * inside.cellMm ** 2 >= OPAQUE_AREA_MM2) {
    const areaM2 = Math.round(piece.cells * inside.cellMm ** 2 * 1e-4) / 100;
    const boxPx = toPicture(piece.box, inside, context);
    said.push({ ...common, code: 'cannot-see-through', values: { opaqueShare, areaM2 }, boxPx });
  }
  const couldHide = (sides: Float32Array, mm: number): Uint8Array =>
    Uint8Array.from(sides, (side, at) => (side > mm && (counts[at] === 1 || inside.opaque[at] === 1) ? 1 : 0));
  const ofSteel = couldHide(steel, HIDDEN_MM.steel);
  const place =
    blockOf(inside, ofSteel, HIDDEN_MM.steel) ??
    blockOf(inside, couldHide(organic, HIDDEN_MM.organic), HIDDEN_MM.organic);
  if (place) {
    const cells = ofSteel.reduce((sum, one) => sum + one, 0);
    const steelAreaM2 = Math.round(cells * inside.cellMm ** 2 * 1e-4) / 100;
    const values = { steelMm: steelMm.worst, organicMm: organicMm.worst, steelAreaM2 };
    said.push({ ...common, code: 'partial-unloading-advised', values, boxPx: toPicture(place, inside, context) });
  }
  return said;
}

/** From cells of the inside to the scan's lines and channels. */
function toPicture({ x, y, w, h }: BoxPx, { left, top }: Inside, { picture: { grid } }: LoadContext): BoxPx {
  return {
    x: Math.round((left + x) * grid.linesPerColumn),
    y: Math.round((top + y) * grid.channelsPerRow),
    w: Math.max(1, Math.round(w * grid.linesPerColumn)),
    h: Math.max(1, Math.round(h * grid.channelsPerRow)),
  };
}

function medianOf(sides: Float32Array, load: Uint8Array): number {
  const sorted = sides.filter((_, at) => load[at] === 1).sort();
  return sorted[sorted.length >> 1] ?? 0;
}
