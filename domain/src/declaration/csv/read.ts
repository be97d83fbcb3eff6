import { createPlaces, type Draft, fileDrafts, MAX_DECLARATIONS } from '../drafts.ts';
import { createFaultList, type FaultList, type ImportFaultCode, type Place } from '../faults.ts';
import type { FiledDeclaration } from '../filed.ts';
import { COLUMNS, CONTAINER, type Column, ITEM, type Level, REFERENCE, readCell } from './columns.ts';
import { type Row, readRows } from './rows.ts';

/** The declaration, one container's entry or one item, and where it stands in the draft. */
interface Part {
  path: string;
  value: Record<string, unknown>;
}

/** What rows of one reference have been joined to. */
interface Joined {
  whole: Part;
  containers: Map<string, Part>;
  items: Map<string, Part>;
  places: ReturnType<typeof createPlaces>;
}

/** Where a column stands in this file. */
type Header = Map<string, number>;

/**
 * Declarations from CSV: a header row by name in any order, then one row an item. Rows of one `reference` are one declaration,
 * and within it rows of one `container` tell of one container. What is told once need not be told again, and what is told
 * twice must be the same. A row that cannot be given to a declaration may be part of any: then none of the file counts.
 */
export function readCsv(text: string, faults: FaultList = createFaultList()): FiledDeclaration[] {
  const [first, ...rows] = readRows(text, faults) ?? [];
  const header = first && readHeader(first, faults);
  if (!header) return [];
  const joined = new Map<string, Joined>();
  const bad = new Set<string>();
  let lost = false;
  for (const row of rows) {
    const fault = faultOf(row, header, first.cells.length, joined);
    if (fault) faults.add(fault, { line: row.line, field: fault === 'reference-missing' ? REFERENCE : '' });
    lost ||= fault !== null;
    // To read on serves only to name the rest of the faults.
    if (faults.full || fault === 'too-many-declarations') return [];
    const reference = cellOf(row, header, REFERENCE);
    if (!fault && !joinRow(row, header, declarationOf(joined, reference, row), faults)) bad.add(reference);
  }
  const drafts = [...joined].filter(([reference]) => !bad.has(reference)).map(([, one]) => draftOf(one));
  const filed = fileDrafts(drafts, faults);
  return lost ? [] : filed;
}

function faultOf(row: Row, header: Header, length: number, joined: Map<string, Joined>): ImportFaultCode | null {
  const reference = cellOf(row, header, REFERENCE);
  if (row.cells.length !== length) return 'row-length';
  if (reference === '') return 'reference-missing';
  return joined.size >= MAX_DECLARATIONS && !joined.has(reference) ? 'too-many-declarations' : null;
}

/** @returns null where the columns are not to be told apart */
function readHeader({ line, cells }: Row, faults: FaultList): Header | null {
  const known = new Map(
    [REFERENCE, CONTAINER, ITEM, ...COLUMNS.map(({ name }) => name)].map((n) => [n.toLowerCase(), n]),
  );
  const header: Header = new Map();
  const before = faults.faults.length;
  for (const [i, cell] of cells.entries()) {
    const name = known.get(cell.trim().toLowerCase());
    const place = { line, field: cell.trim().slice(0, 40) };
    if (name === undefined) faults.add('column-unknown', place);
    else if (header.has(name)) faults.add('column-twice', place);
    else header.set(name, i);
  }
  for (const name of [REFERENCE, CONTAINER]) if (!header.has(name)) faults.add('column-missing', { line, field: name });
  return faults.faults.length === before ? header : null;
}

function declarationOf(joined: Map<string, Joined>, reference: string, { line }: Row): Joined {
  const known = joined.get(reference);
  if (known) return known;
  const whole: Part = { path: '', value: { reference } };
  const places = createPlaces({ line, field: REFERENCE });
  const made: Joined = { whole, containers: new Map(), items: new Map(), places };
  joined.set(reference, made);
  return made;
}

/** @returns whether the row agrees with those before it */
function joinRow(row: Row, header: Header, joined: Joined, faults: FaultList): boolean {
  const { places } = joined;
  const place = (field: string): Place => ({ line: row.line, field });
  const parts = partsOf(row, header, joined);
  let agrees = true;
  for (const column of COLUMNS) {
    const text = cellOf(row, header, column.name);
    if (text === '') continue;
    const part = parts[column.level];
    if (part && put(part.value, column.path, readCell(column.kind, text))) {
      places.set([part.path, ...column.path].filter((step) => step !== '').join('.'), place(column.name));
      continue;
    }
    faults.add(part ? 'rows-disagree' : 'container-missing', place(column.name), String(joined.whole.value.reference));
    agrees = false;
  }
  return agrees;
}

/** What the row tells of; made where it is the first to do so. */
function partsOf(row: Row, header: Header, { whole, containers, items, places }: Joined): Record<Level, Part | null> {
  const part = (parts: Map<string, Part>, key: string, list: string, field: string): Part => {
    const known = parts.get(key);
    if (known) return known;
    const made: Part = { path: `${list}.${parts.size}`, value: {} };
    parts.set(key, made);
    places.set(made.path, { line: row.line, field });
    return made;
  };
  const number = cellOf(row, header, CONTAINER).toUpperCase().replace(/[\s-]/g, '');
  const item = cellOf(row, header, ITEM);
  const hasItem =
    item !== '' || COLUMNS.some(({ level, name }) => level === 'item' && cellOf(row, header, name) !== '');

  const container = number === '' ? null : part(containers, number, 'equipment', CONTAINER);
  if (container) container.value.container = number;
  // No number begins with a line end, so that a row without one is nobody's but its own.
  const goods = hasItem ? part(items, item || `\n${row.line}`, 'goods', ITEM) : null;
  if (goods && container) {
    goods.value.containers ??= [];
    (goods.value.containers as string[]).push(number);
  }
  return { declaration: whole, container, item: goods };
}

/** @returns false where something else stands there already */
function put(value: Record<string, unknown>, [first, second]: Column['path'], given: unknown): boolean {
  if (second !== undefined) {
    value[first] ??= {};
    return put(value[first] as Record<string, unknown>, [second], given);
  }
  if (value[first] !== undefined) return JSON.stringify(value[first]) === JSON.stringify(given);
  value[first] = given;
  return true;
}

function draftOf({ whole, containers, items, places }: Joined): Draft {
  const values = (parts: Map<string, Part>) => [...parts.values()].map(({ value }) => value);
  return {
    value: { ...whole.value, equipment: values(containers), goods: values(items) },
    placeOf: places.placeOf,
  };
}

/** Trimmed; empty where the file has no such column. */
function cellOf(row: Row, header: Header, name: string): string {
  const at = header.get(name);
  return at === undefined ? '' : (row.cells[at] ?? '').trim();
}
