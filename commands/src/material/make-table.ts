import { DomainError, type MaterialTable, MaterialTable as Schema } from '@h986/domain';
import { effectiveNumber } from '@h986/fixtures';
import { fitNoise } from './fit-noise.ts';
import { type FitPoint, fitResponse } from './fit-response.ts';
import { alphaOf, type Response } from './response.ts';
import { compositionOf, type Step } from './steps.ts';

export interface TableWanted {
  name: string;
  version: string;
  /** Nominal, MV: those that a scan's geometry has. */
  highMv: number;
  lowMv: number;
  /** Whether the scanner's pictures come normalised by its vendor. @defaultValue false */
  normalised?: boolean;
  /** Of the spectra, MeV, where the scanner's are other than nominal. */
  endpoints?: { highMeV: number; lowMeV: number };
  /** What was measured; none: the model alone. */
  steps: readonly Step[];
  /** Steel that was in the way of all steps and is not in their alphas, g/cm2. */
  stepsBehindGCm2?: number;
  /** Two walls of a container. @defaultValue 3.3 */
  behindSteelGCm2?: number;
  /** As the scanner's people know it. @defaultValue none */
  scatter?: MaterialTable['scatter'];
  systematic?: MaterialTable['noise']['systematic'];
  at: Date;
}

/** Reference stuffs, and how usual each is beside others of its class. */
const REFERENCES: readonly (readonly [material: string, weight: number])[] = [
  ['polyethylene', 1],
  ['polystyrene', 1],
  ['cellulose', 1],
  ['water', 1],
  ['ammonium-nitrate', 1],
  ['paint', 0.5],
  ['sulphuric-acid', 0.5],
  ['sand', 1],
  ['stone', 1],
  ['aluminium', 1],
  ['silicon', 1],
  ['cement', 1],
  ['K:1', 0.3],
  ['titanium', 0.3],
  ['cast-iron', 1],
  ['steel', 1],
  ['copper', 1],
  ['zinc', 1],
  ['Zr:1', 0.15],
  ['silver', 0.15],
  ['tin', 0.3],
  ['Ba:1', 0.3],
  ['tungsten', 1],
  ['lead', 1],
  ['uranium', 1],
];
const GRID_G_CM2 = [
  0, 0.5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 33, 36, 40, 44, 48, 52, 56, 60, 65, 70,
  75, 80, 85, 90, 95, 100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200, 210, 220, 230, 240, 250, 260, 270, 280,
  290, 300,
];
const STEEL = compositionOf('steel');
/** What steps and model leave open. */
const SYSTEMATIC = { offset: 0.002, share: 0.001, stray: 1e-4 };

/**
 * A table from a few steps, three an energy at least, or from first principles without any.
 *
 * @throws {DomainError} `steps-too-few`, `energies-order`, `material-table` where what the steps say cannot be
 */
export function makeTable({
  steps,
  highMv,
  lowMv,
  endpoints = { highMeV: highMv, lowMeV: lowMv },
  stepsBehindGCm2 = 0,
  behindSteelGCm2 = 3.3,
  systematic = SYSTEMATIC,
  ...wanted
}: TableWanted): MaterialTable {
  if (!(highMv > lowMv)) throw new DomainError('energies-order', 'the high energy must be above the low one');
  const fitted = (endpointMeV: number, alpha: (step: Step) => number): ReturnType<typeof fitResponse> =>
    steps.length === 0
      ? { response: { endpointMeV, weights: [1, 1, 1], stray: 0 }, rms: 0 }
      : fitResponse(endpointMeV, pointsOf(steps, stepsBehindGCm2, alpha));
  const high = fitted(endpoints.highMeV, ({ alphaHigh }) => alphaHigh);
  const low = fitted(endpoints.lowMeV, ({ alphaLow }) => alphaLow);
  const table = {
    v: 1,
    name: wanted.name,
    version: wanted.version,
    energies: { highMv, lowMv },
    normalised: wanted.normalised ?? false,
    made: {
      at: wanted.at.toISOString(),
      from: steps.length === 0 ? 'model' : 'steps',
      steps: steps.map(({ material, gcm2, alphaHigh, alphaLow }) => ({
        material,
        gcm2: rounded(gcm2),
        alphaHigh: rounded(alphaHigh),
        alphaLow: rounded(alphaLow),
      })),
      high: madeOf(high),
      low: madeOf(low),
    },
    behindSteelGCm2,
    scatter: wanted.scatter ?? { share: 0, sigmaMm: 0 },
    noise: { ...fitNoise(steps), systematic },
    gridGCm2: GRID_G_CM2,
    materials: REFERENCES.map(([name, weight]) => ({
      name,
      zEff: rounded(effectiveNumber(compositionOf(name))),
      weight,
      high: curveOf(high.response, name, behindSteelGCm2),
      low: curveOf(low.response, name, behindSteelGCm2),
    })),
  };
  const parsed = Schema.safeParse(table);
  if (parsed.success) return parsed.data;
  throw new DomainError('material-table', `such steps make no table: ${parsed.error.issues[0]?.message}`, {
    cause: parsed.error,
  });
}

function pointsOf(steps: readonly Step[], behindGCm2: number, alpha: (step: Step) => number): FitPoint[] {
  return steps.map((step) => ({
    layers: [[compositionOf(step.material), step.gcm2]],
    before: behindGCm2 > 0 ? [[STEEL, behindGCm2]] : [],
    alpha: alpha(step),
  }));
}

function madeOf({ response: { endpointMeV, weights, stray }, rms }: ReturnType<typeof fitResponse>) {
  return { endpointMeV, weights: weights.map(rounded), stray: Number(stray.toPrecision(4)), rms: rounded(rms) };
}

function curveOf(response: Response, material: string, behindGCm2: number): number[] {
  const composition = compositionOf(material);
  const wall = alphaOf(response, [[STEEL, behindGCm2]]);
  return GRID_G_CM2.map((gcm2) =>
    rounded(
      alphaOf(response, [
        [STEEL, behindGCm2],
        [composition, gcm2],
      ]) - wall,
    ),
  );
}

const rounded = (value: number): number => Number(value.toFixed(5));
