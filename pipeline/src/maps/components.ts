import { flood } from './flood.ts';

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
  const take = (cell: number): boolean => {
    if (seen[cell] === 1 || (values[cell] as number) < from) return false;
    seen[cell] = 1;
    return true;
  };
  for (let start = 0; start < values.length; start++) {
    if (take(start)) found.push(componentOf(flood(start, columns, rows, take), values, rows));
  }
  return found;
}

/** What some cells amount to. @param cells at least one */
export function componentOf(cells: readonly number[], values: Int16Array, rows: number): Component {
  const [first = 0] = cells;
  const column = Math.floor(first / rows);
  const row = first % rows;
  const component = {
    cells: cells.length,
    peak: values[first] ?? 0,
    left: column,
    right: column,
    top: row,
    bottom: row,
  };
  for (const cell of cells) {
    const x = Math.floor(cell / rows);
    const y = cell % rows;
    component.peak = Math.max(component.peak, values[cell] as number);
    component.left = Math.min(component.left, x);
    component.right = Math.max(component.right, x);
    component.top = Math.min(component.top, y);
    component.bottom = Math.max(component.bottom, y);
  }
  return component;
}
