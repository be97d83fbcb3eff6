import { LINE_FLAG, type LineRecord } from '../acquisition.ts';
import { DomainError } from '../errors.ts';
import { LINE_KINDS, type LineKind } from './messages.ts';

const HEAD_BYTES = 12;
const RECORD_BYTES = 20;
/** Both energies, high then low in every line: the only order there is. */
const HIGH_THEN_LOW = 3;

/**
 * Consecutive lines of one kind. On the wire: 12 bytes of big-endian head (kind u8, energies u8 = 3 for high then low,
 * lines u16, firstLine u32, channels u16, encoding u8 = 0 raw, reserved u8), a record of 20 bytes a line (device time in us u64,
 * encoder i32, dose high u16, dose low u16, flags u16, reserved u16), then the samples as little-endian u16: line by line,
 * all channels of high, then all of low.
 */
export interface LineBlock {
  kind: LineKind;
  firstLine: number;
  channels: number;
  records: LineRecord[];
  /** Lines x 2 x channels x 2 bytes, as acquired; never decoded on the way to the archive. */
  samples: Uint8Array;
}

export function encodeLines({ kind, firstLine, channels, records, samples }: LineBlock): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES + records.length * RECORD_BYTES + samples.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, LINE_KINDS.indexOf(kind));
  view.setUint8(1, HIGH_THEN_LOW);
  view.setUint16(2, records.length);
  view.setUint32(4, firstLine);
  view.setUint16(8, channels);
  records.forEach((record, i) => {
    const at = HEAD_BYTES + i * RECORD_BYTES;
    view.setBigUint64(at, BigInt(Math.round(record.deviceUs)));
    view.setInt32(at + 8, record.encoder);
    view.setUint16(at + 12, record.doseHigh);
    view.setUint16(at + 14, record.doseLow);
    view.setUint16(at + 16, record.flags);
  });
  bytes.set(samples, HEAD_BYTES + records.length * RECORD_BYTES);
  return bytes;
}

/**
 * @throws {DomainError} `lines-shape` when the length is not what the head says, `lines-energies` when the energies are not
 *   high then low, `lines-encoding` for an encoding that is not raw
 */
export function decodeLines(payload: Uint8Array): LineBlock {
  if (payload.length < HEAD_BYTES) throw new DomainError('lines-shape', 'a line block is shorter than its head');
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  const kind = LINE_KINDS[view.getUint8(0)];
  const lines = view.getUint16(2);
  const firstLine = view.getUint32(4);
  const channels = view.getUint16(8);
  if (view.getUint8(1) !== HIGH_THEN_LOW) throw new DomainError('lines-energies', 'energies are not high then low');
  if (view.getUint8(10) !== 0) throw new DomainError('lines-encoding', 'this encoding is not known');
  const samplesAt = HEAD_BYTES + lines * RECORD_BYTES;
  if (kind === undefined || lines === 0 || payload.length !== samplesAt + lines * channels * 4) {
    throw new DomainError('lines-shape', 'a line block is not as long as its head says');
  }
  const records = Array.from({ length: lines }, (_, i) =>
    readRecord(view, HEAD_BYTES + i * RECORD_BYTES, firstLine + i),
  );
  return { kind, firstLine, channels, records, samples: payload.subarray(samplesAt) };
}

/** The record of a line that nobody has: zeros for samples, in its own place, never shifted over. */
export function lostRecord(line: number): LineRecord {
  return { line, deviceUs: 0, encoder: 0, doseHigh: 0, doseLow: 0, flags: LINE_FLAG.lost };
}

function readRecord(view: DataView, at: number, line: number): LineRecord {
  return {
    line,
    deviceUs: Number(view.getBigUint64(at)),
    encoder: view.getInt32(at + 8),
    doseHigh: view.getUint16(at + 12),
    doseLow: view.getUint16(at + 14),
    flags: view.getUint16(at + 16),
  };
}
