import type { Filed, FiledDeclaration } from '@h986/domain';
import type { Db } from '../records/tables.ts';

/** A declaration in its newest version. */
export type FiledRow = Filed & { declaration: FiledDeclaration };

/** The newest versions by reference, or those that name one of the containers. */
export async function findFiled(
  db: Db,
  { references, containers }: { references?: readonly string[]; containers?: readonly string[] },
): Promise<FiledRow[]> {
  if ((references ?? containers ?? []).length === 0) return [];
  let query = newestQuery(db);
  if (references) query = query.where('declarations.reference', 'in', references);
  if (containers) {
    query = query.where('declarations.reference', 'in', (eb) =>
      eb.selectFrom('declaration_containers').select('reference').where('container', 'in', containers),
    );
  }
  const rows = await query.execute();
  return rows.map(({ declaration, version, recorded_at, since }) => ({
    declaration,
    version,
    recordedAtMs: recorded_at.getTime(),
    sinceMs: since.getTime(),
  }));
}

/** Every list of declarations starts here. */
export function newestQuery(db: Db) {
  return db
    .selectFrom('declarations')
    .innerJoin('declaration_versions', 'declaration_versions.id', 'declarations.newest')
    .selectAll('declaration_versions')
    .select('declarations.since');
}
