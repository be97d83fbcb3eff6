import { Calibration, DomainError, keys, type Revision, type ScanId, type ScanPicture, ScanResult } from '@h986/domain';
import { findJson, type ObjectStore } from '@h986/stores';
import { findSummary, scanUnknown } from '../records/scan-summary.ts';
import type { Db } from '../records/tables.ts';
import type { Exchange } from './handler.ts';

export interface PixelTools {
  db: Db;
  objects: ObjectStore;
}

/** Which strips can be drawn now. @throws {DomainError} `scan-unknown` */
export async function pictureOf({ db, objects }: PixelTools, scanId: ScanId): Promise<ScanPicture> {
  const summary = await findSummary(db, scanId);
  if (!summary) throw scanUnknown(scanId);
  const calibration = await findJson(objects, keys.calibration(scanId), Calibration);
  const folder = keys.planes(scanId);
  const planes: number[] = [];
  for await (const key of objects.list(folder, { shallow: true })) {
    const strip = /^(\d+)\.bin$/.exec(key.slice(folder.length))?.[1];
    if (strip !== undefined) planes.push(Number(strip));
  }
  return {
    geometry: calibration?.geometry ?? null,
    normalised: calibration?.normalised ?? false,
    planes: planes.sort((a, b) => a - b),
    lines: summary.extent === null ? null : summary.lines,
  };
}

/** One strip: written once, so that a browser may keep it for good. @throws {DomainError} `object-missing` */
export async function sendPlane(
  { objects }: PixelTools,
  scanId: ScanId,
  strip: number,
  exchange: Exchange,
): Promise<void> {
  const etag = `"${scanId}-${strip}"`;
  const always = 'private, max-age=31536000, immutable';
  await send(objects, keys.plane(scanId, strip), exchange, { type: 'application/octet-stream', etag, caching: always });
}

/**
 * A picture of the recorded revision. Its address stays while revisions change, so that a browser has to ask each time.
 *
 * @throws {DomainError} `scan-unknown`; `object-missing` when there is none
 */
export function sendPicture(
  tools: PixelTools,
  scanId: ScanId,
  which: 'heatMapKey' | 'previewKey',
  exchange: Exchange,
): Promise<void> {
  return sendOfResult(tools, scanId, { name: which, keyOf: (result) => result[which] }, exchange);
}

/** As `sendPicture`, of a finding's place; none where the revision that is asked for is no longer the recorded one. @throws as `sendPicture` */
export function sendCrop(
  tools: PixelTools,
  { scanId, finding, revision }: { scanId: ScanId; finding: string; revision?: Revision },
  exchange: Exchange,
): Promise<void> {
  const keyOf = (result: ScanResult): string | null =>
    revision === undefined || revision === result.revision
      ? (result.findings.find(({ id }) => id === finding)?.cropKey ?? null)
      : null;
  return sendOfResult(tools, scanId, { name: `crop-${finding}`, keyOf }, exchange);
}

/** As `sendPicture`, of what the load says. @throws as `sendPicture` */
export function sendLoadMap(
  tools: PixelTools,
  scanId: ScanId,
  map: 'material' | 'hiding',
  exchange: Exchange,
): Promise<void> {
  return sendOfResult(tools, scanId, { name: map, keyOf: ({ load }) => load?.maps[map] ?? null }, exchange);
}

async function sendOfResult(
  { db, objects }: PixelTools,
  scanId: ScanId,
  { name, keyOf }: { name: string; keyOf(result: ScanResult): string | null },
  exchange: Exchange,
): Promise<void> {
  const row = await db.selectFrom('scans').select('revision').where('scan_id', '=', scanId).executeTakeFirst();
  if (!row) throw scanUnknown(scanId);
  if (row.revision === null) throw new DomainError('object-missing', 'no result is recorded yet');
  const found = await db
    .selectFrom('results')
    .select('result')
    .where('scan_id', '=', scanId)
    .where('revision', '=', row.revision)
    .executeTakeFirstOrThrow();
  const key = keyOf(ScanResult.parse(found.result));
  if (key === null) throw new DomainError('object-missing', 'this result has no such picture');
  const etag = `"${row.revision}-${name}"`;
  await send(objects, key, exchange, { type: 'image/png', etag, caching: 'private, no-cache' });
}

interface Sending {
  type: string;
  etag: string;
  caching: string;
}

/** An object as it lies in the store. @throws {DomainError} `object-missing` */
export async function send(
  objects: ObjectStore,
  key: string,
  { request, response }: Exchange,
  how: Sending,
): Promise<void> {
  const headers = { etag: how.etag, 'cache-control': how.caching };
  if (request.get('if-none-match') === how.etag) {
    response.status(304).set(headers).end();
    return;
  }
  const bytes = await objects.get(key);
  response.set({ ...headers, 'content-type': how.type }).end(bytes);
}
