import { openGraph } from '../onnx-writer.ts';

/** Every figure of the detector. Lengths are in pixels of the model's 8 mm grid. */
export const OUTLIER = {
  tile: 256,
  /** At least `ringRadius + 1`, a multiple of the stride. */
  margin: 24,
  stride: 4,
  /** The spot that is judged: 3 x 3. */
  centreRadius: 1,
  /** What is left out around the spot, so that an object up to this size is not its own surroundings: 17 x 17. */
  gapRadius: 8,
  /** Its surroundings reach this far: 47 x 47. */
  ringRadius: 23,
  /** Shares of the two energies in the signal, as the photons that they count. Real scans show about 7,000 and 3,000 a pixel. */
  highShare: 0.7,
  lowShare: 0.3,
  /** The darkest transmission that is told apart; attenuation ends at 8.5. */
  darkest: 2e-4,
  /** Attenuation is rounded to this many steps an e-fold, so that sums over boxes are whole numbers and exact. */
  stepsPerEfold: 1024,
  /** Noise of a pixel at attenuation A: base² + e^A / photons + (electronics e^A)². */
  noise: { base: 0.03, photons: 10_000, electronics: 2.7e-4 },
  /** Below this many pixels with data in the ring there are no surroundings to speak of. */
  ringAtLeast: 400,
} as const;

/**
 * The outlier detector: how far, in sigmas, the attenuation of a spot lies above (denser) or below (thinner) that of the
 * ring around it, as seen against the spread within that ring and the noise to be expected there.
 *
 * In: `transmission` uint16 [1, 2, 256, 256], high and low, x 60,000; 65,535 is no data. Out: `deviation` float32
 * [1, 1, 52, 52], for each cell of 4 x 4 pixels the value that is farthest from zero; 0 where the spot or its ring has no
 * data. Box sums are differences of integral images over whole numbers in float64, hence exact: a cell has the same
 * value in whichever tile it is computed.
 *
 * @returns the ONNX file, opset 17, the same bytes every time
 */
export function outlierGraph(): Uint8Array {
  const { tile, margin, stride, centreRadius, gapRadius, ringRadius, stepsPerEfold, noise, ringAtLeast } = OUTLIER;
  const g = openGraph('outlier');
  const scalar = (value: number): string => g.constant('double', [], [value]);
  const axis = (value: number): string => g.constant('int64', [], [value]);
  const ints = (...values: number[]): string => g.constant('int64', [values.length], values);
  const op = (name: string, ...inputs: string[]): string => g.node(name, inputs);

  const samples = g.node('Cast', [g.input('transmission', 'uint16', [1, 2, tile, tile])], { to: 11 });
  const energy = (channel: number): string => op('Slice', samples, ints(channel), ints(channel + 1), ints(1));
  const high = energy(0);
  const low = energy(1);
  const noData = scalar(65_534.5);
  const valid = g.node('Cast', [op('And', op('Less', high, noData), op('Less', low, noData))], { to: 11 });

  // One signal of both energies: their transmissions weighted by photons, as if one detector had counted them all.
  const share = (of: number): string => scalar(of / 60_000);
  const counted = op('Add', op('Mul', high, share(OUTLIER.highShare)), op('Mul', low, share(OUTLIER.lowShare)));
  const attenuation = op('Neg', op('Log', op('Clip', counted, scalar(OUTLIER.darkest), scalar(10))));
  const steps = op('Mul', op('Round', op('Mul', attenuation, scalar(stepsPerEfold))), valid);

  const moments = g.node('Concat', [valid, steps, op('Mul', steps, steps)], { axis: 1 });
  const integral = op('CumSum', op('CumSum', moments, axis(2)), axis(3));
  const covered = tile - 2 * margin;
  const corner = (y: number, x: number): string =>
    op('Slice', integral, ints(y, x), ints(y + covered, x + covered), ints(2, 3));
  const box = (radius: number): string => {
    const from = margin - radius - 1;
    const to = margin + radius;
    return op('Add', op('Sub', corner(to, to), corner(from, to)), op('Sub', corner(from, from), corner(to, from)));
  };
  const centre = box(centreRadius);
  const ring = op('Sub', box(ringRadius), box(gapRadius));
  const moment = (sums: string, order: number): string => op('Slice', sums, ints(order), ints(order + 1), ints(1));
  const mean = (sums: string, order: number): string =>
    op('Div', moment(sums, order), op('Max', moment(sums, 0), scalar(1)));

  const spot = op('Mul', mean(centre, 1), scalar(1 / stepsPerEfold));
  const around = op('Mul', mean(ring, 1), scalar(1 / stepsPerEfold));
  const square = op('Mul', mean(ring, 2), scalar(1 / stepsPerEfold ** 2));
  const spread = op('Max', op('Sub', square, op('Mul', around, around)), scalar(0));
  const efolds = op('Exp', around);
  const electronics = op('Mul', efolds, scalar(noise.electronics));
  const expected = op(
    'Add',
    op('Add', op('Mul', efolds, scalar(1 / noise.photons)), scalar(noise.base ** 2)),
    op('Mul', electronics, electronics),
  );
  const sigmas = op('Div', op('Sub', spot, around), op('Sqrt', op('Add', spread, expected)));

  const here = op('Slice', valid, ints(margin, margin), ints(margin + covered, margin + covered), ints(2, 3));
  const enough = op('Greater', moment(ring, 0), scalar(ringAtLeast - 0.5));
  const judged = op('And', op('Greater', here, scalar(0.5)), enough);
  const deviation = g.node('Cast', [op('Where', judged, sigmas, scalar(0))], { to: 1 });

  const pool = { kernel_shape: [stride, stride], strides: [stride, stride] };
  const highest = g.node('MaxPool', [deviation], pool);
  const lowest = op('Neg', g.node('MaxPool', [op('Neg', deviation)], pool));
  const farthest = op('Where', op('Less', highest, op('Neg', lowest)), lowest, highest);
  g.output(farthest, 'deviation', 'float', [1, 1, covered / stride, covered / stride]);
  return g.bytes('Outlier of attenuation against its surroundings, in sigmas. Laid out by hand, nothing is trained.');
}
