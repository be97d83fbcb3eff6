import { z } from 'zod';
import { Geometry, LineRange, Sha256 } from '../acquisition.ts';
import { DomainError } from '../errors.ts';
import { ScannerStatus } from '../progress.ts';
import { ScanId, ScanPurpose } from '../scan.ts';
import type { Frame } from './frame.ts';

/** Message types. Below 32 on the control connection, from 32 on the data connection; hello to heartbeat on both. */
export const MESSAGE = {
  hello: 1,
  welcome: 2,
  error: 3,
  heartbeat: 4,
  status: 8,
  arm: 16,
  ready: 17,
  refused: 18,
  start: 19,
  abort: 20,
  ack: 21,
  fault: 22,
  scanBegin: 32,
  lines: 33,
  linesGone: 34,
  scanEnd: 35,
  credit: 48,
  resume: 49,
  spooled: 50,
  stored: 51,
} as const;

export const HEARTBEAT_MS = 2_000;
/** A connection on which nothing has come for so long is dead. */
export const DEAD_AFTER_MS = 6_000;

/** What lines are of: taken with the beam off, with the beam on and nothing in it, or of the object. Sent in this order. */
export const LINE_KINDS = ['dark', 'air', 'object'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** A place in the stream of lines of one scan. */
export const Position = z.object({ kind: z.enum(LINE_KINDS), nextLine: z.number().int().nonnegative() });
export type Position = z.infer<typeof Position>;

export const Hello = z.object({
  role: z.enum(['control', 'data']),
  bridge: z.string().max(100),
  /** On the data connection: the session that the control connection was given. */
  session: z.string().max(100).optional(),
});
export const Welcome = z.object({
  session: z.string().max(100),
  serial: z.string().max(100),
  model: z.string().max(100),
  /** Changes when the scanner starts anew: its scan numbers count from then. */
  boot: z.string().max(100),
  /** Scans of which the scanner still holds lines. */
  held: z.array(z.object({ scanNo: z.number().int(), scanId: ScanId.nullable() })).max(1000),
});
export const WireError = z.object({ code: z.string().max(100), message: z.string().max(1000) });
export const Status = ScannerStatus.omit({ lane: true, at: true, serial: true });
/** `purpose` is left out for cargo; a scanner that does not know it scans what stands before it. */
export const Arm = z.object({ scanId: ScanId, purpose: ScanPurpose.exclude(['cargo']).optional() });
/** The scan number is in the header. */
export const Ready = z.object({ scanId: ScanId });
export const WireRefused = z.object({ reasons: z.array(z.string().max(100)).max(32) });
export const Fault = z.object({
  code: z.string().max(100),
  severity: z.enum(['warning', 'stop']),
  text: z.string().max(1000),
});
export const ScanBegin = z.object({
  /** Null when the scanner was triggered without an order. */
  scanId: ScanId.nullable(),
  geometry: Geometry,
  lineRateHz: z.number().positive(),
  normalised: z.boolean(),
  darkLines: z.number().int().min(1).max(65_535),
  airLines: z.number().int().min(1).max(65_535),
  expectedLines: z.number().int().nonnegative(),
});
export type ScanBegin = z.infer<typeof ScanBegin>;
export const LinesGone = LineRange;
export const ScanEnd = z.object({
  lines: z.number().int().nonnegative(),
  /** SHA-256 over the samples of all object lines in acquisition order, little-endian u16; null when lines are gone. */
  sha256: Sha256.nullable(),
  reason: z.enum(['complete', 'aborted', 'fault']),
});
export type ScanEnd = z.infer<typeof ScanEnd>;
export const Credit = z.object({ blocks: z.number().int().positive().max(65_535) });
export const Empty = z.object({});

const utf8 = new TextDecoder('utf-8', { fatal: true });
const toUtf8 = new TextEncoder();

/** The payload of every message but `lines` and `heartbeat`: JSON in UTF-8. */
export function encodeMessage(value: unknown): Uint8Array {
  return toUtf8.encode(JSON.stringify(value));
}

/** @throws {DomainError} `message-shape` when the payload is not what this type of message carries. */
export function decodeMessage<S extends z.ZodType>(frame: Frame, schema: S): z.output<S> {
  try {
    return schema.parse(frame.payload.length === 0 ? {} : JSON.parse(utf8.decode(frame.payload)));
  } catch (cause) {
    throw new DomainError('message-shape', `message of type ${frame.type} is not what it should be`, { cause });
  }
}
