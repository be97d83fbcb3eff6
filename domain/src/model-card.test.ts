import { describe, expect, test } from 'vitest';
import type { CargoClass } from './cargo-class.ts';
import { calibrated, type MapCard, ModelCard, whyNotBelieved } from './model-card.ts';

const common = {
  name: 'a-model',
  version: '1.0.0',
  state: 'active',
  sha256: 'a'.repeat(64),
  summary: '',
  architecture: '',
  opset: 17,
  input: { name: 'transmission', type: 'uint16', shape: [1, 2, 896, 384], pitchMm: 6, marginPx: 64 },
  training: { data: '', seeds: '', licence: '', command: '' },
  phantomTrained: true,
  figures: [{ suite: 'h0', family: 'cigarettes', figure: 'PD at 1 %', value: 0.5, low: 0.4, high: null, scans: 200 }],
  knownFailures: [],
  limits: [],
  licence: 'Apache-2.0',
};
const map = {
  ...common,
  job: 'map',
  output: { name: 'anomaly', stridePx: 4, unit: 'logit' },
  kind: { name: 'kind', classes: ['tobacco'] },
  findings: [{ kind: 'anomaly', cellFrom: -1, belowPeak: 2, minCells: 2, alarmFrom: 3 }],
  calibration: { a: 0.5, b: -2 },
  airValue: null,
};
const locator = { ...common, job: 'locator', output: { name: 'c', classes: ['nothing', 'vehicle', 'container'] } };
const encoder = {
  ...common,
  job: 'encoder',
  embedding: { name: 'embedding', length: 128 },
  appearance: { name: 'appearance', classes: [{ name: 'coils', chapters: ['72', '73'] }] },
  parts: { embedding: 'pe', appearance: 'pa', count: 8 },
};

test.each([
  ['map', map],
  ['locator', locator],
  ['encoder', encoder],
])('a card says which job a model has: %s', (job, card) => {
  expect(ModelCard.parse(card)).toMatchObject({ job, remarks: '' });
});

describe('no card is', () => {
  test.each([
    ['one of a job that nobody knows', { ...map, job: 'oracle' }],
    ['one without a job', { ...map, job: undefined }],
    ['one of operators that were never tried', { ...map, opset: 18 }],
    ['one that is believed of no load', { ...map, onlyFor: [] }],
    ['one that is nearly of empty containers, and of no others', { ...map, emptyLeadFrom: -2 }],
    ['one that is believed of loads that no threshold knows', { ...map, onlyFor: ['coils'] }],
    ['one whose margin is not whole cells', { ...map, input: { ...map.input, marginPx: 62 } }],
    ['a locator’s with its classes in another order', { ...locator, output: { name: 'c', classes: ['vehicle'] } }],
    ['an encoder’s with chapters that are no two digits', { ...encoder, appearance: chaptersOf('7208') }],
    ['one that does not say whether it has only seen phantoms', { ...map, phantomTrained: undefined }],
  ])('%s', (_, card) => {
    expect(ModelCard.safeParse(card).success).toBe(false);
  });
});

test('a map is believed of the loads that its card names, of all where it names none, of none that nobody knows', () => {
  const of = (cargoClass: CargoClass | null) => ({ cargoClass, emptyLead: null });
  const reasons = (['empty', 'other', null] as const).map((kind) => whyNotBelieved({ onlyFor: ['empty'] }, of(kind)));
  expect(reasons).toEqual([null, 'load-kind-other', 'load-kind-unknown']);
  expect(whyNotBelieved({}, of(null))).toBeNull();
});

test('a map of empty containers is believed too where one is hardly less likely than what it looks like', () => {
  const card = { onlyFor: ['empty'], emptyLeadFrom: -2 } as const satisfies Partial<MapCard>;
  const reasons = [-1.9, -2.1].map((emptyLead) => whyNotBelieved({ ...card }, { cargoClass: 'other', emptyLead }));
  expect(reasons).toEqual([null, 'load-kind-other']);
});

test('a calibrated value is a probability, by hand', () => {
  // 1 / (1 + e^-(0.5 x 4 - 2)) = 1 / 2; one more unit of the exponent is e / (1 + e).
  const calibration = { a: 0.5, b: -2 };
  expect(calibrated({ calibration }, 4)).toBe(0.5);
  expect(calibrated({ calibration }, 6)).toBeCloseTo(Math.E / (1 + Math.E), 12);
  expect(calibrated({ calibration: null }, 6)).toBeNull();
});

function chaptersOf(chapter: string) {
  return { name: 'appearance', classes: [{ name: 'coils', chapters: [chapter] }] };
}
