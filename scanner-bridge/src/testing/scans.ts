import { createHash } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LineRecord, ScanId } from '@h986/domain';
import type { LineBlock, LineKind } from '@h986/domain/wire';
import { ulid } from 'ulid';
import type { Opened } from '../spool/spooled-scan.ts';

export const CHANNELS = 8;
const BYTES_PER_LINE = CHANNELS * 4;

export const tempFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'h986-bridge-'));

/** Samples that tell their own place: no two lines are alike, so a shifted or doubled line is seen. */
export function samplesOf(kind: LineKind, from: number, lines: number): Uint8Array {
  const values = new Uint16Array(lines * CHANNELS * 2);
  const base = kind === 'object' ? 7 : kind === 'air' ? 60_000 : 100;
  for (let i = 0; i < values.length; i++) values[i] = (base + (from * CHANNELS * 2 + i) * 31) & 0xffff;
  return new Uint8Array(values.buffer);
}

export function block(kind: LineKind, firstLine: number, lines: number): LineBlock {
  const records: LineRecord[] = Array.from({ length: lines }, (_, i) => ({
    line: firstLine + i,
    deviceUs: (firstLine + i) * 10_000,
    encoder: firstLine + i,
    doseHigh: 1000,
    doseLow: 900,
    flags: 0,
  }));
  return { kind, firstLine, channels: CHANNELS, records, samples: samplesOf(kind, firstLine, lines) };
}

export function opened(overrides: Partial<Opened> = {}): Opened {
  return {
    scanId: ScanId.parse(ulid()),
    lane: 'lane-1' as Opened['lane'],
    boot: 'b1',
    scanNo: 1,
    unsolicited: false,
    openedAt: '2026-01-01T00:00:00.000Z',
    begin: {
      scanId: null,
      geometry: { channels: CHANNELS, linePitchMm: 4, channelPitchMm: 4, highMv: 6, lowMv: 4 },
      lineRateHz: 100,
      normalised: false,
      darkLines: 3,
      airLines: 2,
      expectedLines: 600,
    },
    ...overrides,
  };
}

export const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const bytesPerLine = BYTES_PER_LINE;
