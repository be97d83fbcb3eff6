import type { Display } from '@h986/domain';
import type { Layers, Viewer } from './types.ts';

/** Keys while the picture has the focus; held, the space bar peeks and W makes a drag pull the window. None decides anything about a container. */
const ACTIONS: Record<string, (viewer: Viewer) => void> = {
  '1': (v) => v.setPreset('auto'),
  '2': (v) => v.setPreset('full'),
  '3': (v) => v.setPreset('dense'),
  '+': (v) => v.zoom(1.25),
  '=': (v) => v.zoom(1.25),
  '-': (v) => v.zoom(0.8),
  '0': (v) => v.oneToOne(),
  f: (v) => v.fit(),
  i: (v) => display(v, ({ invert }) => ({ invert: !invert })),
  e: (v) => display(v, ({ energy }) => ({ energy: energy === 'high' ? 'low' : energy === 'low' ? 'both' : 'high' })),
  l: (v) => display(v, ({ curve }) => ({ curve: curve === 'log' ? 'linear' : 'log' })),
  v: (v) => display(v, ({ curve }) => ({ curve: curve === 'absorption' ? 'linear' : 'absorption' })),
  '[': (v) => slide(v, -0.1),
  ']': (v) => slide(v, 0.1),
  d: (v) => display(v, ({ localContrast }) => ({ localContrast: localContrast === 0 ? 0.6 : 0 })),
  s: (v) => display(v, ({ edges }) => ({ edges: edges === 0 ? 0.5 : 0 })),
  c: (v) => display(v, ({ palette }) => ({ palette: palette === 'grey' ? 'material' : 'grey' })),
  o: (v) => display(v, ({ strip }) => ({ strip: strip === 'organic' ? 'none' : 'organic' })),
  m: (v) => display(v, ({ strip }) => ({ strip: strip === 'metal' ? 'none' : 'metal' })),
  h: (v) => layers(v, ({ heatMap }) => ({ heatMap: !heatMap })),
  b: (v) => layers(v, ({ boxes }) => ({ boxes: !boxes })),
  k: (v) => layers(v, ({ keepDark }) => ({ keepDark: !keepDark })),
  g: (v) => layers(v, ({ magnifier }) => ({ magnifier: !magnifier })),
  r: (v) => v.setTool(v.getState().tool === 'ruler' ? 'pan' : 'ruler'),
  Escape: (v) => v.setRuler(null),
  ArrowLeft: (v) => v.pan(40, 0),
  ArrowRight: (v) => v.pan(-40, 0),
  ArrowUp: (v) => v.pan(0, 40),
  ArrowDown: (v) => v.pan(0, -40),
};

export function keyAction(key: string): ((viewer: Viewer) => void) | null {
  return ACTIONS[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

function display(viewer: Viewer, change: (now: Display) => Partial<Display>): void {
  viewer.setDisplay(change(viewer.getState().display));
}

function layers(viewer: Viewer, change: (now: Layers) => Partial<Layers>): void {
  viewer.setLayers(change(viewer.getState().layers));
}

/** The window over absorption, by a share of its width. */
function slide(viewer: Viewer, share: number): void {
  const { absorption } = viewer.getState().display;
  const middle = Math.min(11, Math.max(0, absorption.middle + share * absorption.width));
  viewer.setDisplay({ curve: 'absorption', absorption: { ...absorption, middle } });
}
