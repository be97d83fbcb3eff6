import { profileOf, type ScannerProfile, trainingPhantom } from '@h986/fixtures';
import { startStopwatch } from '@h986/pipeline';
import { expect, test } from 'vitest';
import { scanIdOf, storeScan } from '../../../pipeline/src/testing/store-scan.ts';
import { openTestTools } from '../../../pipeline/src/testing/test-tools.ts';
import { rawScanOf } from '../evaluate/judging/analyse.ts';
import { FINE, gridOf, labelsOn, onGrid, transmissionOf } from './on-grid.ts';

const full = profileOf('h986-6-4');
/** Coarse, so that a whole truck takes a moment. */
const profile: ScannerProfile = {
  ...full,
  geometry: { ...full.geometry, channels: 125, linePitchMm: 48, channelPitchMm: 40 },
};
const phantom = trainingPhantom({ seed: 11, profile, without: [], family: 'rice' });

test('a training scan is what the lane gives its models, to the bit', async () => {
  const { geometry } = phantom.scan;
  const grid = gridOf(FINE, geometry);
  const learnt = onGrid(transmissionOf(phantom.scan), grid);

  const tools = await openTestTools();
  try {
    const scanId = scanIdOf(1);
    const seal = await storeScan(tools.objects, rawScanOf(phantom.scan), { scanId });
    const pixels = await tools.pixels(scanId);
    const { picture } = await pixels.region(grid, 0, seal.strips.length - 1, startStopwatch());
    expect(learnt.high.samples).toEqual(picture.high.samples);
    expect(learnt.low.samples).toEqual(picture.low.samples);
  } finally {
    await tools.close();
  }
});

test('labels on the grid are those of the pixels below it', () => {
  const grid = gridOf(FINE, phantom.scan.geometry);
  const { high } = onGrid(transmissionOf(phantom.scan), grid);
  const labels = labelsOn(phantom, grid, high.columns);
  const share = (of: Uint16Array): number => of.reduce((sum, label) => sum + (label > 0 ? 1 : 0), 0) / of.length;
  expect(labels.length).toBe(high.samples.length);
  expect(share(labels)).toBeCloseTo(share(phantom.labels), 2);
});
