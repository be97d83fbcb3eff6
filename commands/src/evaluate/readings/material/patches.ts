import {
  areaDensityOf,
  classOfZ,
  type MaterialAnswer,
  type MaterialClass,
  type MaterialTable,
  noiseOf,
} from '@h986/domain';
import { effectiveNumber, materialOf, profileOf, type ScannerProfile, testObject } from '@h986/fixtures';
import { alphaOf } from '../../../material/response.ts';

/** A patch of a known stuff behind the walls of a container. */
export interface Patch {
  material: string;
  class: MaterialClass;
  /** As opaque as so much steel. */
  steelMm: number;
  answer: MaterialAnswer;
  gcm2: number;
  /** -ln T of both energies with the walls taken off. */
  alphaHigh: number;
  alphaLow: number;
}

export const PATCH_MATERIALS = [
  'polyethylene',
  'water',
  'sugar',
  'cellulose',
  'aluminium',
  'stone',
  'glass',
  'salt',
  'steel',
  'stainless-steel',
  'copper',
  'zinc',
  'lead',
  'tungsten',
  'gold',
] as const;
export const STEEL_MM = [10, 15, 20, 30, 40, 50, 75, 100, 125, 150] as const;
const STEEL_G_CM2_PER_MM = 0.786;
/** Two walls of a dry container. */
export const WALLS_G_CM2 = 3.3;
const PATCH_PX = 20;
export const PATCH_PIXELS = PATCH_PX ** 2;
const PLATE_PX = 44;
const AIR_CHANNELS = 40;

/**
 * Patches of 20 x 20 pixels of every stuff and thickness, on one scan, read with a table as a segment of the load is: the walls taken off,
 * the noise that of so many pixels.
 */
export function readPatches(scanner: string, table: MaterialTable, seed: number): Patch[] {
  const profile = profileOf(scanner);
  const lines = (STEEL_MM.length + 1) * PLATE_PX;
  const channels = AIR_CHANNELS + PATCH_MATERIALS.length * PLATE_PX;
  const scene = testObject.emptyScene(
    lines,
    channels,
    ['wall', ...PATCH_MATERIALS].map((name) => (name === 'wall' ? 'cast-iron' : name)),
  );
  testObject.addPlate(scene, 'cast-iron', WALLS_G_CM2, { lines: [0, lines], channels: [AIR_CHANNELS, channels] });
  const plates = STEEL_MM.flatMap((steelMm, step) =>
    PATCH_MATERIALS.map((material, m) => {
      const gcm2 = asOpaqueAs(material, steelMm, profile);
      // The first step of lines is wall alone: it is what is taken off.
      testObject.addPlate(scene, material, gcm2, areaAt(step + 1, m, 0));
      return { material, steelMm, gcm2, step: step + 1, m };
    }),
  );
  const picture = testObject.takePicture(scene, { profile, dose: 1, seed }, AIR_CHANNELS);
  const alphas = (step: number, m: number): [high: number, low: number] => {
    const area = areaAt(step, m, (PLATE_PX - PATCH_PX) / 2);
    return [meanAlpha(picture.high, channels, area), meanAlpha(picture.low, channels, area)];
  };
  return plates.map(({ step, m, ...plate }) => {
    const [[high, low], [wallHigh, wallLow]] = [alphas(step, m), alphas(0, m)];
    const [alphaHigh, alphaLow] = [high - wallHigh, low - wallLow];
    const answer = areaDensityOf(table, alphaHigh, alphaLow, noiseOf(table, high, low, PATCH_PIXELS));
    const { composition } = materialOf(plate.material);
    return { ...plate, class: classOfZ(effectiveNumber(composition)), answer, alphaHigh, alphaLow };
  });
}

function areaAt(step: number, m: number, margin: number): testObject.Area {
  const channel = AIR_CHANNELS + m * PLATE_PX;
  return {
    lines: [step * PLATE_PX + margin, (step + 1) * PLATE_PX - margin],
    channels: [channel + margin, channel + PLATE_PX - margin],
  };
}

function meanAlpha(plane: Float32Array, channels: number, { lines, channels: [from, to] }: testObject.Area): number {
  let sum = 0;
  for (let line = lines[0]; line < lines[1]; line++) {
    // Half a step of the transmission's sixty thousand, as in the pipeline.
    for (let channel = from; channel < to; channel++)
      sum -= Math.log(Math.max(plane[line * channels + channel] as number, 0.5 / 60_000));
  }
  return sum / ((lines[1] - lines[0]) * (to - from));
}

function asOpaqueAs(material: string, steelMm: number, { high }: ScannerProfile): number {
  const response = { endpointMeV: high.endpointMeV, weights: [1, 1, 1], stray: 0 } as const;
  const alpha = (name: string, gcm2: number): number => alphaOf(response, [[materialOf(name).composition, gcm2]]);
  const wanted = alpha('steel', steelMm * STEEL_G_CM2_PER_MM);
  let [from, to] = [0, 500];
  for (let i = 0; i < 30; i++) {
    const middle = (from + to) / 2;
    if (alpha(material, middle) < wanted) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}
