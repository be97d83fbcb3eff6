import type { Size } from './camera.ts';

/** One byte a cell over the whole picture, 0 nothing to 255, top row first. */
export interface HeatMap extends Size {
  cells: Uint8Array;
}

/** Decodes the 8-bit PNG of a result; its grey is the value. */
export async function decodeHeatMap(png: Blob): Promise<HeatMap> {
  const bitmap = await createImageBitmap(png, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  context?.drawImage(bitmap, 0, 0);
  bitmap.close();
  const rgba = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray(width * height * 4);
  // A plain loop: with a function a cell a preview takes fifty milliseconds longer.
  const cells = new Uint8Array(width * height);
  for (let i = 0; i < cells.length; i++) cells[i] = rgba[i * 4] as number;
  return { width, height, cells };
}
