import {
  type ContainerChange,
  changeOf,
  type DeclarationMatch,
  isSamePicture,
  type ScanId,
  type ScanResult,
} from '@h986/domain';
import { sql } from 'kysely';
import { matchOf } from '../declarations/match.ts';
import type { Db, ScanRow } from '../records/tables.ts';
import { containersOf, type KeptContainer, keptFrom, keptOf } from './keep.ts';

const MOST = { same: 10, pictures: 5, alike: 200 };
/** One picture with other noise weighs and measures the same. */
const ALIKE = { mass: 0.02, length: 0.02 };

/** The same container in another scan. */
export interface SameContainer {
  kept: KeptContainer;
  change: ContainerChange | null;
  /** Whether one declaration holds for both. */
  sameLoad: boolean;
}

/** Other scans of the same container, newest first; only where it is certain which box is which. */
export async function sameContainerOf(
  db: Db,
  row: ScanRow,
  result: ScanResult,
  match: DeclarationMatch,
): Promise<SameContainer[]> {
  const [own, second] = containersOf(result);
  const [number] = row.containers;
  if (!own || second || row.containers.length !== 1 || number === undefined) return [];
  const rows = await db
    .selectFrom('scans')
    .selectAll()
    .where(sql<boolean>`scans.containers ?| array[${number}]::text[]`)
    .where('scan_id', '!=', row.scan_id)
    .where('revision', 'is not', null)
    .orderBy('triggered_at', 'desc')
    .limit(MOST.same)
    .execute();
  const found: SameContainer[] = [];
  for (const other of rows.filter(({ containers }) => containers.length === 1)) {
    const kept = await keptOf(db, [other.scan_id]);
    const [only] = kept;
    if (!only || kept.length > 1) continue;
    const change = changeOf(only.features, own.features);
    found.push({ kept: only, change, sameLoad: sameDeclaration(match, await matchOf(db, other)) });
  }
  return found;
}

function sameDeclaration(a: DeclarationMatch, b: DeclarationMatch): boolean {
  if (a.state !== 'one' || b.state !== 'one') return false;
  const references = new Set(a.candidates.map(({ declaration }) => declaration.reference));
  return b.candidates.some(({ declaration }) => references.has(declaration.reference));
}

export interface SamePicture {
  scanId: ScanId;
  revision: string;
  container: number;
  /** Sample by sample; else with other noise. */
  exact: boolean;
}

/** Scans that are this very picture: the same samples, or the same load to the last pixel under another number. */
export async function samePictureOf(db: Db, row: ScanRow, result: ScanResult): Promise<SamePicture[]> {
  const exact = await db
    .selectFrom('results')
    .select(['scan_id', 'revision'])
    .where(sql<boolean>`result->>'rawSha256' = ${result.rawSha256}`)
    .where('scan_id', '!=', row.scan_id)
    .orderBy('recorded_at', 'desc')
    .limit(MOST.pictures)
    .execute();
  const found = new Map<string, SamePicture>(
    exact.map(({ scan_id, revision }) => [scan_id, { scanId: scan_id as ScanId, revision, container: 0, exact: true }]),
  );
  for (const own of containersOf(result)) {
    for (const other of await alike(db, row, own)) {
      if (found.has(other.scanId) || found.size >= MOST.pictures) continue;
      if (isSamePicture(own.features, other.features)) found.set(other.scanId, { ...other, exact: false });
    }
  }
  return [...found.values()];
}

/** Under another number: a container that is scanned again should look the same. */
async function alike(db: Db, row: ScanRow, { features }: KeptContainer): Promise<KeptContainer[]> {
  const { massKg, lengthMm } = features;
  if (massKg === null || row.containers.length === 0) return [];
  const rows = await db
    .selectFrom('container_features')
    .innerJoin('scans', 'scans.scan_id', 'container_features.scan_id')
    .selectAll('container_features')
    .where('container_features.scan_id', '!=', row.scan_id)
    .where('mass_kg', '>=', massKg * (1 - ALIKE.mass))
    .where('mass_kg', '<=', massKg * (1 + ALIKE.mass))
    .where('length_mm', '>=', lengthMm * (1 - ALIKE.length))
    .where('length_mm', '<=', lengthMm * (1 + ALIKE.length))
    .where(sql<boolean>`not (scans.containers ?| array[${sql.join(row.containers)}]::text[])`)
    .orderBy('container_features.recorded_at', 'desc')
    .limit(MOST.alike)
    .execute();
  return rows.map(keptFrom);
}
