import {
  type ContainerFeatures,
  featuresOf,
  type Outline,
  outlineCells,
  outlineOf,
  type Revision,
  type ScanId,
  type ScanResult,
} from '@h986/domain';
import type { Change } from '../records/change.ts';
import type { ContainerFeatureRow, Db } from '../records/tables.ts';

/** One container in the records, with what of it is compared. */
export interface KeptContainer {
  scanId: ScanId;
  revision: Revision;
  /** Which of the scan's, from the left. */
  container: number;
  features: ContainerFeatures;
}

/** Keeps what of a result's containers is compared with others; that of an older revision goes. */
export async function keepFeatures({ trx, at }: Change, result: ScanResult): Promise<void> {
  await trx.deleteFrom('container_features').where('scan_id', '=', result.scanId).execute();
  const kept = containersOf(result);
  if (kept.length === 0) return;
  await trx
    .insertInto('container_features')
    .values(
      kept.map(({ features, container, revision, scanId }) => ({
        scan_id: scanId,
        container,
        revision,
        length_mm: features.lengthMm,
        height_mm: features.heightMm,
        embedding: features.embedding && bytesOf(features.embedding),
        parts: features.parts && JSON.stringify(features.parts.map((part) => Array.from(part, short))),
        outline: features.outline && JSON.stringify(outlineOf(features.outline)),
        mass_kg: features.massKg,
        period: JSON.stringify(features.periodMm),
        recorded_at: at,
      })),
    )
    .execute();
}

/** The containers of a result, from the left; none where it cannot be read. */
export function containersOf({ scanId, revision, containers = [], load }: ScanResult): KeptContainer[] {
  return containers.map((located, container) => ({
    scanId,
    revision,
    container,
    features: featuresOf(located, load?.containers[container]),
  }));
}

/** What is kept of these scans. */
export async function keptOf(db: Db, scanIds: readonly string[]): Promise<KeptContainer[]> {
  if (scanIds.length === 0) return [];
  const rows = await db
    .selectFrom('container_features')
    .selectAll()
    .where('scan_id', 'in', scanIds)
    .orderBy('scan_id')
    .orderBy('container')
    .execute();
  return rows.map(keptFrom);
}

export function keptFrom(row: ContainerFeatureRow): KeptContainer {
  return {
    scanId: row.scan_id as ScanId,
    revision: row.revision as Revision,
    container: row.container,
    features: {
      lengthMm: row.length_mm,
      heightMm: row.height_mm,
      embedding: row.embedding && floatsOf(row.embedding),
      parts: row.parts?.map((part) => Float32Array.from(part)) ?? null,
      massKg: row.mass_kg,
      packages: null,
      outline: row.outline && outlineCells(row.outline as Outline),
      periodMm: row.period,
    },
  };
}

export function floatsOf(bytes: Uint8Array): Float32Array {
  // A copy of its own: what a driver gives need not begin at a multiple of four.
  return new Float32Array(bytes.slice().buffer);
}

const bytesOf = (values: Float32Array): Buffer => Buffer.from(values.buffer, values.byteOffset, values.byteLength);
const short = (value: number): number => Math.round(value * 10_000) / 10_000;
