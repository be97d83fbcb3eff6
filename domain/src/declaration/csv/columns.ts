/** Of what a cell tells: of the whole declaration, of the row's container, or of the row's goods. */
export type Level = 'declaration' | 'container' | 'item';
export type Kind = 'text' | 'number' | 'instant' | 'seals';

export interface Column {
  name: string;
  level: Level;
  kind: Kind;
  /** Where it stands in the declaration, the container's entry or the item. */
  path: readonly [string] | readonly [string, string];
}

const column = (level: Level, kind: Kind, name: string, path = name): Column => {
  const [first = '', second] = path.split('.');
  return { name, level, kind, path: second === undefined ? [first] : [first, second] };
};

/** Joins rows: every row has it. */
export const REFERENCE = 'reference';
/** The container of the row: its details are in the container's columns, and the row's goods lie in it. */
export const CONTAINER = 'container';
/** Joins the rows of goods that lie in several containers; without it every row has goods of its own. */
export const ITEM = 'item';

/** Every column but the three that join rows, in the order in which we write them. */
export const COLUMNS: readonly Column[] = [
  column('declaration', 'text', 'masterBill', 'bill.master'),
  column('declaration', 'text', 'houseBill', 'bill.house'),
  column('declaration', 'text', 'consignor'),
  column('declaration', 'text', 'consignee'),
  column('declaration', 'text', 'carrier'),
  column('declaration', 'text', 'declarant'),
  column('declaration', 'text', 'portOfLoading', 'carriage.portOfLoading'),
  column('declaration', 'text', 'portOfDischarge', 'carriage.portOfDischarge'),
  column('declaration', 'text', 'originCountry', 'carriage.origin'),
  column('declaration', 'text', 'vessel', 'carriage.vessel'),
  column('declaration', 'text', 'imo', 'carriage.imo'),
  column('declaration', 'text', 'voyage', 'carriage.voyage'),
  column('declaration', 'instant', 'declaredAt'),
  column('declaration', 'instant', 'validFrom'),
  column('declaration', 'instant', 'validTo'),
  column('declaration', 'number', 'totalGrossMassKg', 'grossMassKg'),
  column('declaration', 'seals', 'otherSeals', 'seals'),
  column('container', 'text', 'sizeType'),
  column('container', 'seals', 'seals'),
  column('container', 'number', 'containerGrossMassKg', 'grossMassKg'),
  column('container', 'number', 'weighbridgeMassKg'),
  column('item', 'text', 'description'),
  column('item', 'text', 'hsCode'),
  column('item', 'number', 'packages'),
  column('item', 'text', 'packingType'),
  column('item', 'number', 'grossMassKg'),
  column('item', 'number', 'netMassKg'),
];

/** What a cell says as a value of the declaration; what is not of its kind stays text, and the schema names the fault. */
export function readCell(kind: Kind, text: string): unknown {
  if (kind === 'number') return /^\d{1,12}(\.\d+)?$/.test(text) ? Number(text) : text;
  if (kind === 'seals') return text.split(/[\s;]+/).filter((seal) => seal !== '');
  return kind === 'instant' ? readInstant(text) : text;
}

export function writeCell(value: unknown): string {
  if (value === undefined) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}

/** A date is its midnight in UTC; a time must say its zone, because ours is not its writer's. */
function readInstant(text: string): string {
  const iso = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
  const zoned = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(iso);
  const at = zoned ? new Date(iso.replace(' ', 'T')) : null;
  if (at === null || Number.isNaN(at.getTime())) return text;
  // The engine takes a 30 February for the 2 March; nobody declares on one.
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  return day.toISOString().slice(0, 10) === iso.slice(0, 10) ? at.toISOString() : text;
}
