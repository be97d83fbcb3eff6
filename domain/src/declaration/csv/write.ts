import type { Equipment, GoodsItem } from '../../declaration.ts';
import type { FiledDeclaration } from '../filed.ts';
import { COLUMNS, CONTAINER, type Column, ITEM, type Level, REFERENCE, writeCell } from './columns.ts';
import { writeRows } from './rows.ts';

type Told = Partial<Record<Level, object>>;

/** CSV that `readCsv` reads back as it was: one row an item and container, what is told once told in the first row. */
export function writeCsv(declarations: readonly FiledDeclaration[]): string {
  const header = [REFERENCE, CONTAINER, ITEM, ...COLUMNS.map(({ name }) => name)];
  return writeRows([header, ...declarations.flatMap(rowsOf)]);
}

function rowsOf(declaration: FiledDeclaration): string[][] {
  const entries = new Map((declaration.equipment ?? []).map((entry) => [entry.container as string, entry]));
  const untold = new Set(entries.keys());
  const rows: string[][] = [];
  const add = (container: string, item: GoodsItem | null, number: string, first: boolean): void => {
    const entry: Equipment | undefined = untold.delete(container) ? entries.get(container) : undefined;
    const told: Told = {
      ...(rows.length === 0 && { declaration }),
      ...(entry && { container: entry }),
      ...(item && first && { item }),
    };
    const cells = COLUMNS.map(({ level, path }) => writeCell(valueAt(told[level], path)));
    rows.push([declaration.reference, container, number, ...cells]);
  };
  for (const [i, item] of declaration.goods.entries()) {
    const containers = item.containers ?? [''];
    for (const [c, container] of containers.entries()) add(container, item, String(i + 1), c === 0);
  }
  for (const container of [...untold]) add(container, null, '', false);
  return rows;
}

function valueAt(whole: object | undefined, path: Column['path']): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], whole);
}
