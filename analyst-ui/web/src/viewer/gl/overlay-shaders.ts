import { CELL, COVER, HEAD, PATTERN } from './glsl.ts';

/** A mask over a view, blended by its opacity. */
export const MASK_SHADER = `${HEAD}${COVER}${CELL}${PATTERN}
uniform sampler2D uCells;
uniform vec4 uColour;
uniform uint uPattern;
out vec4 colour;

void main() {
  ivec2 at = screenAt();
  ivec2 columns = columnsAt(at);
  ivec2 rows = rowsAt(at);
  if (columns.x < 0 || rows.x < 0 || !patternAt(uPattern, at)) discard;
  float cell = texelFetch(uCells, cellAt(columns, rows, textureSize(uCells, 0)), 0).r;
  if (cell == 0.0) discard;
  colour = vec4(uColour.rgb, uColour.a * cell);
}`;

/** The preview where a strip has not come yet. */
export const PREVIEW_SHADER = `${HEAD}${COVER}${CELL}
uniform sampler2D uCells;
uniform usampler2D uPresent;
uniform int uStripColumns;
out vec4 colour;

void main() {
  ivec2 at = screenAt();
  ivec2 columns = columnsAt(at);
  ivec2 rows = rowsAt(at);
  if (columns.x < 0 || rows.x < 0) discard;
  if (texelFetch(uPresent, ivec2(columns.x / uStripColumns, 0), 0).r != 0u) discard;
  colour = vec4(vec3(texelFetch(uCells, cellAt(columns, rows, textureSize(uCells, 0)), 0).r), 1.0);
}`;
