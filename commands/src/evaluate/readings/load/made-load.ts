import type { BoxPx, Geometry, LoadPart } from '@h986/domain';
import { STRIP_LINES } from '@h986/domain';
import type { CargoFamily, ContainerType, ScannerProfile, ThreatFamily } from '@h986/fixtures';
import { calibrate, detectorOf, findMarks } from '@h986/pipeline';
import { massKg } from '../../../../../fixtures/src/phantom/cargo/solid.ts';
import { chooseCargo } from '../../../../../fixtures/src/phantom/compose/choose.ts';
import { pixelBox } from '../../../../../fixtures/src/phantom/compose/pixel-box.ts';
import { buildScene, type Scene } from '../../../../../fixtures/src/phantom/compose/scene.ts';
import { acquire } from '../../../../../fixtures/src/phantom/physics/acquire.ts';
import { projectTilted } from '../../../../../fixtures/src/phantom/scene/project.ts';
import { seededRandom } from '../../../../../fixtures/src/phantom/scene/random.ts';
import { LEVEL } from '../../../../../fixtures/src/phantom/scene/trace.ts';
import { type Coarse, coarseGrid, encodeCoarse, wholeCoarse } from '../../../../../pipeline/src/coarse/coarse.ts';
import { loadPart } from '../../../../../pipeline/src/load/load-part.ts';
import { type LoadPicture, wholeLoad } from '../../../../../pipeline/src/load/load-picture.ts';
import { onGrid } from '../../../../../pipeline/src/pixels/scan-pixels.ts';
import { rawScanOf } from '../../judging/analyse.ts';

/** What is to be scanned: a load of a family, a container with nothing in it at all, or that with one block. */
export interface LoadPlan {
  seed: number;
  profile: ScannerProfile;
  /** Goods; left out: nothing. */
  family?: string;
  container?: ContainerType;
  block?: ThreatFamily;
}

/** What is true of one container. */
export interface LoadTruth {
  type: ContainerType;
  box: BoxPx;
  cargoKg: number;
  /** Where the block stands, px. */
  block: BoxPx | null;
  blockKg: number;
}

export interface MadeLoad {
  geometry: Geometry;
  lines: number;
  picture: LoadPicture;
  coarse: Coarse;
  family: string;
  tier: CargoFamily['tier'];
  containers: LoadTruth[];
  /** Mean area density of goods alone on the picture's grid, g/cm2, row by row. */
  goods: Float32Array;
}

const BARE: CargoFamily = {
  name: 'bare',
  chapters: [],
  tier: 'D0',
  containers: [],
  load: () => ({ bodies: [], units: [], goods: [], voids: [] }),
};

/** A scan as the strips' jobs leave it for those who read the load, made without store and queue. */
export function madeLoad({ seed, profile, family, container, block }: LoadPlan): MadeLoad {
  const random = seededRandom(seed);
  const options = { seed, ...(family && { family }), ...(container && { container }) };
  const [drawn] = chooseCargo(family ? options : { ...options, family: 'empty' }, random.fork('cargo'));
  if (!drawn) throw new Error('nothing was drawn');
  const choice = family ? drawn : { ...drawn, family: BARE };
  const scene = buildScene(choice, profile, random.fork('scene'));
  const hidden = block ? placed(scene, block) : [];
  const goods = [...scene.loaded.flatMap(({ load }) => load.bodies), ...hidden.flatMap((one) => one.bodies)];
  const all = projectTilted(
    [
      { bodies: scene.tractor, tilt: LEVEL },
      { bodies: [...scene.carried, ...hidden.flatMap((one) => one.bodies)], tilt: scene.tilt },
    ],
    scene.view,
  ).areaDensities;
  const scan = acquire(all, profile, random.fork('acquire'));
  const { geometry, lines } = scan;
  const seen = lookedAt(scan);
  return {
    geometry,
    lines,
    ...seen,
    family: choice.family.name,
    tier: choice.family.tier,
    containers: scene.loaded.map(({ container: built, load }, i) => {
      const inside = hidden.filter((one) => one.container === i);
      return {
        type: built.type,
        box: pixelBox(built.box, scene),
        cargoKg:
          load.bodies.reduce((sum, body) => sum + massKg(body), 0) + inside.reduce((sum, one) => sum + one.kg, 0),
        block: inside[0]?.box ?? null,
        blockKg: inside.reduce((sum, one) => sum + one.kg, 0),
      };
    }),
    goods: goods.length > 0 ? gridded(scene, goods, seen.picture) : new Float32Array(seen.picture.high.length),
  };
}

