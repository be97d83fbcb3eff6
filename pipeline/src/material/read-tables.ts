import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DomainError, type Geometry, MaterialTable } from '@h986/domain';

/** A scanner's material table as it is used, or why it may not be. */
export type TableInUse = { table: MaterialTable; sha256: string } | { error: DomainError };

/** Every table that there is. */
export interface MaterialTables {
  /** Of all of them together; null where there is none. It decides results, so it belongs into their revision. */
  digest: string | null;
  /** A site's own, by lane. */
  lanes: ReadonlyMap<string, TableInUse>;
  /** Those that come with the models. */
  house: readonly TableInUse[];
}

/** What a table must be made for. */
export interface TableKind {
  lane: string;
  geometry: Pick<Geometry, 'highMv' | 'lowMv'>;
  /** Whether the pictures came normalised by the vendor. */
  normalised: boolean;
}

export const NO_TABLES: MaterialTables = { digest: null, lanes: new Map(), house: [] };

/**
 * The tables in `<models>/material/<name>/table.json` and a site's own in `<site>/<lane>.json`. Nothing that is wrong with one is thrown:
 * `tableFor` says it of the scans that need it.
 */
export async function readMaterialTables(modelsFolder: string, siteFolder: string | null): Promise<MaterialTables> {
  const folder = join(modelsFolder, 'material');
  const names = (await namesIn(folder)).filter((name) => !name.includes('.'));
  const house = await Promise.all(names.map((name) => readTable(join(folder, name, 'table.json'))));
  const files = siteFolder === null ? [] : (await namesIn(siteFolder)).filter((name) => name.endsWith('.json'));
  const lanes = await Promise.all(
    files.map(async (file) => [basename(file, '.json'), await readTable(join(siteFolder as string, file))] as const),
  );
  const digests = [
    ...house.map((one, i) => [`house ${names[i]}`, digestOf(one)]),
    ...lanes.map(([lane, one]) => [`lane ${lane}`, digestOf(one)]),
  ];
  const digest = createHash('sha256').update(JSON.stringify(digests)).digest('hex');
  return { digest: digests.length === 0 ? null : digest, lanes: new Map(lanes), house };
}

/**
 * The table of a scan: its lane's own, else the one that was made for its energies.
 *
 * @returns null where there is none
 * @throws {DomainError} `material-table` where the lane has one that may not be used: another would not be the one that its people meant
 */
export function tableFor(
  { lanes, house }: MaterialTables,
  { lane, geometry: { highMv, lowMv }, normalised }: TableKind,
): { table: MaterialTable; sha256: string } | null {
  const own = lanes.get(lane);
  if (own && 'error' in own) throw own.error;
  if (own) return own;
  const usable = house.flatMap((one) => ('error' in one ? [] : [one]));
  const of = usable.find(({ table: { energies, normalised: made } }) => {
    return energies.highMv === highMv && energies.lowMv === lowMv && made === normalised;
  });
  return of ?? null;
}

async function readTable(path: string): Promise<TableInUse> {
  try {
    const bytes = await readFile(path);
    const table = MaterialTable.parse(JSON.parse(new TextDecoder().decode(bytes)));
    return { table, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (cause) {
    return {
      error: new DomainError('material-table', `no readable material table in ${path}`, { cause, details: { path } }),
    };
  }
}

function digestOf(one: TableInUse): string {
  return 'error' in one ? 'refused' : one.sha256;
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}
