import {
  type BoxPx,
  boxToMm,
  type Geometry,
  MATERIAL_CLASSES,
  type MaterialClass,
  type MaterialReading,
  type MaterialSegment,
  type MaterialTable,
  type Observation,
} from '@h986/domain';
import type { Analysis, Draft, LoadContext } from '../analysis.ts';
import type { LoadPicture } from '../load-picture.ts';
import { tellLessAround } from './around.ts';
import { featuresOf } from './features.ts';
import { type CellBox, type Inside, insideOf } from './inside.ts';
import { type Joined, joined } from './join.ts';
import { type Net, netOf } from './net.ts';
import { segmentsOf } from './segments.ts';
import { type Told, tellSegments } from './tell-segments.ts';

/** Name and version of the run. */
const MATERIALS = { name: 'materials', version: '1.0.0' } as const;
const SEGMENTS_MOST = 200;
/** A segment that weighs less is only painted. */
const LEAST_KG = 0.5;
/** Heavy metal is worth a word from this size and certainty on. */
const HEAVY = { areaCm2: 100, confidence: 0.97, gcm2: 10, cellsAcross: 3 } as const;
/** The floor's cross members, seen askew, reach up so far. */
const FLOOR_CELLS = 14;
/** What stands at the ends or under the roof belongs to the container: corner fittings, the machine of a reefer. */
const EDGE_CELLS = 3;

/** Of what stuff each part of the load is. */
export const materialAnalysis: Analysis = {
  ...MATERIALS,
  read(context, draft) {
    if (context.tableError) throw context.tableError;
    const { table, picture } = context;
    if (table === null) return 'no-table';
    if (context.containers.length === 0) return 'no-container';
    const map = new Uint8Array(picture.columns * picture.rows);
    for (const [index, { boxPx }] of context.containers.entries())
      readContainer({ context, draft, table, map }, boxPx, index);
    draft.maps.material = map;
    return undefined;
  },
};

interface Into {
  context: LoadContext;
  draft: Draft;
  table: MaterialTable;
  map: Uint8Array;
}

function readContainer({ context: { picture, geometry }, draft, table, map }: Into, box: BoxPx, index: number): void {
  const found = materialsOf(picture, box, table);
  const container = draft.containers[index];
  if (!container) return;
  if (found === null) {
    container.materials = { shares: sharesOf([]), segments: [] };
    return;
  }
  paint(found, map, picture);
  const segments = found.parts
    .map((part) => segmentOf(part, found.inside, picture, geometry))
    .sort((a, b) => b.massKg - a.massKg);
  const heavy = found.parts.filter((part) => isHeavy(part, found.inside, picture));
  container.materials = {
    shares: sharesOf(segments),
    segments: segments.filter(({ massKg }) => massKg >= LEAST_KG).slice(0, SEGMENTS_MOST),
  };
  draft.observations.push(
    ...heavy.map((part) => observationOf(segmentOf(part, found.inside, picture, geometry), index)),
  );
}

/** The parts of one container's load and where they lie. */
export interface Materials {
  inside: Inside;
  net: Net;
  /** Number of its segment a cell of the inside, 0 where there is nothing. */
  of: Int32Array;
  told: Told[];
  parts: Joined[];
}

/** @returns null where the box has no inside on the picture */
export function materialsOf(picture: LoadPicture, box: BoxPx, table: MaterialTable): Materials | null {
  const inside = insideOf(picture, box);
  if (inside === null) return null;
  const net = netOf(picture, inside);
  const pixels = picture.grid.linesPerColumn * picture.grid.channelsPerRow;
  const { of, count } = segmentsOf(featuresOf(net, table, pixels));
  const told = tellSegments(net, of, count, table, pixels);
  const cells = cellsBySegment(of, count);
  const peeled = told.map((one, i) => {
    const less = one.class === 'heavy' ? null : tellLessAround(net, cells[i] ?? [], table, pixels);
    return less?.class === 'heavy' ? { ...one, ...less } : one;
  });
  return { inside, net, of, told: peeled, parts: joined(peeled, of, net) };
}

function cellsBySegment(of: Int32Array, count: number): number[][] {
  const cells = Array.from({ length: count }, (): number[] => []);
  of.forEach((number, cell) => {
    if (number > 0) cells[number - 1]?.push(cell);
  });
  return cells;
}

function paint({ inside, of, told }: Materials, map: Uint8Array, { columns }: LoadPicture): void {
  of.forEach((number, cell) => {
    if (number === 0) return;
    const at = (inside.row + Math.floor(cell / inside.columns)) * columns + inside.column + (cell % inside.columns);
    map[at] = 1 + MATERIAL_CLASSES.indexOf((told[number - 1] as Told).class);
  });
}

function segmentOf(part: Joined, inside: Inside, picture: LoadPicture, geometry: Geometry): MaterialSegment {
  const boxPx = pixelsOf(part.box, inside, picture);
  const areaCm2 = (part.cells * picture.columnMm * picture.rowMm) / 100;
  const areaDensityGCm2 = Math.max(0, part.areaDensityGCm2);
  return {
    boxPx,
    boxMm: boxToMm(boxPx, geometry),
    areaCm2,
    class: part.class,
    confidence: part.confidence,
    untold: part.untold,
    zEff: part.zEff,
    areaDensityGCm2,
    massKg: (areaDensityGCm2 * areaCm2) / 1000,
  };
}

function pixelsOf(box: CellBox, inside: Inside, { grid }: LoadPicture): BoxPx {
  return {
    x: (inside.column + box.column) * grid.linesPerColumn,
    y: (inside.row + box.row) * grid.channelsPerRow,
    w: box.columns * grid.linesPerColumn,
    h: box.rows * grid.channelsPerRow,
  };
}

function sharesOf(segments: readonly MaterialSegment[]): MaterialReading['shares'] {
  const total = segments.reduce((sum, { massKg }) => sum + massKg, 0);
  const of = (wanted: MaterialClass): number =>
    segments.reduce((sum, segment) => sum + (segment.class === wanted ? segment.massKg : 0), 0);
  return Object.fromEntries(
    MATERIAL_CLASSES.map((name) => [name, total > 0 ? of(name) / total : 0]),
  ) as MaterialReading['shares'];
}

function isHeavy(part: Joined, { columns, rows }: Inside, { columnMm, rowMm }: LoadPicture): boolean {
  const { box, cells, areaDensityGCm2, confidence } = part;
  if (part.class !== 'heavy' || confidence < HEAVY.confidence || areaDensityGCm2 < HEAVY.gcm2) return false;
  if ((cells * columnMm * rowMm) / 100 < HEAVY.areaCm2 || Math.min(box.columns, box.rows) < HEAVY.cellsAcross)
    return false;
  if (box.row + box.rows > rows - EDGE_CELLS && box.rows < FLOOR_CELLS) return false;
  return box.column >= EDGE_CELLS && box.column + box.columns <= columns - EDGE_CELLS && box.row >= EDGE_CELLS;
}

function observationOf(
  { boxPx, massKg, areaDensityGCm2, confidence }: MaterialSegment,
  container: number,
): Observation {
  return {
    code: 'heavy-material',
    algorithm: MATERIALS.name,
    container,
    values: { massKg, areaDensityGCm2, confidence },
    names: {},
    boxPx,
  };
}
