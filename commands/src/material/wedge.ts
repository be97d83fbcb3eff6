import { type ScannerProfile, testObject } from '@h986/fixtures';
import { alphaOf } from './response.ts';
import { compositionOf, type Step } from './steps.ts';

/** Light, middling and heavy stuff of known area density, and how opaque the steps are, -ln T of the high energy. */
const MATERIALS = ['polyethylene', 'aluminium', 'steel', 'lead'] as const;
const ALPHAS = [0.4, 1.2, 2.4, 3.8, 5.2] as const;
const STEP_LINES = 320;
/** Beside another step, what is scattered out of it still falls on this one. */
const MARGIN = 110;
const AIR_CHANNELS = 260;
const PLATE_CHANNELS = 260;

/**
 * A step wedge as the simulated scanner sees it, air at the top and below it a plate a material: what a scanner's people measure when they
 * set it up. The steps are known to a thousandth, as blocks on a scale are.
 */
export function measureWedge(profile: ScannerProfile, seed: number): Step[] {
  const lines = ALPHAS.length * STEP_LINES;
  const scene = testObject.emptyScene(lines, AIR_CHANNELS + MATERIALS.length * PLATE_CHANNELS, MATERIALS);
  const places = MATERIALS.flatMap((material, m) =>
    ALPHAS.map((alpha, n) => {
      const gcm2 = thicknessOf(material, profile.high.endpointMeV, alpha);
      const channels = AIR_CHANNELS + m * PLATE_CHANNELS;
      const area = {
        lines: [n * STEP_LINES, (n + 1) * STEP_LINES],
        channels: [channels, channels + PLATE_CHANNELS],
      } as const;
      testObject.addPlate(scene, material, gcm2, area);
      return { material, gcm2, area };
    }),
  );
  const picture = testObject.takePicture(scene, { profile, dose: 1, seed }, AIR_CHANNELS - MARGIN);
  return places.map(({ material, gcm2, area }) => {
    const [high, low] = (['high', 'low'] as const).map((energy) => {
      const { mean, sigma } = testObject.statistics(picture[energy], picture.channels, inner(area));
      return { alpha: -Math.log(mean), sigma: sigma / mean };
    }) as [Read, Read];
    return {
      material,
      gcm2,
      alphaHigh: high.alpha,
      alphaLow: low.alpha,
      sigmaHigh: high.sigma,
      sigmaLow: low.sigma,
    };
  });
}

interface Read {
  alpha: number;
  sigma: number;
}

function inner({ lines, channels }: testObject.Area): testObject.Area {
  return { lines: [lines[0] + MARGIN, lines[1] - MARGIN], channels: [channels[0] + MARGIN, channels[1] - MARGIN] };
}

function thicknessOf(material: string, endpointMeV: number, alpha: number): number {
  const response = { endpointMeV, weights: [1, 1, 1], stray: 0 } as const;
  let [from, to] = [0, 400];
  for (let i = 0; i < 40; i++) {
    const middle = (from + to) / 2;
    if (alphaOf(response, [[compositionOf(material), middle]]) < alpha) from = middle;
    else to = middle;
  }
  return Math.round(10 * from) / 10;
}
