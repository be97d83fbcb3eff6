import { axesOf, partOf } from './axes.ts';
import { type Camera, type Extent, oneToOne, type Point, type Size, texelSize, toMm } from './camera.ts';
import type { Compare } from './compare.ts';
import type { Rect, View } from './frame.ts';
import type { Coarseness } from './pace.ts';

/** What the views of a frame are made of. Points and lengths are device pixels. */
export interface Scene {
  screen: Size;
  camera: Camera;
  extent: Extent;
  second: { compare: Compare; extent: Extent } | null;
  /** Where the lens is held, and how long its sides are. */
  lens: { at: Point; side: number } | null;
  /** Of how many device pixels what is called one here is a side. */
  coarse: Coarseness;
}

/** The same with fewer, larger pixels; the last column and row may reach beyond the screen. */
export function coarser(scene: Scene, coarse: Coarseness): Scene {
  const { screen, camera, lens } = scene;
  if (coarse === 1) return scene;
  const fewer = { width: Math.ceil(screen.width / coarse), height: Math.ceil(screen.height / coarse) };
  const middle = toMm(camera, { x: (fewer.width * coarse) / 2, y: (fewer.height * coarse) / 2 }, screen);
  return {
    ...scene,
    coarse,
    screen: fewer,
    camera: { ...camera, cxMm: middle.x, cyMm: middle.y, scale: camera.scale / coarse },
    lens: lens && { at: { x: lens.at.x / coarse, y: lens.at.y / coarse }, side: Math.round(lens.side / coarse) },
  };
}

/** The picture, what it is compared with, and the lens over both. */
export function viewsOf(scene: Scene): View[] {
  const { screen, camera, extent, second, lens, coarse } = scene;
  const whole: Rect = { x: 0, y: 0, ...screen };
  const views = pictures(camera, screen, whole, extent, second, coarse);
  if (lens === null) return views;
  const { rect, axes: part } = lensOf(lens.at, lens.side, screen);
  if (rect.width < 1 || rect.height < 1) return views;
  const middle = toMm(camera, lens.at, screen);
  const near: Camera = { ...camera, cxMm: middle.x, cyMm: middle.y, scale: lensScale(camera, extent, coarse) };
  const side = { width: lens.side, height: lens.side };
  const seen = pictures(near, side, { ...part, ...size(rect) }, extent, under(scene, lens.at), coarse);
  return [...views, ...seen.map((view) => ({ ...view, rect }))];
}

/** Swiped, the lens shows the one picture that it is held over. */
function under({ second, screen }: Scene, at: Point): Scene['second'] {
  if (second === null || second.compare.mode !== 'swipe') return second;
  return { ...second, compare: { ...second.compare, mode: 'blink', second: at.x >= splitOf(second.compare, screen) } };
}

/** True pixels: a whole number of device pixels for each texel of the finer pitch, and more than the picture around it has. */
export function lensScale(camera: Camera, extent: Extent, coarse: Coarseness = 1): number {
  const { x, y } = texelSize(camera, extent);
  return (oneToOne(extent) * Math.max(2, 2 * Math.ceil(Math.min(x, y) * coarse))) / coarse;
}

/** The lens as far as it lies on the screen, and where that part begins in it. */
export function lensOf(at: Point, side: number, screen: Size): { rect: Rect; axes: Point } {
  const left = Math.round(at.x - side / 2);
  const top = Math.round(at.y - side / 2);
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  const width = Math.min(screen.width, left + side) - x;
  const height = Math.min(screen.height, top + side) - y;
  return { rect: { x, y, width, height }, axes: { x: x - left, y: y - top } };
}

const size = ({ width, height }: Size): Size => ({ width, height });

export function splitOf({ at = 0.5 }: Compare, { width }: Size): number {
  return Math.round(width * Math.min(1, Math.max(0, at)));
}

/** @param part of the screen that the camera looks through; views lie where they lie in it */
function pictures(
  camera: Camera,
  screen: Size,
  part: Rect,
  extent: Extent,
  second: Scene['second'],
  coarse: Coarseness,
): View[] {
  const axes = partOf(axesOf(camera, extent, screen, coarse), part.x, part.y, part);
  const first: View = { rect: { ...part, x: 0, y: 0 }, picture: 0, axes, extent, against: null };
  if (second === null) return [first];
  const camera2 = secondCamera(camera, second.compare, second.extent);
  const axes2 = partOf(axesOf(camera2, second.extent, screen, coarse), part.x, part.y, part);
  const other: View = { rect: first.rect, picture: 1, axes: axes2, extent: second.extent, against: null };
  switch (second.compare.mode) {
    case 'blink':
      return [second.compare.second ? other : first];
    case 'difference':
      return [{ ...first, against: axes2 }];
    case 'swipe': {
      const split = splitOf(second.compare, part);
      return [partOfView(first, 0, split), partOfView(other, split, part.width)].filter(({ rect }) => rect.width > 0);
    }
  }
}

function partOfView(view: View, from: number, to: number): View {
  const rect = { ...view.rect, x: from, width: to - from };
  return { ...view, rect, axes: partOf(view.axes, from, 0, rect) };
}

/** The same look at the second picture, in its own mm. */
function secondCamera(
  camera: Camera,
  { offsetMm = { x: 0, y: 0 }, mirrored = false }: Compare,
  extent: Extent,
): Camera {
  const cxMm = camera.cxMm - offsetMm.x;
  const cyMm = camera.cyMm - offsetMm.y;
  if (!mirrored) return { ...camera, cxMm, cyMm };
  return { ...camera, cxMm: extent.lines * extent.linePitchMm - cxMm, cyMm, mirrored: !camera.mirrored };
}
