import { STRIP_LINES } from '@h986/domain';
import type { Frame, ShownMask, View } from '../frame.ts';
import { CODES } from '../log-codes.ts';
import { PATTERN } from '../patterns.ts';
import type { PictureNumber } from '../types.ts';
import { MASK_SHADER, PREVIEW_SHADER } from './overlay-shaders.ts';
import { DIFFERENCE_SHADER, SHOW_SHADER } from './show-shader.ts';
import type { GlSource } from './source.ts';
import { createLookup, createProgram, type Lookup, type Program } from './tools.ts';

/** Texture units by sampler; each program uses some. */
const UNITS = {
  uColumns: 0,
  uRows: 1,
  uCurve: 2,
  uMean: 3,
  uDarkest: 4,
  uNeighbours: 5,
  uClasses: 6,
  uCodes: 7,
  uColours: 8,
  uHeat: 9,
  uMean2: 10,
  uDarkest2: 11,
  uColumns2: 12,
  uRows2: 13,
  uCells: 14,
  uPresent: 15,
} as const;

/** Programs and small textures of the passes that are drawn each frame. */
export interface DrawTools {
  show: Program;
  difference: Program;
  mask: Program;
  preview: Program;
  small: Record<'columns' | 'rows' | 'columns2' | 'rows2' | 'curve' | 'codes' | 'colours' | 'heat' | 'present', Lookup>;
  /** By name of mask; the preview is among them, under the empty name. */
  cells: Map<string, Lookup>;
}

export function createDrawTools(gl: WebGL2RenderingContext): DrawTools {
  const bytes = { inner: gl.R8UI, format: gl.RED_INTEGER, type: gl.UNSIGNED_BYTE };
  const ranges = { inner: gl.RG32I, format: gl.RG_INTEGER, type: gl.INT };
  return {
    show: createProgram(gl, SHOW_SHADER, UNITS),
    difference: createProgram(gl, DIFFERENCE_SHADER, UNITS),
    mask: createProgram(gl, MASK_SHADER, UNITS),
    preview: createProgram(gl, PREVIEW_SHADER, UNITS),
    small: {
      columns: createLookup(gl, ranges),
      rows: createLookup(gl, ranges),
      columns2: createLookup(gl, ranges),
      rows2: createLookup(gl, ranges),
      curve: createLookup(gl, bytes),
      codes: createLookup(gl, { inner: gl.R16UI, format: gl.RED_INTEGER, type: gl.UNSIGNED_SHORT }),
      colours: createLookup(gl, { inner: gl.RGBA8UI, format: gl.RGBA_INTEGER, type: gl.UNSIGNED_BYTE }),
      heat: createLookup(gl, { inner: gl.R8, format: gl.RED, type: gl.UNSIGNED_BYTE }),
      present: createLookup(gl, bytes),
    },
    cells: new Map(),
  };
}

type SourceOf = (picture: PictureNumber) => GlSource | null;

/** One view of a frame with all that lies over it. */
export function drawView(
  gl: WebGL2RenderingContext,
  tools: DrawTools,
  frame: Frame,
  view: View,
  sourceOf: SourceOf,
): void {
  const source = sourceOf(view.picture);
  if (source === null) return;
  source.plane.reserve(Math.ceil(view.extent.lines / STRIP_LINES));
  // What is not there yet is prepared first: it has targets of its own.
  const prepared = prepare(source, frame, view);
  const { x, y, width, height } = view.rect;
  gl.viewport(x, frame.screen.height - y - height, width, height);
  gl.disable(gl.BLEND);
  if (view.against !== null) {
    drawDifference(gl, tools, frame, view, source, sourceOf(1));
    return;
  }
  begin(gl, tools, tools.show, frame, view);
  show(gl, tools, frame, view, source, prepared);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  if (view.picture === 1) return;
  if (frame.preview !== null) drawPreview(gl, tools, frame, view, frame.preview, source);
  for (const mask of frame.masks) drawMask(gl, tools, frame, view, mask);
}

function prepare(source: GlSource, { look }: Frame, { axes, against }: View) {
  if (against !== null) return { neighbours: null, classes: null };
  const neighbours = look.filter === null ? null : source.neighbours();
  const classes = look.material === null ? null : source.classes(look.material.lookup);
  neighbours?.ensure(axes);
  classes?.ensure(axes);
  return { neighbours, classes };
}

/** What every program wants to know. */
function begin(gl: WebGL2RenderingContext, { small }: DrawTools, program: Program, frame: Frame, view: View): void {
  const { axes, rect, extent } = view;
  program.use();
  small.columns.fill(UNITS.uColumns, rect.width, 1, axes.columns);
  small.rows.fill(UNITS.uRows, rect.height, 1, axes.rows);
  gl.uniform2i(program.place('uOrigin'), rect.x, rect.y);
  gl.uniform1i(program.place('uScreenHeight'), frame.screen.height);
  gl.uniform2i(program.place('uTexels'), extent.lines, extent.channels);
  gl.uniform1i(program.place('uLevel'), axes.level);
  gl.uniform1i(program.place('uStripColumns'), STRIP_LINES >> axes.level);
}

