import type { BoxPx, Display, Geometry } from '@h986/domain';
import type { MarkedBox } from './boxes.ts';
import type { Camera } from './camera.ts';
import type { Pixels } from './frame.ts';
import type { HeatMap } from './heat-map.ts';
import type { Preset } from './presets.ts';

/** Who draws: the graphics card, the processor behind a banner, or nobody until the browser gives the card back. */
export type Backend = 'webgl2' | 'cpu' | 'lost';

export interface Layers {
  heatMap: boolean;
  /** 0 to 1. */
  heatOpacity: number;
  boxes: boolean;
  /** Minified, the darkest of what a pixel covers rather than the mean. */
  keepDark: boolean;
}

/** How the picture is seen; plain data, kept with a decision. */
export interface ViewerState {
  display: Display;
  preset: Preset | 'custom';
  camera: Camera | null;
  layers: Layers;
}

/** What lies under the pointer. Transmissions are shares of air, null without data. */
export interface ReadOut {
  line: number;
  channel: number;
  xMm: number;
  yMm: number;
  high: number | null;
  low: number | null;
}

export interface ViewerOptions {
  onState?(state: ViewerState): void;
  onReadOut?(readOut: ReadOut | null): void;
  onHoverFinding?(id: string | null): void;
  onBackend?(backend: Backend): void;
  /** For tests and for machines whose WebGL2 is known to be wrong. */
  forceCpu?: boolean;
}

export interface Viewer {
  /** Begins another picture; the display stays as the analyst had it. */
  setPicture(geometry: Geometry): void;
  /** Bytes of one plane strip; they are given away. @throws {DomainError} as `decodePlane`, or `plane-channels` */
  addStrip(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  setDisplay(change: Partial<Display>): void;
  setPreset(preset: Preset): void;
  setLayers(change: Partial<Layers>): void;
  setFindings(boxes: readonly MarkedBox[]): void;
  highlight(id: string | null): void;
  setHeatMap(map: HeatMap | null): void;
  fit(): void;
  oneToOne(): void;
  zoom(factor: number): void;
  /** Brings a place into the middle, with its surroundings. */
  lookAt(box: BoxPx): void;
  /** Pulls the picture by CSS pixels. */
  pan(dx: number, dy: number): void;
  /** What lies in the middle of the screen, for those who have no pointer. */
  readMiddle(): ReadOut | null;
  getState(): ViewerState;
  /** What the canvas shows now, top row first. */
  readPixels(): Pixels;
  destroy(): void;
}
