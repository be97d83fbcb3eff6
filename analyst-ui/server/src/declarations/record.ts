import { createHash } from 'node:crypto';
import { canonicalJson, type DeclarationReceipt, type FiledDeclaration, type ImportFormat } from '@h986/domain';
import { ulid } from 'ulid';
import type { Change } from '../records/change.ts';
import type { Trx } from '../records/tables.ts';
import { type FiledRow, findFiled } from './find.ts';
import { matchAgain } from './match-again.ts';

export interface Handed {
  declarations: readonly FiledDeclaration[];
  format: ImportFormat;
  actor: string;
}

/** A version that is not in the records yet. */
interface New {
  declaration: FiledDeclaration;
  digest: string;
  version: number;
  since: Date;
}

/**
 * Takes declarations into the records, in the transaction of `step`. What the newest version says already, or an older one said,
 * changes nothing; anything else is a new version beside the old. Scans that it concerns are matched again.
 *
 * @param handed each reference once
 */
export async function recordDeclarations(
  step: Change,
  { declarations, format, actor }: Handed,
): Promise<DeclarationReceipt[]> {
  const { trx, at, audit } = step;
  const before = await lockDeclarations(step, declarations);
  const known = await digestsOf(trx, [...before.keys()]);
  const added: New[] = [];
  const receipts = declarations.map((declaration): DeclarationReceipt => {
    const { reference } = declaration;
    const digest = createHash('sha256').update(canonicalJson(declaration)).digest('hex');
    const head = before.get(reference);
    const same = known.get(`${reference} ${digest}`);
    if (same !== undefined) return { reference, version: same, outcome: same === head?.version ? 'same' : 'older' };
    const version = (head?.version ?? 0) + 1;
    added.push({ declaration, digest, version, since: sinceOf(declaration, head, at) });
    return { reference, version, outcome: version === 1 ? 'created' : 'changed' };
  });

  const previous = await findFiled(trx, { references: added.map(({ declaration }) => declaration.reference) });
  await insertVersions(trx, added, { format, actor, at });
  for (const { declaration, digest, version } of added) {
    const { reference, containers } = declaration;
    audit({
      actor,
      action: 'declaration-recorded',
      subject: reference,
      detail: { version, digest, format, containers },
    });
  }
  await matchAgain(
    step,
    previous,
    added.map(({ declaration }) => declaration.reference),
    actor,
  );
  return receipts;
}

type Head = Pick<FiledRow, 'version'> & { since: Date };

/** The heads, locked in the order of their references, so that two imports never wait for each other in a ring. */
async function lockDeclarations({ trx, at }: Change, declarations: Handed['declarations']): Promise<Map<string, Head>> {
  if (declarations.length === 0) return new Map();
  const references = declarations.map(({ reference }) => reference).sort();
  await trx
    .insertInto('declarations')
    .values(references.map((reference) => ({ reference, newest: '', version: 0, since: at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const rows = await trx
    .selectFrom('declarations')
    .selectAll()
    .where('reference', 'in', references)
    .orderBy('reference')
    .forUpdate()
    .execute();
  return new Map(rows.filter(({ version }) => version > 0).map((row) => [row.reference, row]));
}

/** Versions by `reference digest`. */
async function digestsOf(trx: Trx, references: string[]): Promise<Map<string, number>> {
  if (references.length === 0) return new Map();
  const rows = await trx
    .selectFrom('declaration_versions')
    .select(['reference', 'version', 'digest'])
    .where('reference', 'in', references)
    .execute();
  return new Map(rows.map(({ reference, version, digest }) => [`${reference} ${digest}`, version]));
}

/** The earliest that was ever said of it. */
function sinceOf({ declaredAt }: FiledDeclaration, head: Head | undefined, at: Date): Date {
  const said = declaredAt === undefined ? null : new Date(declaredAt);
  if (!head) return said ?? at;
  return said !== null && said < head.since ? said : head.since;
}

async function insertVersions(
  trx: Trx,
  added: readonly New[],
  { format, actor, at }: { format: ImportFormat; actor: string; at: Date },
): Promise<void> {
  if (added.length === 0) return;
  const versions = added.map(({ declaration, digest, version }) => ({
    id: ulid(at.getTime()),
    reference: declaration.reference,
    version,
    digest,
    format,
    declaration: JSON.stringify(declaration),
    recorded_by: actor,
    recorded_at: at,
  }));
  await trx.insertInto('declaration_versions').values(versions).execute();
  await trx
    .insertInto('declarations')
    .values(
      added.map(({ since, version }, i) => ({
        reference: versions[i]?.reference ?? '',
        newest: versions[i]?.id ?? '',
        version,
        since,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('reference').doUpdateSet((eb) => ({
        newest: eb.ref('excluded.newest'),
        version: eb.ref('excluded.version'),
        since: eb.ref('excluded.since'),
      })),
    )
    .execute();

  const references = versions.map(({ reference }) => reference);
  await trx.deleteFrom('declaration_containers').where('reference', 'in', references).execute();
  const named = added.flatMap(({ declaration: { reference, containers } }) =>
    containers.map((container) => ({ reference, container })),
  );
  // A statement takes 65,535 values.
  for (let i = 0; i < named.length; i += 10_000) {
    await trx
      .insertInto('declaration_containers')
      .values(named.slice(i, i + 10_000))
      .execute();
  }
}
