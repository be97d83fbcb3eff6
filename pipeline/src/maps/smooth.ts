import { type CellMap, UNJUDGED } from './cell-map.ts';

/** Mean over 3 x 3 cells, of those that were judged; the others stay as they are. */
export function smoothed({ cells, columns, rows }: Pick<CellMap, 'cells' | 'columns' | 'rows'>): Int16Array {
  const out = cells.slice();
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      if (cells[column * rows + row] === UNJUDGED) continue;
      let sum = 0;
      let count = 0;
      for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
        for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
          const value = cells[c * rows + r] as number;
          if (value === UNJUDGED) continue;
          sum += value;
          count++;
        }
      }
      out[column * rows + row] = Math.round(sum / count);
    }
  }
  return out;
}
