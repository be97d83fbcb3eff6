/** Cells that touch each other, also at corners. */
export interface Component {
  cells: number;
  /** Largest value in it. */
  peak: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/**
 * Connected components of the cells at or above a value.
 *
 * @param values columns x rows, column by column
 * @returns from left to right, by their first cell
 */
export function componentsOf(values: Int16Array, rows: number, from: number): Component[] {
  const columns = values.length / rows;
  const seen = new Uint8Array(values.length);
  const found: Component[] = [];
  for (let start = 0; start < values.length; start++) {
    if (seen[start] === 1 || (values[start] as number) < from) continue;
    found.push(grow(start));
  }
  return found;

  function grow(start: number): Component {
    const column = Math.floor(start / rows);
    const row = start % rows;
    const component = { cells: 0, peak: from, left: column, right: column, top: row, bottom: row };
    const open = [start];
    seen[start] = 1;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const x = Math.floor(at / rows);
      const y = at % rows;
      component.cells++;
      component.peak = Math.max(component.peak, values[at] as number);
      component.left = Math.min(component.left, x);
      component.right = Math.max(component.right, x);
      component.top = Math.min(component.top, y);
      component.bottom = Math.max(component.bottom, y);
      for (let nx = Math.max(0, x - 1); nx <= Math.min(columns - 1, x + 1); nx++) {
        for (let ny = Math.max(0, y - 1); ny <= Math.min(rows - 1, y + 1); ny++) {
          const next = nx * rows + ny;
          if (seen[next] === 1 || (values[next] as number) < from) continue;
          seen[next] = 1;
          open.push(next);
        }
      }
    }
    return component;
  }
}
