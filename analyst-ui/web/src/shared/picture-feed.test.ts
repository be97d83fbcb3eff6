import { expect, test, vi } from 'vitest';
import type { Call } from '../api/call.ts';
import { createPictureFeed } from './picture-feed.ts';

const within = { timeout: 20_000 };

const geometry = { channels: 8, linePitchMm: 4, channelPitchMm: 4, highMv: 6, lowMv: 3 };

test('strips are drawn once each, those there are and those that come', async () => {
  const lane = laneOf([0, 1]);
  const feed = createPictureFeed(lane.options);
  await vi.waitFor(() => expect(lane.drawn).toEqual([0, 1]), within);

  lane.planes.push(2);
  feed.refresh();
  feed.refresh();
  await vi.waitFor(() => expect(lane.drawn).toEqual([0, 1, 2]), within);

  expect(lane.pictures).toBe(1);
  expect(lane.shown).toEqual([1, 2, 3]);
});

test('a strip that cannot be had is told and asked for again; the others are not drawn twice', async () => {
  const lane = laneOf([0, 1, 2]);
  lane.broken.add(1);
  createPictureFeed(lane.options);
  await vi.waitFor(() => expect(lane.errors.some((error) => error !== null)).toBe(true), within);

  lane.broken.clear();
  await vi.waitFor(() => expect([...lane.drawn].sort()).toEqual([0, 1, 2]), within);
  await vi.waitFor(() => expect(lane.errors.at(-1)).toBeNull(), within);
});

test('before the calibration there is nothing to draw, and after leaving nothing is drawn', async () => {
  const early = laneOf([0]);
  early.calibrated = false;
  const feed = createPictureFeed(early.options);
  await vi.waitFor(() => expect(early.errors).toEqual([null]), within);
  feed.stop();
  early.calibrated = true;
  feed.refresh();

  expect({ pictures: early.pictures, drawn: early.drawn }).toEqual({ pictures: 0, drawn: [] });
});

test('of a whole scan the preview is shown before any strip is asked for; without one the strips come all the same', async () => {
  const lane = laneOf([0, 1]);
  lane.lines = 300;
  createPictureFeed(lane.options);
  await vi.waitFor(() => expect(lane.drawn).toEqual([0, 1]), within);
  // Once all that there is has come it goes: what is missing then must not look like the picture.
  await vi.waitFor(
    () => expect(lane.asked).toEqual(['getPicture', 'getPreview', 'shown', 'getPlane', 'getPlane', 'gone']),
    within,
  );

  const without = laneOf([0, 1]);
  without.lines = 300;
  without.preview = false;
  createPictureFeed(without.options);
  await vi.waitFor(() => expect(without.drawn).toEqual([0, 1]), within);
  expect(without.asked.slice(0, 4)).toEqual(['getPicture', 'getPreview', 'getPlane', 'getPlane']);
  expect(without.errors).toEqual([null]);
});

function laneOf(planes: number[]) {
  const lane = {
    planes,
    calibrated: true,
    lines: null as number | null,
    preview: true,
    asked: [] as string[],
    broken: new Set<number>(),
    drawn: [] as number[],
    shown: [] as number[],
    errors: [] as unknown[],
    pictures: 0,
  };
  const call = async (name: string, { params }: { params: { strip: number } }) => {
    lane.asked.push(name);
    const { lines } = lane;
    if (name === 'getPicture') return { geometry: lane.calibrated ? geometry : null, lines, planes: [...lane.planes] };
    if (name === 'getPreview' && !lane.preview) throw new Error('none');
    if (lane.broken.has(params.strip)) throw new Error('away');
    return new Blob([Uint8Array.of(params.strip)]);
  };
  const viewer = {
    setPicture: () => void lane.pictures++,
    setPreview: async (image: Blob | null) => void lane.asked.push(image === null ? 'gone' : 'shown'),
    addStrip: async ([strip = -1]: Uint8Array) => void lane.drawn.push(strip),
  };
  const options = {
    call: call as unknown as Call,
    scanId: '01J0000000000000000000000A',
    viewer,
    onShown: (strips: number) => void lane.shown.push(strips),
    onError: (error: unknown) => void lane.errors.push(error),
    retryMs: 5,
  };
  return Object.assign(lane, { options });
}
