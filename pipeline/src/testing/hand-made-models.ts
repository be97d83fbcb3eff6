import type { EncoderCard, LocatorCard, MapCard } from '@h986/domain';
import { type Graph, openGraph } from '@h986/models';
import type { Model } from '../registry/model.ts';
import { openOnnxModel } from '../registry/onnx-model.ts';
import { digestOf } from './models-folder.ts';

/** Small models, laid out by hand, that do on plain pictures what trained ones do on cargo. */

const COMMON = {
  version: '1.0.0',
  state: 'active' as const,
  summary: 'for tests',
  architecture: 'by hand',
  opset: 17,
  training: { data: 'none', seeds: 'none', licence: 'not applicable', command: 'none' },
  phantomTrained: true,
  figures: [],
  remarks: '',
  knownFailures: [],
  limits: [],
  licence: 'Apache-2.0',
};

const ROWS = 192;
const COLUMNS = 96;
const MARGIN = 16;
const STRIDE = 4;

/** Logits that rise as the picture grows dark: 0 at a transmission of 0.2, 1 for each 0.01 below. Kinds: dark, then bright. */
export function darknessMap(change: Partial<MapCard> = {}): { card: MapCard; onnx: Uint8Array } {
  const g = openGraph('darkness');
  const high = highOf(g, ROWS, COLUMNS);
  const ints = (...values: number[]): string => g.constant('int64', [values.length], values);
  const inner = g.node('Slice', [high, ints(MARGIN, MARGIN), ints(ROWS - MARGIN, COLUMNS - MARGIN), ints(2, 3)]);
  const mean = g.node('AveragePool', [g.node('Cast', [inner], { to: 1 })], {
    kernel_shape: [STRIDE, STRIDE],
    strides: [STRIDE, STRIDE],
  });
  const logit = line(g, g.node('Cast', [mean], { to: 11 }), -1 / 600, 20);
  const size = [(ROWS - 2 * MARGIN) / STRIDE, (COLUMNS - 2 * MARGIN) / STRIDE];
  const both = g.node('Concat', [logit, g.node('Neg', [logit])], { axis: 1 });
  g.output(g.node('Cast', [logit], { to: 1 }), 'anomaly', 'float', [1, 1, ...size]);
  g.output(g.node('Cast', [both], { to: 1 }), 'kind', 'float', [1, 2, ...size]);
  const onnx = g.bytes('darkness');
  const card: MapCard = {
    ...COMMON,
    job: 'map',
    name: 'cargoseg',
    sha256: digestOf(onnx),
    input: { name: 'transmission', type: 'uint16', shape: [1, 2, ROWS, COLUMNS], pitchMm: 8, marginPx: MARGIN },
    output: { name: 'anomaly', stridePx: STRIDE, unit: 'logit' },
    kind: { name: 'kind', classes: ['dense-metal', 'missing-goods'] },
    findings: [{ kind: 'anomaly', cellFrom: -1, belowPeak: 2, minCells: 2, alarmFrom: 3 }],
    calibration: { a: 0.5, b: -2 },
    airValue: -20,
    ...change,
  };
  return { card, onnx };
}

/** Container where transmission is below 0.5, vehicle up to 0.9, nothing above and where there is no data. */
export function brightnessLocator(): { card: LocatorCard; onnx: Uint8Array } {
  const [rows, columns] = [128, 512];
  const g = openGraph('brightness');
  const high = highOf(g, rows, columns);
  const classes = [line(g, high, 1 / 600, -90), line(g, high, 0, 0), line(g, high, -1 / 600, 50)];
  const logits = g.node('Cast', [g.node('Concat', classes, { axis: 1 })], { to: 1 });
  g.output(logits, 'classes', 'float', [1, 3, rows, columns]);
  const onnx = g.bytes('brightness');
  const card: LocatorCard = {
    ...COMMON,
    job: 'locator',
    name: 'locator',
    sha256: digestOf(onnx),
    input: { name: 'transmission', type: 'uint16', shape: [1, 2, rows, columns], pitchMm: 48, marginPx: 0 },
    output: { name: 'classes', classes: ['nothing', 'vehicle', 'container'] },
  };
  return { card, onnx };
}

/** Looks dark or bright by the mean of the high energy over the whole frame, padding included; embeds both energies' means. */
export function brightnessEncoder(): { card: EncoderCard; onnx: Uint8Array } {
  const [rows, columns] = [128, 512];
  const g = openGraph('brightness-encoder');
  const samples = g.node('Cast', [g.input('transmission', 'uint16', [1, 2, rows, columns])], { to: 1 });
  const pooled = g.node('AveragePool', [samples], { kernel_shape: [rows, columns] });
  const both = g.node('Reshape', [pooled, g.constant('int64', [2], [1, 2])]);
  const high = g.node('Slice', [both, ...[0, 1, 1].map((value) => g.constant('int64', [1], [value]))]);
  const dark = line(g, g.node('Cast', [high], { to: 11 }), -1 / 1000, 60);
  const looks = g.node('Concat', [dark, g.node('Neg', [dark])], { axis: 1 });
  g.output(both, 'embedding', 'float', [1, 2]);
  g.output(g.node('Cast', [looks], { to: 1 }), 'appearance', 'float', [1, 2]);
  const onnx = g.bytes('brightness-encoder');
  const card: EncoderCard = {
    ...COMMON,
    job: 'encoder',
    name: 'cargoenc',
    sha256: digestOf(onnx),
    input: { name: 'transmission', type: 'uint16', shape: [1, 2, rows, columns], pitchMm: 24, marginPx: 0 },
    embedding: { name: 'embedding', length: 2 },
    appearance: {
      name: 'appearance',
      classes: [
        { name: 'dark', chapters: ['72'] },
        { name: 'bright', chapters: [] },
      ],
    },
    parts: null,
  };
  return { card, onnx };
}

export const openBrightnessEncoder = (): Promise<Model<EncoderCard>> =>
  openOnnxModel({ ...brightnessEncoder(), goldens: [] }, 1);
export const openDarkness = (change: Partial<MapCard> = {}): Promise<Model> =>
  openOnnxModel({ ...darknessMap(change), goldens: [] }, 1);
export const openBrightness = (): Promise<Model<LocatorCard>> =>
  openOnnxModel({ ...brightnessLocator(), goldens: [] }, 1);

function highOf(g: Graph, rows: number, columns: number): string {
  const samples = g.node('Cast', [g.input('transmission', 'uint16', [1, 2, rows, columns])], { to: 11 });
  const [from, to, axis] = [0, 1, 1].map((value) => g.constant('int64', [1], [value])) as [string, string, string];
  return g.node('Slice', [samples, from, to, axis]);
}

/** factor x value + offset */
function line(g: Graph, value: string, factor: number, offset: number): string {
  const scaled = g.node('Mul', [value, g.constant('double', [], [factor])]);
  return g.node('Add', [scaled, g.constant('double', [], [offset])]);
}
