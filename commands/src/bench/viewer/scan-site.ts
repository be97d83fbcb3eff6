import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { STRIP_LINES } from '@h986/domain';
import type { StoredScan } from '@h986/fixtures';
import { openPreview } from '@h986/imaging';
import { encodePlane } from '@h986/pipeline';
import { transmissionOf } from '../../training-data/on-grid.ts';

/** A scan as the server would serve it, and a page that shows it. */
export interface ScanSite {
  url: string;
  /** Address of the scan, for the page. */
  scan: string;
  /** Of all strips together. */
  planeBytes: number;
  close(): Promise<void>;
}

/** @param pages folder with the built example page */
export async function openScanSite(scan: StoredScan, pages: string): Promise<ScanSite> {
  const { geometry, lines } = scan;
  const { high, low } = transmissionOf(scan);
  const { channels } = geometry;
  const answers = new Map<string, { type: string; body: Uint8Array | string }>();
  const planes: number[] = [];
  let planeBytes = 0;
  for (let strip = 0; strip * STRIP_LINES < lines; strip++) {
    const [from, to] = [strip * STRIP_LINES, Math.min(lines, (strip + 1) * STRIP_LINES)];
    const part = ({ samples }: typeof high) => ({
      lines: to - from,
      channels,
      samples: samples.subarray(from * channels, to * channels),
    });
    const body = await encodePlane(from, { high: part(high), low: part(low) });
    planes.push(strip);
    planeBytes += body.byteLength;
    answers.set(`/scan/planes/${strip}`, { type: 'application/octet-stream', body });
  }
  const preview = openPreview({ lines, ...geometry });
  preview.add(0, high);
  answers.set('/scan/preview', { type: 'image/png', body: await preview.png() });
  answers.set('/scan/picture', { type: 'application/json', body: JSON.stringify({ geometry, lines, planes }) });

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://here').pathname;
    const known = answers.get(path);
    if (known !== undefined) return response.writeHead(200, { 'content-type': known.type }).end(known.body);
    readFile(join(pages, normalize(path))).then(
      (body) => response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    scan: '/scan',
    planeBytes,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