const NO_HEAT = { width: 1, height: 1, cells: new Uint8Array(1) };
const ENERGY = { high: 0, low: 1, both: 2 } as const;

function look(gl: WebGL2RenderingContext, { small }: DrawTools, program: Program, frame: Frame): void {
  small.curve.fill(UNITS.uCurve, 256, 256, frame.look.curve);
  gl.uniform1i(program.place('uEnergy'), ENERGY[frame.look.energy]);
  gl.uniform1i(program.place('uKeepDark'), frame.look.keepDark ? 1 : 0);
}

function show(
  gl: WebGL2RenderingContext,
  tools: DrawTools,
  frame: Frame,
  view: View,
  source: GlSource,
  prepared: ReturnType<typeof prepare>,
): void {
  const { show: program, small } = tools;
  const { filter, material } = frame.look;
  const heat = view.picture === 0 ? frame.heat : null;
  const map = heat ?? NO_HEAT;
  look(gl, tools, program, frame);
  source.plane.bind(UNITS.uMean, UNITS.uDarkest);
  small.codes.fill(UNITS.uCodes, 256, 256, CODES);
  small.heat.fill(UNITS.uHeat, map.width, map.height, map.cells);
  // A sampler that is not used still wants a texture of its kind.
  if (prepared.neighbours === null) source.plane.bind(UNITS.uNeighbours, UNITS.uNeighbours);
  else prepared.neighbours.bind(UNITS.uNeighbours);
  if (prepared.classes === null) source.plane.bind(UNITS.uClasses, UNITS.uClasses);
  else prepared.classes.bind(UNITS.uClasses);
  small.colours.fill(UNITS.uColours, 256, 6, material?.colours ?? NO_COLOURS);
  gl.uniform1i(program.place('uFiltered'), filter === null ? 0 : 1);
  const { edges, detail, flatten, middle } = filter ?? NO_FILTER;
  gl.uniform4i(program.place('uFilter'), edges, detail, flatten, middle);
  gl.uniform1i(program.place('uColoured'), material === null ? 0 : 1);
  gl.uniform1f(program.place('uHeatOpacity'), heat === null ? 0 : frame.heatOpacity);
}

const NO_FILTER = { edges: 0, detail: 0, flatten: 0, middle: 0 };
const NO_COLOURS = new Uint8Array(6 * 256 * 4);

function drawDifference(
  gl: WebGL2RenderingContext,
  tools: DrawTools,
  frame: Frame,
  view: View,
  source: GlSource,
  second: GlSource | null,
): void {
  const { difference: program, small } = tools;
  const { against, axes, rect } = view;
  if (second === null || against === null) return;
  begin(gl, tools, program, frame, view);
  look(gl, tools, program, frame);
  source.plane.bind(UNITS.uMean, UNITS.uDarkest);
  second.plane.bind(UNITS.uMean2, UNITS.uDarkest2);
  small.columns2.fill(UNITS.uColumns2, rect.width, 1, against.columns);
  small.rows2.fill(UNITS.uRows2, rect.height, 1, against.rows);
  gl.uniform2i(program.place('uLevels'), axes.level, against.level);
  gl.uniform2i(program.place('uStrips'), STRIP_LINES >> axes.level, STRIP_LINES >> against.level);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
}

function drawPreview(
  gl: WebGL2RenderingContext,
  tools: DrawTools,
  frame: Frame,
  view: View,
  preview: NonNullable<Frame['preview']>,
  source: GlSource,
): void {
  begin(gl, tools, tools.preview, frame, view);
  cells(gl, tools, '').fill(UNITS.uCells, preview.width, preview.height, preview.cells);
  tools.small.present.fill(UNITS.uPresent, source.plane.layers(), 1, source.plane.present());
  gl.drawArrays(gl.TRIANGLES, 0, 3);
}

function drawMask(
  gl: WebGL2RenderingContext,
  tools: DrawTools,
  frame: Frame,
  view: View,
  { name, mask, look: { colour, opacity, pattern } }: ShownMask,
): void {
  const { mask: program } = tools;
  begin(gl, tools, program, frame, view);
  cells(gl, tools, name).fill(UNITS.uCells, mask.width, mask.height, mask.cells);
  const [r, g, b] = colour.map((part) => part / 255) as [number, number, number];
  gl.uniform4f(program.place('uColour'), r, g, b, opacity);
  gl.uniform1ui(program.place('uPattern'), PATTERN[pattern]);
  gl.enable(gl.BLEND);
  gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ZERO, gl.ONE);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  gl.disable(gl.BLEND);
}

function cells(gl: WebGL2RenderingContext, tools: DrawTools, name: string): Lookup {
  const known = tools.cells.get(name);
  if (known !== undefined) return known;
  const made = createLookup(gl, { inner: gl.R8, format: gl.RED, type: gl.UNSIGNED_BYTE });
  tools.cells.set(name, made);
  return made;
}
