import { createHash } from 'node:crypto';
import type { MapCard } from '@h986/domain';
import { OUTLIER } from './graph.ts';

const { tile, margin, stride, centreRadius, gapRadius, ringRadius } = OUTLIER;
const PITCH_MM = 8;
const widthMm = (radius: number): number => (2 * radius + 1) * PITCH_MM;

/** The card that goes with the file. */
export function outlierCard(onnx: Uint8Array): MapCard {
  return {
    job: 'map',
    name: 'outlier',
    version: '1.0.0',
    state: 'shadow',
    sha256: createHash('sha256').update(onnx).digest('hex'),
    summary:
      'A plain baseline that trained models must beat: how far, in sigmas, the attenuation of a spot of ' +
      `${widthMm(centreRadius)} mm lies from the mean of its surroundings, a square of ${widthMm(ringRadius)} mm without ` +
      `the inner ${widthMm(gapRadius)} mm. A sigma is the spread within these surroundings and the noise expected there. ` +
      'Positive is denser, negative thinner. Of the cells of 4 x 4 pixels each shows the value farthest from zero.',
    architecture: 'Box sums over integral images; laid out by hand, no weights.',
    opset: 17,
    input: { name: 'transmission', type: 'uint16', shape: [1, 2, tile, tile], pitchMm: PITCH_MM, marginPx: margin },
    output: { name: 'deviation', stridePx: stride, unit: 'sigma' },
    kind: null,
    // Six sigmas is where nothing in the two real scans below is suspicious any more.
    findings: [
      { kind: 'outlier-dense', sign: 'above', cellFrom: 4, scoreHalfAt: 6, minCells: 2 },
      { kind: 'outlier-thin', sign: 'below', cellFrom: 4, scoreHalfAt: 6, minCells: 2 },
    ],
    calibration: null,
    airValue: null,
    training: {
      data: 'none: every figure is set by hand',
      seeds: 'none',
      licence: 'not applicable',
      command: 'npm run model:outlier',
    },
    phantomTrained: false,
    figures: [],
    remarks:
      'Looked at on two real scans (6/4 MeV): steel coils 2 findings, bags on pallets 11 (mostly gaps between bags), none ' +
      'of them at or above a score of one half. With blocks drawn into the same scans, 12 a scan, found / at a score of ' +
      'one half or more: steel 100 x 60 x 60 mm in the open of the coil scan 12 / 12, in the dense bags 8 / 4, at the top ' +
      'of the bags 9 / 8; lead of that size 12 / 12, 9 / 8, 9 / 9; steel 160 x 120 x 60 mm 12 / 11, 9 / 0, 6 / 5; steel ' +
      '100 x 60 x 20 mm 12 / 11, 0 / 0, 6 / 4. Thresholds were set on these very scans, so no rate on others follows. On ' +
      '20 synthetic scans of whole trucks (5 cargoes, with and without something hidden) 24 to 37 findings a scan, 3 to 8 ' +
      'of them at a score of one half or more (in the two looked at closely, all on truck and frame); none of the 15 ' +
      'hidden things, all larger than 220 mm, was found.',
    knownFailures: [
      `An object wider than about ${widthMm(gapRadius)} mm both ways becomes its own surroundings and is missed.`,
      'Beside an edge of the cargo and in textured cargo the surroundings spread widely and hide an object.',
      'Where transmission is below about 0.5 % noise is expected to hide everything.',
      'Beams, castings, axles and the like stand out as much as anything hidden: a whole truck is always suspicious.',
    ],
    limits: [
      'It knows nothing of materials, shapes or declarations: a bolt, a gap between bags and a hidden block are the same.',
      'The score orders findings; it is not a probability.',
      'Energies near 6/4 MeV only have been looked at.',
    ],
    licence: 'Apache-2.0',
  };
}
