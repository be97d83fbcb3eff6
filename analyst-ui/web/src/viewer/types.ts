import type { BoxPx, Display, Geometry, MaterialClass, MaterialLookup } from '@h986/domain';
import type { MarkedBox } from './boxes.ts';
import type { Camera } from './camera.ts';
import type { Compare } from './compare.ts';
import type { Pixels } from './frame.ts';
import type { HeatMap } from './heat-map.ts';
import type { Histogram } from './histogram.ts';
import type { Mask, MaskLook } from './masks.ts';
import type { Preset } from './presets.ts';
import type { SteelTable } from './steel-table.ts';

/** The first picture, or the one it is compared with. */
export type PictureNumber = 0 | 1;

/** Who draws: the graphics card, the processor behind a banner, or nobody until the browser gives the card back. */
export type Backend = 'webgl2' | 'cpu' | 'lost';

export interface Layers {
  heatMap: boolean;
  /** 0 to 1. */
  heatOpacity: number;
  boxes: boolean;
  /** Minified, the darkest of what a pixel covers rather than the mean. */
  keepDark: boolean;
  /** Masks by the name they were set under; one that is not named here is not shown. */
  masks: Readonly<Record<string, boolean>>;
  /** A lens at true pixels under the pointer. */
  magnifier: boolean;
}

/** What a drag with the left button does. */
export type Tool = 'pan' | 'window' | 'ruler';

/** How the picture is seen; plain data, kept with a decision. */
export interface ViewerState {
  display: Display;
  preset: Preset | 'custom';
  camera: Camera | null;
  layers: Layers;
  tool: Tool;
}

/** A place on the picture in lines and channels, with fractions: the middle of the first texel is 0.5, 0.5. */
export interface PicturePoint {
  line: number;
  channel: number;
}

/** What lies under the pointer. Transmissions are shares of air, null without data. */
export interface ReadOut {
  line: number;
  channel: number;
  /** At the container's centre plane; nominal pitches where the geometry is not `calibrated`. */
  xMm: number;
  yMm: number;
  calibrated: boolean;
  high: number | null;
  low: number | null;
  /** By the scanner's lookup, of the neighbourhood; null without a lookup, without data and in air. */
  material: MaterialClass | null;
  /** Steel that would let as much of the high energy through; null without a table or beyond its end. */
  steelMm: number | null;
}

/** A ruler's answer. In mm at the container's centre plane, null where the geometry is not calibrated: never guessed. */
export interface Measure {
  from: PicturePoint;
  to: PicturePoint;
  /** Length in texels, for which line and channel count alike. */
  px: number;
  mm: number | null;
  plane: 'container-centre';
}

/** What is known of a picture beside its pixels; all of it may come later by `setKnown`. */
export interface Known {
  /** Lines that the whole picture will have: room is kept for those that have not come. */
  lines?: number | null;
  /** False: pitches are nominal, lengths are given in texels only. Default true. */
  calibrated?: boolean;
  /** The scanner's material classes; without it there are no material colours and no stripping. */
  material?: MaterialLookup | null;
  steelMmOfAlpha?: SteelTable | null;
}

export interface ViewerOptions {
  onState?(state: ViewerState): void;
  onReadOut?(readOut: ReadOut | null): void;
  onHoverFinding?(id: string | null): void;
  onBackend?(backend: Backend): void;
  /** After a frame that shows more of the picture than the one before. */
  onShown?(shown: { strips: number; preview: boolean }): void;
  /** The ruler was drawn or is being drawn; null: taken away. */
  onMeasure?(measure: Measure | null): void;
  /** Words for a ruler's length. Default: `1.234 m` or `56 px`. */
  formatMeasure?(measure: Measure): string;
  /** Whether the host answers to keys itself, for pages that have no map of keys of their own. Default false. */
  keys?: boolean;
  /** For tests and for machines whose WebGL2 is known to be wrong. */
  forceCpu?: boolean;
}

/** A drawing over the picture that somebody else keeps: SVG in lines and channels, moved with the camera by the viewer. */
export interface Overlay {
  /** Its units are lines and channels. Strokes stay thin with `vector-effect: non-scaling-stroke`. */
  readonly group: SVGGElement;
  /** Called after each move, for what must keep its size: one CSS pixel in lines and in channels. */
  onPlaced(listener: (unit: { line: number; channel: number }) => void): void;
  remove(): void;
}

/** `setPicture`, then `addStrip` for each strip as it comes; everything else in any order. Points are CSS pixels from the host's top left. */
export interface Viewer {
  /** Begins another picture; the display stays as the analyst had it. Masks, findings and the heat map go. */
  setPicture(geometry: Geometry, known?: Known): void;
  /** What has become known of the picture since. */
  setKnown(known: Known): void;
  /**
   * An 8-bit picture of the whole scan, shown where strips have not come yet. Needs `Known.lines`. Null takes it away: what has not come
   * is hatched then.
   */
  setPreview(image: Blob | null): Promise<void>;
  /** Bytes of one plane strip; they are given away. @throws {DomainError} as `decodePlane`, or `plane-channels` */
  addStrip(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  setDisplay(change: Partial<Display>): void;
  setPreset(preset: Preset): void;
  setLayers(change: Partial<Layers>): void;
  setTool(tool: Tool): void;
  setFindings(boxes: readonly MarkedBox[]): void;
  highlight(id: string | null): void;
  setHeatMap(map: HeatMap | null): void;
  /** A layer by name over the whole picture, or null to take it away; shown while `layers.masks[name]` is true. */
  setMask(name: string, mask: Mask | null, look?: Partial<MaskLook>): void;
  /** While true, nothing but the picture itself: a key held down. Not part of the state. */
  peek(on: boolean): void;
  fit(): void;
  oneToOne(): void;
  zoom(factor: number): void;
  /** Brings a place into the middle, with its surroundings. */
  lookAt(box: BoxPx): void;
  /** Pulls the picture by CSS pixels. */
  pan(dx: number, dy: number): void;
  /** Left and right exchanged, about the middle of the screen. */
  mirror(): void;
  /** Top and bottom exchanged. */
  flip(): void;
  /** Null: the whole picture is kept in sight, also while it grows. */
  setCamera(camera: Camera | null): void;
  /** Told after each change, whoever made it; setting what is there already tells nobody, so that two viewers can follow each other. @returns how to stop */
  onCamera(listener: (camera: Camera | null) => void): () => void;
  toPicture(x: number, y: number): PicturePoint;
  toScreen(point: PicturePoint): { x: number; y: number };
  addOverlay(): Overlay;
  /** The ruler's line, without a hand; null takes it away. */
  setRuler(line: { from: PicturePoint; to: PicturePoint } | null): void;
  measure(from: PicturePoint, to: PicturePoint): Measure;
  /** What is in sight now, null before the first strip. */
  histogram(): Histogram | null;
  /** A second picture in the same viewer; null takes it away. */
  setCompare(compare: Compare | null): void;
  /** Strips of the second picture. */
  addCompareStrip(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** What lies in the middle of the screen, for those who have no pointer. */
  readMiddle(): ReadOut | null;
  getState(): ViewerState;
  /** What the canvas shows now, top row first. */
  readPixels(): Pixels;
  destroy(): void;
}
