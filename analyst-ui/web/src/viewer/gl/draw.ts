import { STRIP_LINES } from '@h986/domain';
import { MAX_COVER } from '../axes.ts';
import { BACKDROP, type Frame, type Rect, type ShownMask, type View } from '../frame.ts';
import { CODES } from '../log-codes.ts';
import { PATTERN } from '../patterns.ts';
import type { PictureNumber } from '../types.ts';
import { MASK_SHADER, PREVIEW_SHADER } from './overlay-shaders.ts';
import { differenceShader, type ShowVariant, showShader } from './show-shader.ts';
import type { GlSource } from './source.ts';
import { createLookup, createProgram, type Lookup, type Program } from './tools.ts';

/** Texture units by sampler; each program uses some. */
const UNITS = {
  uColumns: 0,
  uRows: 1,
  uCurve: 2,
  uPlane: 3,
  uNeighbours: 4,
  uClasses: 5,
  uCodes: 6,
  uColours: 7,
  uHeat: 8,
  uPlane2: 9,
  uColumns2: 10,
  uRows2: 11,
  uCells: 12,
  uPresent: 13,
} as const;

/** Programs and small textures of the passes that are drawn each frame. */
export interface DrawTools {
  show(variant: ShowVariant): Program;
  difference(of: Pick<ShowVariant, 'energy' | 'darkest'>): Program;
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
    show: variants((variant) => createProgram(gl, showShader(variant), UNITS)),
    difference: variants((of) => createProgram(gl, differenceShader(of), UNITS)),
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

/** Each program made once, when it is first wanted. */
function variants<V>(make: (variant: V) => Program): (variant: V) => Program {
  const made = new Map<string, Program>();
  return (variant) => {
    const key = JSON.stringify(variant);
    const program = made.get(key) ?? make(variant);
    made.set(key, program);
    return program;
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
  if (view.picture === 0 && frame.preview !== null && source.plane.layers() === 0) {
    // Nothing of the plane is made yet, so that the first picture does not wait for it.
    clear(gl, frame, view.rect);
    target(gl, frame, view.rect);
    drawPreview(gl, tools, frame, view, frame.preview, new Uint8Array(Math.ceil(view.extent.lines / STRIP_LINES)));
    return;
  }
  source.plane.reserve(Math.ceil(view.extent.lines / STRIP_LINES));
  // What is not there yet is prepared first: it has targets of its own.
  const prepared = prepare(source, frame, view);
  const { columns, rows } = view.axes;
  const [across, down] = [coverOf(columns), coverOf(rows)];
  clear(gl, frame, view.rect);
  gl.disable(gl.BLEND);
  if (view.against !== null) {
    target(gl, frame, view.rect);
    drawDifference(gl, tools, frame, view, source, sourceOf(1));
    return;
  }
  // Beside the picture there is nothing to work out.
  if (across.count === 0 || down.count === 0) return;
  target(gl, frame, {
    x: view.rect.x + across.first,
    y: view.rect.y + down.first,
    width: across.count,
    height: down.count,
  });
  show(gl, tools, frame, view, source, prepared, across.most, down.most);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  if (view.picture === 1) return;
  if (frame.preview !== null) drawPreview(gl, tools, frame, view, frame.preview, source.plane.present());
  for (const mask of frame.masks) drawMask(gl, tools, frame, view, mask);
}

function target(gl: WebGL2RenderingContext, { screen }: Frame, { x, y, width, height }: Rect): void {
  gl.viewport(x, screen.height - y - height, width, height);
}

function clear(gl: WebGL2RenderingContext, { screen }: Frame, { x, y, width, height }: Rect): void {
  gl.enable(gl.SCISSOR_TEST);
  gl.scissor(x, screen.height - y - height, width, height);
  gl.clearColor(BACKDROP / 255, BACKDROP / 255, BACKDROP / 255, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  gl.disable(gl.SCISSOR_TEST);
}

/** Pixels that show something, and the most texels that one of them covers. */
function coverOf(ranges: Int32Array): { first: number; count: number; most: number } {
  let first = -1;
  let last = -2;
  let most = 1;
  for (let i = 0; i < ranges.length; i += 2) {
    if ((ranges[i] as number) < 0) continue;
    if (first < 0) first = i / 2;
    last = i / 2;
    most = Math.max(most, (ranges[i + 1] as number) - (ranges[i] as number) + 1);
  }
  return { first: Math.max(0, first), count: first < 0 ? 0 : last - first + 1, most };
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

/** Beyond this many texels a loop is cheaper than writing them out; few kinds of programs are wanted. */
const WRITTEN_OUT = 4;

function show(
  gl: WebGL2RenderingContext,
  tools: DrawTools,
  frame: Frame,
  view: View,
  source: GlSource,
  { neighbours, classes }: ReturnType<typeof prepare>,
  across: number,
  down: number,
): void {
  const { filter, material, energy, keepDark } = frame.look;
  const heat = view.picture === 0 && frame.heatOpacity > 0 ? frame.heat : null;
  const few = Math.max(across, down) <= WRITTEN_OUT;
  const program = tools.show({
    across: few ? across : MAX_COVER,
    down: few ? down : MAX_COVER,
    energy,
    darkest: (keepDark || frame.coarse > 1) && across * down > 1,
    filtered: neighbours !== null,
    coloured: classes !== null,
    heat: heat !== null,
  });
  begin(gl, tools, program, frame, view);
  tools.small.curve.fill(UNITS.uCurve, 256, 256, frame.look.curve);
  const { level } = view.axes;
  gl.uniform1i(program.place('uLod'), source.plane.bind(UNITS.uPlane, level, keepDark));
  gl.uniform1i(program.place('uShift'), shiftOf(level));
  if (filter !== null && neighbours !== null) {
    tools.small.codes.fill(UNITS.uCodes, 256, 256, CODES);
    neighbours.bind(UNITS.uNeighbours);
    gl.uniform4i(program.place('uFilter'), filter.edges, filter.detail, filter.flatten, filter.middle);
  }
  if (material !== null && classes !== null) {
    tools.small.colours.fill(UNITS.uColours, 256, 6, material.colours);
    classes.bind(UNITS.uClasses);
  }
  if (heat === null) return;
  tools.small.heat.fill(UNITS.uHeat, heat.width, heat.height, heat.cells);
  gl.uniform1f(program.place('uHeatOpacity'), frame.heatOpacity);
}

/** A strip of this size has 2^shift columns. */
const shiftOf = (level: number): number => Math.log2(STRIP_LINES >> level);

function drawDifference(
  gl: WebGL2RenderingContext,
  tools: DrawTools,
  frame: Frame,
  view: View,
  source: GlSource,
  second: GlSource | null,
): void {
  const { against, axes, rect } = view;
  if (second === null || against === null) return;
  second.plane.reserve(1);
  const { energy, keepDark } = frame.look;
  const program = tools.difference({ energy, darkest: keepDark || frame.coarse > 1 });
  begin(gl, tools, program, frame, view);
  tools.small.curve.fill(UNITS.uCurve, 256, 256, frame.look.curve);
  const lods = [
    source.plane.bind(UNITS.uPlane, axes.level, keepDark),
    second.plane.bind(UNITS.uPlane2, against.level, keepDark),
  ] as const;
  tools.small.columns2.fill(UNITS.uColumns2, rect.width, 1, against.columns);
  tools.small.rows2.fill(UNITS.uRows2, rect.height, 1, against.rows);
  gl.uniform2i(program.place('uLods'), ...lods);
  gl.uniform2i(program.place('uShifts'), shiftOf(axes.level), shiftOf(against.level));
  gl.drawArrays(gl.TRIANGLES, 0, 3);
}

function drawPreview(
  gl: WebGL2RenderingContext,
  tools: DrawTools,
  frame: Frame,
  view: View,
  preview: NonNullable<Frame['preview']>,
  present: Uint8Array,
): void {
  begin(gl, tools, tools.preview, frame, view);
  cells(gl, tools, '').fill(UNITS.uCells, preview.width, preview.height, preview.cells);
  tools.small.present.fill(UNITS.uPresent, present.length, 1, present);
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
