import { type Geometry, LINE_FLAG, type LineRange, type LineRecord, TRANSMISSION_ONE } from '@h986/domain';

/** A scan as a scanner would send it, made for a test. */
export interface RawScan {
  geometry: Geometry;
  normalised: boolean;
  /** Dark lines, then air lines; each all channels of high, then of low. */
  calibration: { darkLines: number; airLines: number; samples: Uint16Array; airDose: { high: number; low: number } };
  lines: number;
  /** lines x 2 x channels */
  samples: Uint16Array;
  records: LineRecord[];
  linesLost: LineRange[];
}

export const GEOMETRY: Geometry = { channels: 160, linePitchMm: 8, channelPitchMm: 8, highMv: 6, lowMv: 4 };

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface ScanOptions {
  lines: number;
  geometry?: Geometry;
  seed?: number;
  /** Transmission at line x, channel y; air when not given. */
  transmission?: (x: number, y: number) => { high: number; low: number };
  /** Photons of a pixel in air, high and low, as the noise of real scans suggests. */
  photons?: { high: number; low: number };
  lost?: LineRange[];
  /** Dose of a line relative to the calibration's. */
  dose?: (x: number) => number;
}

const DARK = 400;
const AIR = 52_000;
const DARK_LINES = 16;
const AIR_LINES = 32;
const DOSE = 20_000;

/** A scanner's own lines: offset, gain a channel, dose a pulse, photon noise; the topmost tenth of the channels is air. */
export function makeScan(options: ScanOptions): RawScan {
  const { lines, geometry = GEOMETRY, seed = 1, lost = [], dose = () => 1 } = options;
  const { transmission = () => ({ high: 1, low: 1 }), photons = { high: 7000, low: 3000 } } = options;
  const { channels } = geometry;
  const random = randomFrom(seed);
  const gaussian = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const gains = Float64Array.from({ length: 2 * channels }, () => 0.9 + 0.2 * random());
  const count = (expected: number, ofPhotons: number, channel: number): number => {
    const noisy = expected + Math.sqrt(Math.max(expected, 0) / ofPhotons) * gaussian();
    return Math.max(0, Math.min(65_535, Math.round(DARK + AIR * (gains[channel] as number) * noisy + 3 * gaussian())));
  };

  const calibration = new Uint16Array((DARK_LINES + AIR_LINES) * 2 * channels);
  calibration.forEach((_, i) => {
    const beam = i >= DARK_LINES * 2 * channels ? 1 : 0;
    calibration[i] = count(beam, photons.high, i % (2 * channels));
  });

  const samples = new Uint16Array(lines * 2 * channels);
  const records: LineRecord[] = [];
  const isLost = (x: number): boolean => lost.some(({ from, to }) => x >= from && x <= to);
  for (let x = 0; x < lines; x++) {
    const flags = isLost(x) ? LINE_FLAG.lost : 0;
    const reading = Math.round(DOSE * dose(x));
    records.push({ line: x, deviceUs: x * 10_000, encoder: x, doseHigh: reading, doseLow: reading, flags });
    if (flags) continue;
    for (let y = 0; y < channels; y++) {
      const t = y < channels / 10 ? { high: 1, low: 1 } : transmission(x, y);
      const at = x * 2 * channels + y;
      samples[at] = count(t.high * dose(x), photons.high, y);
      samples[at + channels] = count(t.low * dose(x), photons.low, channels + y);
    }
  }
  const airDose = { high: DOSE, low: DOSE };
  return {
    geometry,
    normalised: false,
    calibration: { darkLines: DARK_LINES, airLines: AIR_LINES, samples: calibration, airDose },
    lines,
    samples,
    records,
    linesLost: lost,
  };
}

/** A vendor's normalised picture: dark 0, air at `fullScale`. @param pixels rows x columns x 2, as in `.npy` files */
export function normalisedScan(
  pixels: Uint16Array,
  { columns, geometry, fullScale }: { columns: number; geometry: Geometry; fullScale: number },
): RawScan {
  const { channels } = geometry;
  const samples = new Uint16Array(columns * 2 * channels);
  for (let y = 0; y < channels; y++) {
    for (let x = 0; x < columns; x++) {
      samples[x * 2 * channels + y] = pixels[(y * columns + x) * 2] as number;
      samples[(x * 2 + 1) * channels + y] = pixels[(y * columns + x) * 2 + 1] as number;
    }
  }
  const calibration = new Uint16Array(2 * 2 * channels).fill(fullScale, 2 * channels);
  return {
    geometry,
    normalised: true,
    calibration: { darkLines: 1, airLines: 1, samples: calibration, airDose: { high: 0, low: 0 } },
    lines: columns,
    samples,
    records: Array.from({ length: columns }, (_, line) => ({
      line,
      deviceUs: 0,
      encoder: line,
      doseHigh: 0,
      doseLow: 0,
      flags: LINE_FLAG.doseUnknown,
    })),
    linesLost: [],
  };
}

/** As the pipeline should measure it. */
export const asTransmission = (t: number): number => Math.round(t * TRANSMISSION_ONE);
