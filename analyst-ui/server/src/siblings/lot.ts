import {
  type ContainerNumber,
  type Declaration,
  type DeclarationCandidate,
  type DeclarationMatch,
  declaredPackages,
} from '@h986/domain';
import { sql } from 'kysely';
import { newestQuery } from '../declarations/find.ts';
import type { Db, ScanRow } from '../records/tables.ts';
import { type KeptContainer, keptOf } from './keep.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Containers of one bill come within so many days of each other. */
const LOT_DAYS = 60;
/** No bill has more; of a consignee so many of the newest earlier scans tell enough. */
const MOST = { containers: 999, declarations: 300, earlier: 60 };

/** Scans that a scan can be held against, by what was declared of both. */
export interface Relatives {
  /** Why there are none to look for. */
  reason?: 'nothing-declared' | 'several-declarations';
  siblings: KeptContainer[];
  earlier: KeptContainer[];
  /** Packages that were declared for the scan's container, of one; null where nobody said or it is not known which box that is. */
  packages: number | null;
}

/**
 * The other containers of a scan's bill or declaration with the same goods, and the earlier ones of its consignee in the same chapters. Of
 * a container the newest scan counts.
 */
export async function relativesOf(db: Db, row: ScanRow, match: DeclarationMatch): Promise<Relatives> {
  const none = { siblings: [], earlier: [], packages: null };
  if (match.state === 'none') return { ...none, reason: 'nothing-declared' };
  if (match.state === 'several') return { ...none, reason: 'several-declarations' };
  const [lot, earlier] = [new Map<string, Declaration>(), new Set<string>()];
  const siblings = new Set<ContainerNumber>();
  for (const candidate of match.candidates) {
    const { numbers, declarations } = await lotOf(db, candidate);
    for (const number of numbers) siblings.add(number);
    for (const one of declarations) lot.set(one.reference, one);
    for (const number of await consigneeOf(db, candidate)) earlier.add(number);
  }
  const packages = declaredPackages([...siblings], [...lot.values()]);
  const own = new Set<string>(row.containers);
  const at = atOf(row);
  const near = await scansOf(db, without(siblings, own), row, {
    from: new Date(at - LOT_DAYS * DAY_MS),
    to: new Date(at + LOT_DAYS * DAY_MS),
    most: MOST.containers,
  });
  const known = new Set(near.map(({ scanId }) => scanId));
  const before = await scansOf(db, earlier, row, { from: new Date(0), to: new Date(at), most: MOST.earlier });
  const kept = await keptOf(
    db,
    near.map(({ scanId }) => scanId),
  );
  return {
    siblings: near.flatMap(({ scanId, containers }) =>
      withPackages(
        kept.filter((one) => one.scanId === scanId),
        packagesOf(containers),
      ),
    ),
    earlier: await keptOf(
      db,
      before.map(({ scanId }) => scanId).filter((scanId) => !known.has(scanId)),
    ),
    packages: packagesOf(row.containers),
  };

  /** Of two containers it is not certain which is which. */
  function packagesOf([number, second]: readonly string[]): number | null {
    return second === undefined ? (packages.get(number as ContainerNumber) ?? null) : null;
  }
}

/** The containers of one scan, with the packages that were declared of its only one. */
export function withPackages(ofScan: readonly KeptContainer[], packages: number | null): KeptContainer[] {
  return ofScan.map((one) => ({
    ...one,
    features: { ...one.features, packages: ofScan.length === 1 ? packages : null },
  }));
}

const atOf = ({ triggered_at, ordered_at }: ScanRow): number => (triggered_at ?? ordered_at).getTime();
const without = (all: Set<string>, some: Set<string>): Set<string> => new Set([...all].filter((one) => !some.has(one)));

/** Containers that were declared with these, or under the same bill, and to hold the same goods. */
async function lotOf(
  db: Db,
  { declaration, containers }: DeclarationCandidate,
): Promise<{ numbers: ContainerNumber[]; declarations: Declaration[] }> {
  const { bill } = declaration;
  const related = bill?.house ? await byBill(db, 'house', bill.house) : [];
  const bound = !bill?.house && bill?.master ? await byBill(db, 'master', bill.master) : [];
  const wanted = new Set(containers.map((number) => goodsOf(declaration, number, 6)));
  const declarations = [declaration, ...related, ...bound];
  const numbers = declarations.flatMap((one) => one.containers.filter((number) => wanted.has(goodsOf(one, number, 6))));
  return { numbers, declarations };
}

async function consigneeOf(db: Db, { declaration, containers }: DeclarationCandidate): Promise<string[]> {
  const { consignee } = declaration;
  if (!consignee) return [];
  const wanted = new Set(containers.map((number) => goodsOf(declaration, number, 2)));
  const rows = await newestQuery(db)
    .where(sql<boolean>`declaration_versions.declaration->>'consignee' = ${consignee}`)
    .orderBy('declarations.newest', 'desc')
    .limit(MOST.declarations)
    .execute();
  return rows.flatMap(({ declaration: one }) => one.containers.filter((number) => wanted.has(goodsOf(one, number, 2))));
}

async function byBill(db: Db, kind: 'house' | 'master', number: string): Promise<Declaration[]> {
  const rows = await newestQuery(db)
    .where(sql<boolean>`declaration_versions.declaration->'bill'->>${sql.lit(kind)} = ${number}`)
    .limit(MOST.declarations)
    .execute();
  return rows.map(({ declaration }) => declaration);
}

/** The HS codes of a container's goods, to so many digits, as one text. */
function goodsOf({ goods }: Declaration, number: ContainerNumber, digits: number): string {
  const own = goods.filter(({ containers }) => !containers?.length || containers.includes(number));
  return [...new Set(own.map(({ hsCode }) => hsCode.slice(0, digits)))].sort().join(' ');
}

/** Recorded scans of these containers, of each the newest. */
async function scansOf(
  db: Db,
  numbers: Set<string>,
  own: ScanRow,
  { from, to, most }: { from: Date; to: Date; most: number },
): Promise<{ scanId: string; containers: readonly string[] }[]> {
  if (numbers.size === 0) return [];
  const rows = await db
    .selectFrom('scans')
    .select(['scan_id', 'containers'])
    .where(sql<boolean>`scans.containers ?| array[${sql.join([...numbers])}]::text[]`)
    .where('scan_id', '!=', own.scan_id)
    .where('revision', 'is not', null)
    .where('triggered_at', '>=', from)
    .where('triggered_at', '<=', to)
    .orderBy('triggered_at', 'desc')
    .limit(most)
    .execute();
  const seen = new Set<string>();
  const ids = rows.filter(({ containers }) => {
    const fresh = containers.some((number) => !seen.has(number));
    for (const number of containers) seen.add(number);
    return fresh;
  });
  return ids
    .map(({ scan_id, containers }) => ({ scanId: scan_id, containers }))
    .sort((a, b) => (a.scanId < b.scanId ? -1 : 1));
}
