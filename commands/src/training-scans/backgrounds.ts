import { DomainError, type Geometry, keys, type ScanId, ScanResult } from '@h986/domain';
import { phantomScan, type Truth } from '@h986/fixtures';
import { decodePlane, type Transmission } from '@h986/pipeline';
import { findJson, type ObjectStore } from '@h986/stores';
import type { Api } from '../api.ts';
import { transmissionOf } from '../training-data/on-grid.ts';
import type { Box } from './project-threat.ts';

/** A clean scan that something may be hidden in. */
export interface Background {
  /** Null for simulated cargo. */
  scanId: ScanId | null;
  geometry: Geometry;
  transmission: Transmission;
  containers: Box[];
  /** Kind of goods, where it is known. */
  cargo: string | null;
}

/** A clean load of simulated cargo. */
export function phantomBackground(seed: number, family?: string): Background {
  const { scan, truth } = phantomScan({ seed, threat: 'none', profile: 'h986-6-4', ...(family && { family }) });
  return {
    scanId: null,
    geometry: scan.geometry,
    transmission: transmissionOf(scan),
    containers: truth.containers.map(({ x, y, w, h }: Truth['containers'][number]) => ({ x, y, w, h })),
    cargo: truth.family,
  };
}

const PAGE = 100;

/** Ids of scans whose last final word was release, newest first. */
export async function releasedScans(api: Api, atMost: number): Promise<ScanId[]> {
  const released: ScanId[] = [];
  const seen = new Set<ScanId>();
  for (let before: string | undefined; released.length < atMost; ) {
    const page = await api.call('listDecisions', { query: { limit: PAGE, ...(before && { before }) } });
    for (const { id, scanId, kind, final } of page) {
      before = id;
      if (!final || seen.has(scanId)) continue;
      seen.add(scanId);
      if (kind === 'release') released.push(scanId);
    }
    if (page.length < PAGE) break;
  }
  return released.slice(0, atMost);
}

/**
 * A released scan as it was shown. That nothing was hidden in it is what people said, and as sure as that.
 *
 * @throws {DomainError} `background-missing` where its planes or its result are not in the store, or no container was found
 */
export async function releasedBackground(objects: ObjectStore, scanId: ScanId): Promise<Background> {
  const result = await newestResult(objects, scanId);
  const containers = result?.containers?.map(({ boxPx }) => boxPx) ?? [];
  if (!result || containers.length === 0)
    throw new DomainError('background-missing', `${scanId} has no result with a container`);
  const strips = await Promise.all(
    Array.from({ length: result.strips }, async (_, strip) =>
      decodePlane(await objects.get(keys.plane(scanId, strip))),
    ),
  );
  const { channels } = result.geometry;
  const picture = () => ({ lines: result.lines, channels, samples: new Uint16Array(result.lines * channels) });
  const transmission = { high: picture(), low: picture() };
  for (const { header, samples } of strips) {
    for (let line = 0; line < header.lines; line++) {
      for (let channel = 0; channel < channels; channel++) {
        const from = (channel * header.lines + line) * 2;
        const to = (header.firstLine + line) * channels + channel;
        transmission.high.samples[to] = samples[from] as number;
        transmission.low.samples[to] = samples[from + 1] as number;
      }
    }
  }
  return { scanId, geometry: result.geometry, transmission, containers, cargo: null };
}

async function newestResult(objects: ObjectStore, scanId: ScanId): Promise<ScanResult | null> {
  let newest: ScanResult | null = null;
  const folder = keys.results(scanId);
  for await (const key of objects.list(folder, { shallow: true })) {
    const result = await findJson(objects, `${key}result.json`, ScanResult);
    if (result && (!newest || result.times.finishedAt > newest.times.finishedAt)) newest = result;
  }
  return newest;
}
