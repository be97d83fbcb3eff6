/** From lines and channels to CSS pixels: scales across and down, then the start. */
export type Matrix = readonly [number, number, number, number];

/** Moves a drawing as a picture of itself, which costs the same for one mark and for a thousand. */
export interface Shift {
  /**
   * @param moving false: it is drawn anew
   * @returns whether that was enough; otherwise whoever draws in it has to place everything by this matrix
   */
  to(matrix: Matrix, moving: boolean): boolean;
}

/** Strokes and letters may be so much too large or too small while the zoom goes on. */
const MOST_STRETCH = 2;
/** With fewer elements it is as quick to draw them anew, and their strokes keep their width. */
const MANY = 200;

export function createShift(svg: SVGSVGElement): Shift {
  const elements = svg.getElementsByTagName('*');
  /** As it was drawn last. */
  let drawn: Matrix | null = null;

  return {
    to(matrix, moving) {
      const stretch = drawn === null ? 0 : matrix[0] / drawn[0];
      const near = stretch > 1 / MOST_STRETCH && stretch < MOST_STRETCH;
      const many = elements.length > MANY;
      const shifted = moving && near && many;
      // Stays: to make it a layer of its own, and none again, would be to draw everything twice.
      if (shifted || !many) svg.classList.toggle('layer', shifted);
      svg.style.transform = shifted && drawn !== null ? between(drawn, matrix) : '';
      if (!shifted) drawn = matrix;
      return shifted;
    },
  };
}

/** What brings a drawing from where one matrix puts it to where another does. */
function between([a, d, e, f]: Matrix, [a2, d2, e2, f2]: Matrix): string {
  const [x, y] = [a2 / a, d2 / d];
  return `matrix(${x}, 0, 0, ${y}, ${e2 - x * e}, ${f2 - y * f})`;
}
