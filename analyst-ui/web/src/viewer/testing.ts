import { encodeDeltas, type Geometry, planeHeader, STRIP_LINES } from '@h986/domain';
import type { Viewer, ViewerOptions } from './types.ts';
import { createViewer } from './viewer.ts';

/** A whole plane for tests: `sample(energy 0 or 1, line, channel)`. */
export interface Plane {
  lines: number;
  channels: number;
  sample(energy: number, line: number, channel: number): number;
}

/** One strip of it, as the API would serve it. */
export async function planeBytes(plane: Plane, strip: number): Promise<Uint8Array<ArrayBuffer>> {
  const firstLine = strip * STRIP_LINES;
  const lines = Math.min(STRIP_LINES, plane.lines - firstLine);
  const samples = new Uint16Array(lines * plane.channels * 2);
  for (let i = 0; i < samples.length; i++) {
    const texel = i >> 1;
    samples[i] = plane.sample(i & 1, firstLine + (texel % lines), Math.floor(texel / lines));
  }
  encodeDeltas(samples, lines);
  const header = planeHeader({ firstLine, lines, channels: plane.channels });
  const packed = new Blob([samples]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(
    await new Blob([header as Uint8Array<ArrayBuffer>, await new Response(packed).blob()]).arrayBuffer(),
  );
}

/** A viewer of exactly so many pixels with all of a plane in it. */
export async function viewerOf(
  plane: Plane,
  {
    width,
    height,
    pitchMm = [1, 1],
    ...options
  }: ViewerOptions & { width: number; height: number; pitchMm?: [number, number] },
): Promise<{ viewer: Viewer; host: HTMLElement }> {
  const host = document.createElement('div');
  Object.assign(host.style, { position: 'relative', width: `${width}px`, height: `${height}px` });
  document.body.append(host);
  const viewer = createViewer(host, options);
  viewer.setPicture(geometryOf(plane.channels, pitchMm));
  for (let strip = 0; strip * STRIP_LINES < plane.lines; strip++) await viewer.addStrip(await planeBytes(plane, strip));
  return { viewer, host };
}

function geometryOf(channels: number, [linePitchMm, channelPitchMm]: [number, number]): Geometry {
  return { channels, linePitchMm, channelPitchMm, highMv: 6, lowMv: 3 };
}

/** The largest difference of two pictures' values. */
export function apart(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  if (a.length !== b.length || a.length === 0) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs((a[i] as number) - (b[i] as number)));
  return most;
}