function placed(scene: Scene, block: ThreatFamily) {
  const container = scene.builder.random.integer(0, scene.loaded.length - 1);
  const one = scene.loaded[container] as Scene['loaded'][number];
  const found = block.place({ container: one.container, load: one.load, builder: scene.builder });
  if (!found) return [];
  const bodies = found.bodies;
  const shape = bodies[0]?.shape;
  const box = shape?.kind === 'box' ? pixelBox(shape, scene) : null;
  return [{ container, bodies, box, kg: bodies.reduce((sum, body) => sum + massKg(body), 0) }];
}

/** Goods alone, without scanner: lines x channels to the picture's cells. */
function gridded(scene: Scene, bodies: Scene['carried'], { grid, columns, rows }: LoadPicture): Float32Array {
  const { planes, lines, channels } = projectTilted([{ bodies, tilt: scene.tilt }], scene.view).areaDensities;
  const sum = new Float32Array(columns * rows);
  const count = new Float32Array(columns * rows);
  for (let line = 0; line < lines; line++) {
    const column = Math.min(columns - 1, Math.floor((line + 0.5) / grid.linesPerColumn));
    for (let channel = 0; channel < channels; channel++) {
      const cell = Math.min(rows - 1, Math.floor((channel + 0.5) / grid.channelsPerRow)) * columns + column;
      let value = 0;
      for (const plane of planes) value += plane[line * channels + channel] as number;
      sum[cell] = (sum[cell] as number) + value;
      count[cell] = (count[cell] as number) + 1;
    }
  }
  return sum.map((value, i) => value / Math.max(1, count[i] as number));
}

function lookedAt(scan: ReturnType<typeof acquire>): { picture: LoadPicture; coarse: Coarse } {
  const raw = rawScanOf(scan);
  const { geometry, lines } = scan;
  const { channels } = geometry;
  const { samples, darkLines, airLines, airDose } = raw.calibration;
  const common = { v: 1, scanId: '01K00000000000000000000001', sha256: '' } as const;
  const detector = detectorOf(
    { ...common, geometry, lineRateHz: 100, normalised: raw.normalised, darkLines, airLines, airDose } as never,
    samples,
  );
  const grid = coarseGrid(geometry);
  const count = Math.ceil(lines / STRIP_LINES);
  const stripAt = (strip: number) => {
    const firstLine = strip * STRIP_LINES;
    const own = Math.min(STRIP_LINES, lines - firstLine);
    const header = { ...common, strip, firstLine, lines: own, channels };
    return {
      header: { ...header, records: raw.records.slice(firstLine, firstLine + own) } as never,
      samples: raw.samples.subarray(firstLine * 2 * channels, (firstLine + own) * 2 * channels),
    };
  };
  const marks = raw.normalised ? findMarks(stripAt(0)) : null;
  const strips: { strip: number; load: LoadPart; coarse: ReturnType<typeof encodeCoarse> }[] = [];
  for (let strip = 0; strip < count; strip++) {
    const transmission = calibrate(stripAt(strip), detector, marks);
    strips.push({ strip, load: loadPart(transmission, grid), coarse: encodeCoarse(onGrid(transmission, grid)) });
  }
  return { picture: wholeLoad(strips, geometry, lines), coarse: wholeCoarse(strips, geometry, lines) };
}
