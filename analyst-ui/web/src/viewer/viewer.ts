import { type Display, STRIP_LINES } from '@h986/domain';
import { axesOf } from './axes.ts';
import { listenToHand } from './by-hand.ts';
import {
  around,
  type Camera,
  fit,
  oneToOne,
  type Point,
  pan,
  type Size,
  sameCamera,
  toMm,
  toScreen as toScreenMm,
  zoomAt,
} from './camera.ts';
import type { Compare } from './compare.ts';
import { createDecoder } from './decoder.ts';
import type { Frame } from './frame.ts';
import { createGrowth } from './growth.ts';
import { decodeHeatMap, type HeatMap } from './heat-map.ts';
import { histogramOf } from './histogram.ts';
import { DEFAULT_LOOK, type Mask, type MaskLook } from './masks.ts';
import { type IntegerLookup, integerLookup } from './material.ts';
import { type Coarseness, createPace } from './pace.ts';
import { createPicture, type Picture } from './picture.ts';
import { DEFAULT_DISPLAY, type Preset, withPreset } from './presets.ts';
import { measureOf, readOutAt } from './read-out.ts';
import { plainLength } from './ruler.ts';
import { coarser, type Scene, viewsOf } from './scene.ts';
import { createStripStore } from './strip-store.ts';
import { createSurface } from './surface.ts';
import { createTone } from './tone.ts';
import type { Layers, Measure, Tool, Viewer, ViewerOptions } from './types.ts';

/** Side of the lens, CSS pixels. */
const LENS_CSS_PX = 240;
const NO_PIXELS = { width: 0, height: 0, data: new Uint8ClampedArray() };

/**
 * A scan's picture in a host element: exact 16-bit grey, filters and material colours, layers, ruler, lens, a second picture.
 *
 * Nothing is drawn unless something changed, and then once an animation frame. The host element carries the viewer as
 * its `viewer` property, so that tests in a browser can read the pixels.
 */
