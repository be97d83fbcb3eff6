/** The plane that is looked at: its texels and how far apart they lie. */
export interface Extent {
  lines: number;
  channels: number;
  linePitchMm: number;
  channelPitchMm: number;
}

/** Where one looks, as data: the mm at the middle of the screen, and device pixels per mm. Square on screen whatever the pitches. */
export interface Camera {
  cxMm: number;
  cyMm: number;
  scale: number;
  /** Left and right exchanged about the middle of the screen. */
  mirrored?: boolean;
  /** Top and bottom exchanged. */
  flipped?: boolean;
}

export interface Size {
  width: number;
  height: number;
}

/** How far one may go in, device pixels per texel of the finer pitch. */
const MAX_ZOOM = 40;
/** How far out, as a share of the scale at which everything fits. */
const MIN_FIT_SHARE = 0.5;

/** How far in looking at a place goes: beyond it there are only squares. */
const LOOK_ZOOM = 8;
/** How much of the screen a place takes when it is looked at: its surroundings say what it is. */
const LOOK_SHARE = 0.4;

/** Everything on the screen, a little air around it. */
export function fit(extent: Extent, screen: Size): Camera {
  const widthMm = Math.max(1, extent.lines) * extent.linePitchMm;
  const heightMm = extent.channels * extent.channelPitchMm;
  const scale = 0.98 * Math.min(screen.width / widthMm, screen.height / heightMm);
  return { cxMm: widthMm / 2, cyMm: heightMm / 2, scale: scale > 0 ? scale : 1 };
}

/** A place in the middle, large, but no texel larger than one may go in by hand; never farther out than everything. */
export function around(box: Box, extent: Extent, screen: Size): Camera {
  const { linePitchMm, channelPitchMm } = extent;
  const wanted = LOOK_SHARE * Math.min(screen.width / (box.w * linePitchMm), screen.height / (box.h * channelPitchMm));
  const camera = {
    cxMm: (box.x + box.w / 2) * linePitchMm,
    cyMm: (box.y + box.h / 2) * channelPitchMm,
    scale: clamp(wanted, fit(extent, screen).scale, LOOK_ZOOM * oneToOne(extent)),
  };
  return keepInSight(camera, extent);
}

/** The scale at which every texel has at least one device pixel, and those of the finer pitch exactly one. */
export function oneToOne({ linePitchMm, channelPitchMm }: Extent): number {
  return 1 / Math.min(linePitchMm, channelPitchMm);
}

/** Device pixels per texel along travel and down. */
export function texelSize(camera: Camera, { linePitchMm, channelPitchMm }: Extent): { x: number; y: number } {
  return { x: camera.scale * linePitchMm, y: camera.scale * channelPitchMm };
}

/** The same picture with another scale, the mm under the given device pixel staying where they are. */
export function zoomAt(camera: Camera, factor: number, at: Point, extent: Extent, screen: Size): Camera {
  const lowest = MIN_FIT_SHARE * fit(extent, screen).scale;
  const scale = clamp(camera.scale * factor, lowest, MAX_ZOOM * oneToOne(extent));
  const fixed = toMm(camera, at, screen);
  const moved = {
    ...camera,
    cxMm: fixed.x - (across(camera) * (at.x - screen.width / 2)) / scale,
    cyMm: fixed.y - (down(camera) * (at.y - screen.height / 2)) / scale,
    scale,
  };
  return keepInSight(moved, extent);
}

/** The picture pulled along by so many device pixels. */
export function pan(camera: Camera, dx: number, dy: number, extent: Extent): Camera {
  const cxMm = camera.cxMm - (across(camera) * dx) / camera.scale;
  const cyMm = camera.cyMm - (down(camera) * dy) / camera.scale;
  return keepInSight({ ...camera, cxMm, cyMm }, extent);
}

/** 1, or -1 where the picture runs against the screen. */
const across = ({ mirrored = false }: Camera): number => (mirrored ? -1 : 1);
const down = ({ flipped = false }: Camera): number => (flipped ? -1 : 1);

export function sameCamera(a: Camera | null, b: Camera | null): boolean {
  if (a === null || b === null) return a === b;
  const same = a.cxMm === b.cxMm && a.cyMm === b.cyMm && a.scale === b.scale;
  return same && across(a) === across(b) && down(a) === down(b);
}

/** A place in texels, as findings have them. */
interface Box extends Point {
  w: number;
  h: number;
}

export interface Point {
  x: number;
  y: number;
}

/** Millimetres from the picture's top left under a device pixel. */
export function toMm(camera: Camera, at: Point, screen: Size): Point {
  return {
    x: camera.cxMm + (across(camera) * (at.x - screen.width / 2)) / camera.scale,
    y: camera.cyMm + (down(camera) * (at.y - screen.height / 2)) / camera.scale,
  };
}

/** The device pixel over a place in mm; the inverse of `toMm`. */
export function toScreen(camera: Camera, mm: Point, screen: Size): Point {
  return {
    x: across(camera) * (mm.x - camera.cxMm) * camera.scale + screen.width / 2,
    y: down(camera) * (mm.y - camera.cyMm) * camera.scale + screen.height / 2,
  };
}

/** SVG's matrix from lines and channels to CSS pixels. @param ratio device pixels in a CSS pixel */
export function matrixOf(
  camera: Camera,
  extent: Extent,
  screen: Size,
  ratio: number,
): [number, number, number, number] {
  const start = toScreen(camera, { x: 0, y: 0 }, screen);
  const { x, y } = texelSize(camera, extent);
  return [(across(camera) * x) / ratio, (down(camera) * y) / ratio, start.x / ratio, start.y / ratio];
}

/** The middle of the screen stays on the picture: nobody loses it. */
function keepInSight(camera: Camera, extent: Extent): Camera {
  return {
    ...camera,
    cxMm: clamp(camera.cxMm, 0, extent.lines * extent.linePitchMm),
    cyMm: clamp(camera.cyMm, 0, extent.channels * extent.channelPitchMm),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
