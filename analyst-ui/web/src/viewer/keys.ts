import type { Viewer } from './types.ts';

/** Keys while the picture has the focus. None of them decides anything about a container. */
const ACTIONS: Record<string, (viewer: Viewer) => void> = {
  '1': (v) => v.setPreset('auto'),
  '2': (v) => v.setPreset('full'),
  '3': (v) => v.setPreset('dense'),
  '+': (v) => v.zoom(1.25),
  '=': (v) => v.zoom(1.25),
  '-': (v) => v.zoom(0.8),
  '0': (v) => v.oneToOne(),
  f: (v) => v.fit(),
  i: (v) => v.setDisplay({ invert: !v.getState().display.invert }),
  e: (v) => v.setDisplay({ energy: v.getState().display.energy === 'high' ? 'low' : 'high' }),
  l: (v) => v.setDisplay({ curve: v.getState().display.curve === 'linear' ? 'log' : 'linear' }),
  h: (v) => v.setLayers({ heatMap: !v.getState().layers.heatMap }),
  b: (v) => v.setLayers({ boxes: !v.getState().layers.boxes }),
  k: (v) => v.setLayers({ keepDark: !v.getState().layers.keepDark }),
  ArrowLeft: (v) => v.pan(40, 0),
  ArrowRight: (v) => v.pan(-40, 0),
  ArrowUp: (v) => v.pan(0, 40),
  ArrowDown: (v) => v.pan(0, -40),
};

export function keyAction(key: string): ((viewer: Viewer) => void) | null {
  return ACTIONS[key.length === 1 ? key.toLowerCase() : key] ?? null;
}
