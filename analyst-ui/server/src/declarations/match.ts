import { type ContainerNumber, type DeclarationMatch, matchDeclarations, type Scanned } from '@h986/domain';
import type { Db, ScanRow } from '../records/tables.ts';
import { findFiled } from './find.ts';

/** What a scan's declaration may be, as the records stand now. */
export async function matchOf(db: Db, row: ScanRow): Promise<DeclarationMatch> {
  return matchDeclarations(scannedOf(row), await findFiled(db, { containers: row.containers }));
}

export function scannedOf(row: ScanRow): Scanned {
  return {
    containers: row.containers as ContainerNumber[],
    atMs: (row.triggered_at ?? row.ordered_at).getTime(),
    declaration: row.declaration,
  };
}
