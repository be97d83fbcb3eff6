export type { MarkedBox } from './boxes.ts';
export { decodeHeatMap } from './heat-map.ts';
export { PRESETS, type Preset } from './presets.ts';
export type { Backend, Layers, ReadOut, Viewer, ViewerOptions, ViewerState } from './types.ts';
export { createViewer } from './viewer.ts';
