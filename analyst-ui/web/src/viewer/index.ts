export type { MarkedBox } from './boxes.ts';
export { type Camera, sameCamera } from './camera.ts';
export type { Compare, CompareMode } from './compare.ts';
export { decodeHeatMap } from './heat-map.ts';
export { drawHistogram, type Histogram } from './histogram.ts';
export { keyAction } from './keys.ts';
export type { Mask, MaskLook } from './masks.ts';
export { legendColour, legendPattern } from './palettes.ts';
export { DEFAULT_DISPLAY, dragWindow, PRESETS, type Preset } from './presets.ts';
export type { SteelTable } from './steel-table.ts';
export type {
  Backend,
  Known,
  Layers,
  Measure,
  Overlay,
  PicturePoint,
  ReadOut,
  Tool,
  Viewer,
  ViewerOptions,
  ViewerState,
} from './types.ts';
export { createViewer } from './viewer.ts';
