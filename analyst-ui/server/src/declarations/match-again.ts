import { matchDeclarations, type ScanId } from '@h986/domain';
import { sql } from 'kysely';
import { compareScan } from '../comparison/compare.ts';
import type { Change } from '../records/change.ts';
import type { Db, ScanRow } from '../records/tables.ts';
import { compareSiblingsOf } from '../siblings/compare-siblings.ts';
import { type FiledRow, findFiled } from './find.ts';
import { scannedOf } from './match.ts';

/**
 * After declarations came or changed: the scans that had one of them before, or have one now, are told so in their timelines and
 * compared again, and whoever looks at one sees it anew.
 *
 * @param previous the versions that they took the place of
 * @param references what came or changed
 */
export async function matchAgain(
  step: Change,
  previous: readonly FiledRow[],
  references: readonly string[],
  actor: string,
): Promise<void> {
  const { trx, audit, touched } = step;
  const now = await findFiled(trx, { references });
  const concerned = byContainer([...previous, ...now]);
  const scans = await scansOf(trx, [...concerned.keys()]);
  const filed = byContainer(
    await findFiled(trx, { containers: [...new Set(scans.flatMap(({ containers }) => containers))] }),
  );
  const compared: ScanId[] = [];
  for (const row of scans) {
    const scanned = scannedOf(row);
    const alone = matchDeclarations({ ...scanned, declaration: null }, of(row, concerned));
    if (alone.state === 'none') continue;
    const { state, candidates } = matchDeclarations(scanned, of(row, filed));
    const scanId = row.scan_id as ScanId;
    const named = candidates.map(({ source, version, declaration: { reference } }) => ({ source, reference, version }));
    audit({ actor, action: 'declaration-matched', subject: scanId, detail: { state, candidates: named } });
    touched(scanId);
    await compareScan(step, scanId);
    compared.push(scanId);
  }
  await compareSiblingsOf(step, compared);
}

/** Scans of these containers, in the order in which everybody locks them. */
async function scansOf(db: Db, containers: readonly string[]): Promise<ScanRow[]> {
  const rows = new Map<string, ScanRow>();
  for (let i = 0; i < containers.length; i += 10_000) {
    const some = sql.join(containers.slice(i, i + 10_000));
    const found = await db
      .selectFrom('scans')
      .selectAll()
      .where(sql<boolean>`scans.containers ?| array[${some}]::text[]`)
      .execute();
    for (const row of found) rows.set(row.scan_id, row);
  }
  return [...rows.values()].sort((a, b) => (a.scan_id < b.scan_id ? -1 : 1));
}

type ByContainer = Map<string, FiledRow[]>;

function byContainer(filed: readonly FiledRow[]): ByContainer {
  const found: ByContainer = new Map();
  for (const one of filed) {
    for (const number of one.declaration.containers) found.set(number, [...(found.get(number) ?? []), one]);
  }
  return found;
}

const of = ({ containers }: ScanRow, filed: ByContainer): FiledRow[] => [
  ...new Set(containers.flatMap((number) => filed.get(number) ?? [])),
];