export function createViewer(host: HTMLElement, options: ViewerOptions = {}): Viewer {
  const decoder = createDecoder();
  const tone = createTone();
  const masks = new Map<string, { mask: Mask; look: MaskLook }>();
  const followers = new Set<(camera: Camera | null) => void>();
  let picture: Picture | null = null;
  let display: Display = DEFAULT_DISPLAY;
  let preset: Preset | 'custom' = 'auto';
  let layers: Layers = {
    heatMap: false,
    heatOpacity: 0.6,
    boxes: true,
    keepDark: false,
    masks: {},
    magnifier: false,
  };
  let tool: Tool = 'pan';
  /** Null while the whole picture is kept in sight, also while it grows. */
  let chosen: Camera | null = null;
  let heat: HeatMap | null = null;
  let preview: Mask | null = null;
  let lookup: IntegerLookup | null = null;
  let compare: Compare | null = null;
  let peeking = false;
  /** Of the pointer, device pixels, while it is over the picture. */
  let pointer: Point | null = null;
  /** The automatic window is older than the strips. */
  let autoIsOld = false;
  let screen: Size = { width: 1, height: 1 };
  let ratio = 1;
  let scheduled = 0;
  let told = { strips: 0, preview: false };

  const pace = createPace(redraw);
  const growth = createGrowth(redraw);
  const surface = createSurface(host, {
    onHover(id) {
      surface.boxes.highlight(id);
      options.onHoverFinding?.(id);
    },
    redraw,
    words: (measure) => (options.formatMeasure ?? plainLength)(measure),
  });

  const viewer: Viewer = {
    setPicture(geometry, known = {}) {
      picture?.remove();
      chosen = null;
      heat = null;
      preview = null;
      compare = null;
      growth.begin();
      masks.clear();
      told = { strips: 0, preview: false };
      surface.boxes.set([]);
      measured(null);
      picture = createPicture(host, geometry, {}, options, redraw);
      viewer.setKnown(known);
      resize();
    },
    setKnown(known) {
      if (picture === null) return;
      picture.known = { ...picture.known, ...known };
      if ('material' in known) lookup = known.material ? integerLookup(known.material) : null;
      if (!picture.known.material) lookup = null;
      const line = surface.ruler.get();
      if (line !== null) viewer.setRuler(line);
      redraw();
    },
    async setPreview(image) {
      const wanted = picture;
      const decoded = image && (await decodeHeatMap(image));
      if (picture === null || picture !== wanted) return;
      preview = decoded;
      // Where every strip has come it was nowhere to be seen.
      if (preview !== null || !isWhole(picture)) redraw();
    },
    async addStrip(bytes) {
      const wanted = picture;
      const strip = await decoder.decode(bytes);
      // Another scan may have been opened meanwhile.
      if (picture === null || picture !== wanted) return;
      picture.renderer.put(0, picture.store.add(strip));
      grown(picture);
    },
    setDisplay(change) {
      const own = ['low', 'high', 'absorption'].some((name) => name in change) || change.curve === 'absorption';
      if (own) preset = 'custom';
      const next = { ...display, ...change };
      show(preset === 'auto' && 'energy' in change ? withPreset(next, 'auto', picture?.store ?? null) : next);
    },
    setPreset(wanted) {
      preset = wanted;
      show(withPreset(display, wanted, picture?.store ?? null));
    },
    setLayers(change) {
      layers = { ...layers, ...change, masks: { ...layers.masks, ...change.masks } };
      reveal();
      changed();
    },
    setTool(wanted) {
      tool = wanted;
      changed();
    },
    setFindings(marked) {
      surface.boxes.set(marked);
      redraw();
    },
    highlight: surface.boxes.highlight,
    setHeatMap(map) {
      heat = map;
      redraw();
    },
    setMask(name, mask, look = {}) {
      if (mask === null) masks.delete(name);
      else masks.set(name, { mask, look: { ...DEFAULT_LOOK, ...look } });
      redraw();
    },
    peek(on) {
      if (peeking === on) return;
      peeking = on;
      reveal();
      redraw();
    },
    fit: () =>
      look((shown) => {
        const { mirrored, flipped } = cameraOf(shown);
        return mirrored || flipped ? turned(fit(shown.extent(), screen), shown) : null;
      }),
    oneToOne: () => look((shown) => ({ ...cameraOf(shown), scale: oneToOne(shown.extent()) })),
    zoom: (factor) => zoomBy(factor, host.clientWidth / 2, host.clientHeight / 2),
    lookAt: (box) => look((shown) => turned(around(box, shown.extent(), screen), shown)),
    pan: (dx, dy) => look((shown) => pan(cameraOf(shown), dx * ratio, dy * ratio, shown.extent())),
    mirror: () => look((shown) => ({ ...cameraOf(shown), mirrored: !cameraOf(shown).mirrored })),
    flip: () => look((shown) => ({ ...cameraOf(shown), flipped: !cameraOf(shown).flipped })),
    setCamera: (camera) => look(() => camera),
    onCamera(listener) {
      followers.add(listener);
      return () => followers.delete(listener);
    },
    readMiddle() {
      if (picture === null) return null;
      const middle = { x: screen.width / 2, y: screen.height / 2 };
      return readOutAt(picture, toMm(cameraOf(picture), middle, screen), lookup);
    },
    toPicture(x, y) {
      if (picture === null) return { line: 0, channel: 0 };
      const mm = toMm(cameraOf(picture), { x: x * ratio, y: y * ratio }, screen);
      const { linePitchMm, channelPitchMm } = picture.geometry;
      return { line: mm.x / linePitchMm, channel: mm.y / channelPitchMm };
    },
    toScreen({ line, channel }) {
      if (picture === null) return { x: 0, y: 0 };
      const { linePitchMm, channelPitchMm } = picture.geometry;
      const at = toScreenMm(cameraOf(picture), { x: line * linePitchMm, y: channel * channelPitchMm }, screen);
      return { x: at.x / ratio, y: at.y / ratio };
    },
    addOverlay: surface.overlays.add,
    setRuler: (line) => measured(line === null ? null : viewer.measure(line.from, line.to)),
    measure(from, to) {
      if (picture !== null) return measureOf(picture, from, to);
      return { from, to, px: 0, mm: null, plane: 'container-centre' };
    },
    histogram() {
      if (picture === null || picture.store.end() === 0) return null;
      freshen();
      const axes = axesOf(cameraOf(picture), picture.extent(), screen);
      return histogramOf(picture.store, axes, display.energy, tone.curve(display));
    },
    setCompare(wanted) {
      const sameStrips = compare !== null && wanted !== null && compare.geometry === wanted.geometry;
      compare = wanted;
      pace.stir();
      if (picture === null) return;
      if (!sameStrips) picture.stores[1] = wanted === null ? null : createStripStore(wanted.geometry.channels);
      redraw();
    },
    async addCompareStrip(bytes) {
      const wanted = picture?.stores[1];
      const strip = await decoder.decode(bytes);
      if (!picture || !wanted || picture.stores[1] !== wanted) return;
      picture.renderer.put(1, wanted.add(strip));
      growth.grown(false);
    },
    getState() {
      freshen();
      return { display, preset, camera: picture === null ? null : cameraOf(picture), layers, tool };
    },
    readPixels: () => (picture === null ? NO_PIXELS : picture.pixels(frameOf(sceneOf(picture), 1))),
    destroy() {
      stopHand();
      pace.stop();
      sizes.disconnect();
      cancelAnimationFrame(scheduled);
      growth.stop();
      decoder.close();
      surface.destroy();
      picture?.remove();
      picture = null;
    },
  };

  function cameraOf(shown: Picture): Camera {
    return chosen ?? fit(shown.extent(), screen);
  }

  /** A new camera stays mirrored and flipped as the old one is. */
  function turned(camera: Camera, shown: Picture): Camera {
    const { mirrored, flipped } = cameraOf(shown);
    return { ...camera, mirrored, flipped };
  }

  function sceneOf(shown: Picture): Scene {
    const store = shown.stores[1];
    const second =
      compare === null || store === null
        ? null
        : { compare, extent: { ...compare.geometry, lines: Math.max(1, store.end()) } };
    const lens = pointer === null || !layers.magnifier || peeking ? null : { at: pointer, side: LENS_CSS_PX * ratio };
    return { screen, camera: cameraOf(shown), extent: shown.extent(), second, lens, coarse: 1 };
  }

  function frameOf(exact: Scene, coarse: Coarseness): Frame {
    freshen();
    const scene = coarser(exact, coarse);
    return {
      screen: scene.screen,
      coarse,
      look: tone.look(display, lookup, layers.keepDark),
      views: viewsOf(scene),
      heat: layers.heatMap && !peeking ? heat : null,
      heatOpacity: layers.heatOpacity,
      masks: peeking ? [] : [...masks].filter(([name]) => layers.masks[name]).map(([name, of]) => ({ name, ...of })),
      preview,
    };
  }

  function grown(shown: Picture): void {
    autoIsOld = true;
    growth.grown(isWhole(shown));
  }

  function isWhole({ known: { lines }, store }: Picture): boolean {
    return typeof lines === 'number' && store.strips.size * STRIP_LINES >= lines;
  }

  function redraw(): void {
    scheduled ||= requestAnimationFrame(() => {
      scheduled = 0;
      if (picture === null || (picture.store.end() === 0 && preview === null)) return;
      const scene = sceneOf(picture);
      const shown = picture;
      const coarse = pace.frame((coarse) => shown.draw(frameOf(scene, coarse)), shown.renderer.finish);
      surface.place({ ...scene, ratio, toScreen: viewer.toScreen, moving: coarse > 1 });
      tellShown(picture);
    });
  }

  function tellShown({ store }: Picture): void {
    const now = { strips: store.strips.size, preview: preview !== null };
    if (now.strips === told.strips && now.preview === told.preview) return;
    told = now;
    options.onShown?.(now);
  }

  function changed(): void {
    options.onState?.(viewer.getState());
    redraw();
  }

  function show(next: Display): void {
    display = next;
    pace.stir();
    changed();
  }

  /** The automatic window for the strips that are there; once a frame however many have come. */
  function freshen(): void {
    if (!autoIsOld || picture === null) return;
    autoIsOld = false;
    if (preset !== 'auto') return;
    display = withPreset(display, 'auto', picture.store);
    options.onState?.(viewer.getState());
  }

  function reveal(): void {
    surface.boxes.show(layers.boxes && !peeking);
    surface.overlays.show(!peeking);
    surface.ruler.show(!peeking);
  }

  function look(from: (shown: Picture) => Camera | null): void {
    if (picture === null) return;
    const next = from(picture);
    if (sameCamera(next, chosen)) return;
    chosen = next;
    pace.stir();
    changed();
    for (const follow of followers) follow(chosen);
  }

  function zoomBy(factor: number, x: number, y: number): void {
    look((shown) => zoomAt(cameraOf(shown), factor, { x: x * ratio, y: y * ratio }, shown.extent(), screen));
  }

  function resize(): void {
    ratio = window.devicePixelRatio || 1;
    screen = {
      width: Math.max(1, Math.round(host.clientWidth * ratio)),
      height: Math.max(1, Math.round(host.clientHeight * ratio)),
    };
    redraw();
  }

  function hover(at: Point | null): void {
    pointer = at === null ? null : { x: at.x * ratio, y: at.y * ratio };
    if (layers.magnifier) redraw();
    if (picture === null) return;
    const mm = pointer === null ? null : toMm(cameraOf(picture), pointer, screen);
    options.onReadOut?.(mm === null ? null : readOutAt(picture, mm, lookup));
  }

  function measured(measure: Measure | null): void {
    if (measure === null && surface.ruler.get() === null) return;
    surface.ruler.set(measure);
    options.onMeasure?.(measure);
    redraw();
  }

  const stopHand = listenToHand(host, { viewer, pace, keys: options.keys ?? false, zoomBy, hover });
  const sizes = new ResizeObserver(resize);
  sizes.observe(host);
  resize();
  return Object.assign(host, { viewer }).viewer;
}
