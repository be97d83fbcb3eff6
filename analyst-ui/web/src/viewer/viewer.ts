import { curveTable, type Display } from '@h986/domain';
import { axesOf } from './axes.ts';
import { createBoxLayer } from './boxes.ts';
import { around, type Camera, fit, oneToOne, pan, type Size, toMm, zoomAt } from './camera.ts';
import { createDecoder } from './decoder.ts';
import type { Frame } from './frame.ts';
import { listenToGestures } from './gestures.ts';
import type { HeatMap } from './heat-map.ts';
import { createPicture, type Picture } from './picture.ts';
import { DEFAULT_DISPLAY, dragWindow, type Preset, withPreset } from './presets.ts';
import type { Layers, Viewer, ViewerOptions } from './types.ts';

/**
 * A scan's picture in a host element: exact 16-bit window and level, zoom, pan, heat map and boxes.
 *
 * Nothing is drawn unless something changed, and then once an animation frame. The host element carries the viewer as
 * its `viewer` property, so that tests in a browser can read the pixels.
 */
export function createViewer(host: HTMLElement, options: ViewerOptions = {}): Viewer {
  const decoder = createDecoder();
  let picture: Picture | null = null;
  let display: Display = DEFAULT_DISPLAY;
  let preset: Preset | 'custom' = 'auto';
  let layers: Layers = { heatMap: false, heatOpacity: 0.6, boxes: true, keepDark: false };
  /** Null while the whole picture is kept in sight, also while it grows. */
  let chosen: Camera | null = null;
  let heat: HeatMap | null = null;
  let curve = curveTable(display);
  let screen: Size = { width: 1, height: 1 };
  let ratio = 1;
  let scheduled = 0;

  const boxes = createBoxLayer(host, (id) => {
    boxes.highlight(id);
    options.onHoverFinding?.(id);
  });

  const viewer: Viewer = {
    setPicture(geometry) {
      picture?.remove();
      chosen = null;
      heat = null;
      boxes.set([]);
      picture = createPicture(host, geometry, options, redraw);
      resize();
    },
    async addStrip(bytes) {
      const wanted = picture;
      const strip = await decoder.decode(bytes);
      // Another scan may have been opened meanwhile.
      if (picture === null || picture !== wanted) return;
      picture.renderer.put(picture.store.add(strip));
      if (preset === 'auto') show(withPreset(display, 'auto', picture.store));
      else redraw();
    },
    setDisplay(change) {
      if ('low' in change || 'high' in change) preset = 'custom';
      const next = { ...display, ...change };
      show(preset === 'auto' && 'energy' in change ? withPreset(next, 'auto', picture?.store ?? null) : next);
    },
    setPreset(wanted) {
      preset = wanted;
      show(withPreset(display, wanted, picture?.store ?? null));
    },
    setLayers(change) {
      layers = { ...layers, ...change };
      boxes.show(layers.boxes);
      changed();
    },
    setFindings(marked) {
      boxes.set(marked);
      redraw();
    },
    highlight: boxes.highlight,
    setHeatMap(map) {
      heat = map;
      redraw();
    },
    fit: () => look(() => null),
    oneToOne: () => look((shown) => ({ ...cameraOf(shown), scale: oneToOne(shown.extent()) })),
    zoom: (factor) => zoomBy(factor, host.clientWidth / 2, host.clientHeight / 2),
    lookAt: (box) => look((shown) => around(box, shown.extent(), screen)),
    pan: (dx, dy) => look((shown) => pan(cameraOf(shown), dx * ratio, dy * ratio, shown.extent())),
    readMiddle() {
      if (picture === null) return null;
      return picture.readOut(toMm(cameraOf(picture), { x: screen.width / 2, y: screen.height / 2 }, screen));
    },
    getState: () => ({ display, preset, camera: picture === null ? null : cameraOf(picture), layers }),
    readPixels() {
      if (picture === null) return { width: 0, height: 0, data: new Uint8ClampedArray() };
      return picture.renderer.pixels(frameOf(picture));
    },
    destroy() {
      stopGestures();
      sizes.disconnect();
      cancelAnimationFrame(scheduled);
      decoder.close();
      boxes.destroy();
      picture?.remove();
      picture = null;
    },
  };

  function cameraOf(shown: Picture): Camera {
    return chosen ?? fit(shown.extent(), screen);
  }

  function frameOf(shown: Picture): Frame {
    const extent = shown.extent();
    return {
      screen,
      extent,
      axes: axesOf(cameraOf(shown), extent, screen),
      energy: display.energy,
      keepDark: layers.keepDark,
      curve,
      heat: layers.heatMap ? heat : null,
      heatOpacity: layers.heatOpacity,
    };
  }

  function redraw(): void {
    scheduled ||= requestAnimationFrame(() => {
      scheduled = 0;
      if (picture === null || picture.store.end() === 0) return;
      picture.renderer.draw(frameOf(picture));
      boxes.place(cameraOf(picture), picture.extent(), screen, ratio);
    });
  }

  function changed(): void {
    options.onState?.(viewer.getState());
    redraw();
  }

  function show(next: Display): void {
    display = next;
    curve = curveTable(display);
    changed();
  }

  function look(from: (shown: Picture) => Camera | null): void {
    if (picture === null) return;
    chosen = from(picture);
    changed();
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
    if (picture !== null) Object.assign(picture.canvas, screen);
    redraw();
  }

  function hover(x: number, y: number): void {
    if (picture === null) return;
    options.onReadOut?.(picture.readOut(toMm(cameraOf(picture), { x: x * ratio, y: y * ratio }, screen)));
  }

  function pullWindow(dx: number, dy: number): void {
    const { low, high } = dragWindow(display, dx, dy);
    viewer.setDisplay({ low, high });
  }

  const stopGestures = listenToGestures(host, {
    pan: viewer.pan,
    window: pullWindow,
    zoom: zoomBy,
    hover,
    leave: () => options.onReadOut?.(null),
  });
  const sizes = new ResizeObserver(resize);
  sizes.observe(host);
  resize();
  return Object.assign(host, { viewer }).viewer;
}
