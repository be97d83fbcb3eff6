import type { Viewer } from '../viewer/index.ts';
import { action } from './types.ts';

const STEP_PX = 40;
const display = (viewer: Viewer) => viewer.getState().display;
const layers = (viewer: Viewer) => viewer.getState().layers;

/** What can be done to the picture. Another tool is another object here, and a word for it. */
export const VIEWER_ACTIONS = [
  action({
    name: 'picture-auto',
    group: 'picture',
    on: 'viewer',
    label: ({ viewer }) => viewer.presets.auto,
    keys: ['1'],
    perform: (viewer) => viewer.setPreset('auto'),
    checked: (viewer) => viewer.getState().preset === 'auto',
  }),
  action({
    name: 'picture-full',
    group: 'picture',
    on: 'viewer',
    label: ({ viewer }) => viewer.presets.full,
    keys: ['2'],
    perform: (viewer) => viewer.setPreset('full'),
    checked: (viewer) => viewer.getState().preset === 'full',
  }),
  action({
    name: 'picture-dense',
    group: 'picture',
    on: 'viewer',
    label: ({ viewer }) => viewer.presets.dense,
    keys: ['3'],
    perform: (viewer) => viewer.setPreset('dense'),
    checked: (viewer) => viewer.getState().preset === 'dense',
  }),
  action({
    name: 'picture-energy',
    group: 'picture',
    on: 'viewer',
    label: ({ actions }) => actions.energy,
    keys: ['E'],
    perform: (viewer) => viewer.setDisplay({ energy: display(viewer).energy === 'high' ? 'low' : 'high' }),
    checked: (viewer) => display(viewer).energy === 'low',
  }),
  action({
    name: 'picture-log',
    group: 'picture',
    on: 'viewer',
    label: ({ viewer }) => viewer.log,
    keys: ['L'],
    perform: (viewer) => viewer.setDisplay({ curve: display(viewer).curve === 'linear' ? 'log' : 'linear' }),
    checked: (viewer) => display(viewer).curve === 'log',
  }),
  action({
    name: 'picture-invert',
    group: 'picture',
    on: 'viewer',
    label: ({ viewer }) => viewer.invert,
    keys: ['I'],
    perform: (viewer) => viewer.setDisplay({ invert: !display(viewer).invert }),
    checked: (viewer) => display(viewer).invert,
  }),
  action({
    name: 'picture-keep-dark',
    group: 'picture',
    on: 'viewer',
    label: ({ viewer }) => viewer.keepDark,
    keys: ['K'],
    perform: (viewer) => viewer.setLayers({ keepDark: !layers(viewer).keepDark }),
    checked: (viewer) => layers(viewer).keepDark,
  }),
  action({
    name: 'picture-boxes',
    group: 'picture',
    on: 'viewer',
    label: ({ viewer }) => viewer.boxes,
    keys: ['B'],
    perform: (viewer) => viewer.setLayers({ boxes: !layers(viewer).boxes }),
    checked: (viewer) => layers(viewer).boxes,
  }),
  action({
    name: 'picture-heat-map',
    group: 'picture',
    on: 'viewer',
    label: ({ viewer }) => viewer.heatMap,
    keys: ['H'],
    perform: (viewer) => viewer.setLayers({ heatMap: !layers(viewer).heatMap }),
    checked: (viewer) => layers(viewer).heatMap,
  }),
  action({
    name: 'picture-fit',
    group: 'picture',
    on: 'viewer',
    label: ({ viewer }) => viewer.fit,
    keys: ['F'],
    perform: (viewer) => viewer.fit(),
  }),
  action({
    name: 'picture-one-to-one',
    group: 'picture',
    on: 'viewer',
    label: ({ viewer }) => viewer.oneToOne,
    keys: ['0'],
    perform: (viewer) => viewer.oneToOne(),
  }),
  action({
    name: 'picture-zoom-in',
    group: 'picture',
    on: 'viewer',
    label: ({ viewer }) => viewer.zoomIn,
    keys: ['+', '='],
    repeats: true,
    perform: (viewer) => viewer.zoom(1.25),
  }),
  action({
    name: 'picture-zoom-out',
    group: 'picture',
    on: 'viewer',
    label: ({ viewer }) => viewer.zoomOut,
    keys: ['-'],
    repeats: true,
    perform: (viewer) => viewer.zoom(0.8),
  }),
  ...(
    [
      ['picture-left', 'ArrowLeft', STEP_PX, 0],
      ['picture-right', 'ArrowRight', -STEP_PX, 0],
      ['picture-up', 'ArrowUp', 0, STEP_PX],
      ['picture-down', 'ArrowDown', 0, -STEP_PX],
    ] as const
  ).map(([name, key, dx, dy]) =>
    action({
      name,
      group: 'picture',
      on: 'viewer',
      label: ({ actions }) => actions.move[name],
      keys: [key],
      within: 'picture',
      repeats: true,
      perform: (viewer) => viewer.pan(dx, dy),
    }),
  ),
] as const;
