import type { FaultList } from '../faults.ts';

export interface Row {
  /** Of the file, from 1: the one on which the row begins. */
  line: number;
  cells: string[];
}

/** We know some thirty columns. */
const MAX_CELLS = 100;

/**
 * Rows of a CSV file by RFC 4180, with line feeds alone taken for line ends, too. Lines with nothing on them are passed over.
 *
 * @returns null after a quote that is not where a quote may be: from there on nothing can be told apart
 */
export function readRows(text: string, faults: FaultList): Row[] | null {
  const rows: Row[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const row: Row = { line, cells: [] };
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
      const place = { line, field: String(row.cells.length + 1) };
      if (cell.fault) faults.add(cell.fault, place);
      if (cell.fault) return null;
      if (row.cells.length === MAX_CELLS) faults.add('row-length', place);
      if (row.cells.length === MAX_CELLS) return null;
      row.cells.push(cell.value);
      line += text[at] === '"' ? cell.value.split('\n').length - 1 : 0;
      at = cell.end;
      if (text[at] !== ',') break;
      at += 1;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    line += 1;
    if (row.cells.some((value) => value.trim() !== '')) rows.push(row);
  }
  return rows;
}

type Cell = { value: string; end: number; fault?: undefined } | { fault: 'quote-open' | 'quote-stray' };

/** From its quote to the one that closes it; two quotes are one. */
function quotedCell(text: string, start: number): Cell {
  let value = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return { fault: 'quote-open' };
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"')
      return endOfCell(text, quote + 1) ? { value, end: quote + 1 } : { fault: 'quote-stray' };
    value += '"';
    from = quote + 2;
  }
}

function plainCell(text: string, start: number): Cell {
  let end = start;
  while (!endOfCell(text, end)) {
    if (text[end] === '"') return { fault: 'quote-stray' };
    end += 1;
  }
  return { value: text.slice(start, end), end };
}

function endOfCell(text: string, at: number): boolean {
  const sign = text[at];
  return sign === undefined || sign === ',' || sign === '\n' || (sign === '\r' && (text[at + 1] ?? '\n') === '\n');
}

/** Rows as `readRows` reads them back; lines end as RFC 4180 has it. */
export function writeRows(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(written).join(',')}\r\n`).join('');
}

function written(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
