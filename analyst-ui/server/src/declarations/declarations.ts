import {
  type DeclarationVersion,
  type DeclarationView,
  DomainError,
  type RouteAnswer,
  type RouteQuery,
} from '@h986/domain';
import type { Selectable } from 'kysely';
import type { Db, DeclarationVersionTable } from '../records/tables.ts';
import { containing } from '../records/worklist.ts';
import { newestQuery } from './find.ts';

/** Newest versions, last changed first. `before` is the id of the last one already seen. */
export async function listDeclarations(
  db: Db,
  { reference, container, before, limit }: RouteQuery<'listDeclarations'>,
): Promise<DeclarationView[]> {
  let query = newestQuery(db).limit(limit);
  if (reference) query = query.where('declarations.reference', 'ilike', containing(reference));
  if (container) {
    query = query.where('declarations.reference', 'in', (eb) =>
      eb.selectFrom('declaration_containers').select('reference').where('container', 'ilike', containing(container)),
    );
  }
  if (before) query = query.where('declarations.newest', '<', before);
  const rows = await query.orderBy('declarations.newest', 'desc').execute();
  return rows.map(viewOf);
}

/** @throws {DomainError} `declaration-unknown`, of the reference or of the version */
export async function getDeclaration(
  db: Db,
  reference: string,
  version: number | undefined,
): Promise<RouteAnswer<'getDeclaration'>> {
  const rows = await db
    .selectFrom('declaration_versions')
    .selectAll()
    .where('reference', '=', reference)
    .orderBy('version', 'desc')
    .execute();
  const wanted = version === undefined ? rows[0] : rows.find((row) => row.version === version);
  if (!wanted) {
    throw new DomainError('declaration-unknown', 'there is no such declaration', { details: { reference, version } });
  }
  return { ...viewOf(wanted), versions: rows.map(versionOf) };
}

type VersionRow = Selectable<DeclarationVersionTable>;

function viewOf(row: VersionRow): DeclarationView {
  return { ...versionOf(row), declaration: row.declaration };
}

function versionOf(row: VersionRow): DeclarationVersion {
  const { id, reference, version, digest, format } = row;
  return { id, reference, version, digest, format, by: row.recorded_by, at: row.recorded_at.toISOString() };
}
