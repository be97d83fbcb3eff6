import { STRIP_LINES } from '@h986/domain';
import { CODES } from '../log-codes.ts';
import type { IntegerLookup } from '../material.ts';
import type { StripStore } from '../strip-store.ts';
import { createGlPlane, type GlPlane } from './plane.ts';
import { CLASSES_SHADER, NEIGHBOURS_SHADER, ROW_SUMS_SHADER } from './prepare-shaders.ts';
import { createPrepared, type Prepared, type Scratch } from './prepared.ts';
import { createLookup, createProgram, type Lookup, nearest, type Program } from './tools.ts';

/** One picture on the graphics card: its plane, and what filters and colours have prepared of it. */
export interface GlSource {
  plane: GlPlane;
  neighbours(): Prepared;
  classes(lookup: IntegerLookup): Prepared;
  put(strip: number): void;
  free(): void;
}

/** What sources share. */
export interface PrepareTools {
  rowSums: Program;
  neighbours: Program;
  classes: Program;
  codes: Lookup;
  lookup: Lookup;
}

const UNITS = { uMean: 0, uCodes: 1, uLookup: 2 };
const NEAR_UNITS = { uMean: 0, uCodes: 1, uRowSums: 2, uWide: 3 };

export function createPrepareTools(gl: WebGL2RenderingContext): PrepareTools {
  return {
    rowSums: createProgram(gl, ROW_SUMS_SHADER, { uMean: UNITS.uMean }),
    neighbours: createProgram(gl, NEIGHBOURS_SHADER, NEAR_UNITS),
    classes: createProgram(gl, CLASSES_SHADER, UNITS),
    codes: createLookup(gl, { inner: gl.R16UI, format: gl.RED_INTEGER, type: gl.UNSIGNED_SHORT }),
    lookup: createLookup(gl, { inner: gl.R8UI, format: gl.RED_INTEGER, type: gl.UNSIGNED_BYTE }),
  };
}

export function createGlSource(gl: WebGL2RenderingContext, store: StripStore, tools: PrepareTools): GlSource {
  const plane = createGlPlane(gl, store);
  let neighbours: Prepared | null = null;
  let classes: Prepared | null = null;
  let scratch: Scratch | null = null;
  let by: IntegerLookup | null = null;

  function begin(program: Program): void {
    program.use();
    plane.bind(UNITS.uMean, 0, false);
    tools.codes.fill(UNITS.uCodes, 256, 256, CODES);
  }

  function beginClasses(): void {
    if (by === null) return;
    const { classes: program } = tools;
    begin(program);
    tools.lookup.fill(UNITS.uLookup, by.alphas, by.ratios, by.classes);
    gl.uniform1i(program.place('uAlphaMax'), by.alphaMax);
    gl.uniform1i(program.place('uRatioMin'), by.ratioMin);
    gl.uniform1i(program.place('uRatioSpan'), by.ratioSpan);
    gl.uniform1i(program.place('uAirCodes'), by.airCodes);
  }

  function createNeighbours(): Prepared {
    const target = createScratch(gl, plane.rows);
    scratch = target;
    return createPrepared(gl, plane, {
      first: { program: tools.rowSums, begin: () => begin(tools.rowSums), target },
      program: tools.neighbours,
      format: gl.RGBA16UI,
      begin() {
        begin(tools.neighbours);
        plane.bindWide(NEAR_UNITS.uWide);
        gl.activeTexture(gl.TEXTURE0 + NEAR_UNITS.uRowSums);
        gl.bindTexture(gl.TEXTURE_2D, target.texture);
      },
    });
  }

  return {
    plane,
    neighbours() {
      neighbours ??= createNeighbours();
      return neighbours;
    },
    classes(lookup) {
      classes ??= createPrepared(gl, plane, { program: tools.classes, format: gl.R8UI, begin: beginClasses });
      if (by !== lookup) classes.spoilAll();
      by = lookup;
      return classes;
    },
    put(strip) {
      plane.put(strip);
      neighbours?.spoil(strip);
      classes?.spoil(strip);
    },
    free() {
      plane.free();
      neighbours?.free();
      classes?.free();
      gl.deleteTexture(scratch?.texture ?? null);
      gl.deleteFramebuffer(scratch?.framebuffer ?? null);
    },
  };
}

/** Room for the row sums of one strip. */
function createScratch(gl: WebGL2RenderingContext, rows: number): Scratch {
  const [texture, framebuffer] = [gl.createTexture(), gl.createFramebuffer()];
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RG32UI, STRIP_LINES, rows);
  nearest(gl, gl.TEXTURE_2D);
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  return { texture, framebuffer };
}
