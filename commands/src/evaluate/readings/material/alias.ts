import { classOfZ, type MaterialClass, type MaterialTable, noiseOf } from '@h986/domain';
import { effectiveNumber, materials, profileOf, type ScannerProfile } from '@h986/fixtures';
import { alphaOf, type Response } from '../../../material/response.ts';
import { PATCH_PIXELS, type Patch, WALLS_G_CM2 } from './patches.ts';

/** A stuff this many standard deviations off cannot be told from what was measured. */
const WITHIN = 3;

interface Twin {
  class: MaterialClass;
  alphaLow: number;
}

/**
 * Whether some stuff of another class looks the same to this scanner, by the physics that the picture was made with and not by the table:
 * then it is right to say that a patch cannot be told.
 */
export function openAliases(scanner: string, table: MaterialTable): (patch: Patch) => boolean {
  const { high, low } = profileOf(scanner);
  const responses = { high: responseOf(high), low: responseOf(low) };
  const kept = new Map<number, Twin[]>();
  return ({ steelMm, class: own, alphaHigh, alphaLow }) => {
    const twins = kept.get(steelMm) ?? twinsAt(alphaHigh, responses);
    kept.set(steelMm, twins);
    const noise = noiseOf(table, alphaHigh, alphaLow, PATCH_PIXELS);
    const { offset, share, stray } = table.noise.systematic;
    const ratio = alphaLow / alphaHigh;
    const sigma = Math.hypot(noise.low, ratio * noise.high, offset, share * alphaLow, stray * Math.exp(alphaLow));
    return twins.some((twin) => twin.class !== own && Math.abs(twin.alphaLow - alphaLow) < WITHIN * sigma);
  };
}

/** Every stuff of the phantoms, as thick as it takes to be so opaque. */
function twinsAt(alphaHigh: number, responses: Record<'high' | 'low', Response>): Twin[] {
  return Object.values(materials).map(({ composition }) => {
    const wall = materials.steel?.composition ?? { Fe: 1 };
    const beyondWall = (response: Response, gcm2: number): number =>
      alphaOf(response, [
        [wall, WALLS_G_CM2],
        [composition, gcm2],
      ]) - alphaOf(response, [[wall, WALLS_G_CM2]]);
    let [from, to] = [0, 500];
    for (let i = 0; i < 24; i++) {
      const middle = (from + to) / 2;
      if (beyondWall(responses.high, middle) < alphaHigh) from = middle;
      else to = middle;
    }
    return { class: classOfZ(effectiveNumber(composition)), alphaLow: beyondWall(responses.low, from) };
  });
}

function responseOf({ endpointMeV, roomScatter }: ScannerProfile['high']): Response {
  return { endpointMeV, weights: [1, 1, 1], stray: roomScatter };
}
