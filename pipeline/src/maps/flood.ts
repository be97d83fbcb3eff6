/**
 * The cells that hang together with one, also at corners.
 *
 * @param start where to begin; taken whatever it holds
 * @param take asked once for each cell that touches a taken one and is no part yet; it must not take a cell twice
 * @returns indices, column by column
 */
export function flood(start: number, columns: number, rows: number, take: (cell: number) => boolean): number[] {
  const cells = [start];
  for (let n = 0; n < cells.length; n++) {
    const at = cells[n] as number;
    const x = Math.floor(at / rows);
    const y = at % rows;
    for (let nx = Math.max(0, x - 1); nx <= Math.min(columns - 1, x + 1); nx++) {
      for (let ny = Math.max(0, y - 1); ny <= Math.min(rows - 1, y + 1); ny++) {
        const next = nx * rows + ny;
        if (take(next)) cells.push(next);
      }
    }
  }
  return cells;
}
