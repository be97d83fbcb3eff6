import { DomainError } from '../errors.ts';
import { crc32c } from './crc32c.ts';

/** "NIIP" in ASCII. */
const MAGIC = 0x4e494950;
export const PROTOCOL_VERSION = 1;
export const HEADER_BYTES = 32;
const CRC_BYTES = 4;
/** Longest payload that is ever accepted, checked before any memory is taken for it. */
export const MAX_PAYLOAD_BYTES = 16 * 1024 * 1024;

/** One message on either connection. `seq` counts the sender's frames, `corr` is the `seq` of the frame it answers. */
export interface Frame {
  type: number;
  flags: number;
  seq: number;
  corr: number;
  scanNo: number;
  payload: Uint8Array;
}

/**
 * A frame as bytes: 32 bytes of big-endian header (magic u32, version u8, type u8, flags u16, seq u32, corr u32, scanNo u32,
 * length u32, reserved u32, CRC-32C of these 28 bytes u32), the payload, and its CRC-32C when there is any.
 */
export function encodeFrame(frame: Partial<Frame> & { type: number }): Uint8Array {
  const { type, flags = 0, seq = 0, corr = 0, scanNo = 0, payload = new Uint8Array(0) } = frame;
  if (payload.length > MAX_PAYLOAD_BYTES) throw tooLong(payload.length);
  const bytes = new Uint8Array(HEADER_BYTES + (payload.length > 0 ? payload.length + CRC_BYTES : 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setUint8(4, PROTOCOL_VERSION);
  view.setUint8(5, type);
  view.setUint16(6, flags);
  view.setUint32(8, seq);
  view.setUint32(12, corr);
  view.setUint32(16, scanNo);
  view.setUint32(20, payload.length);
  view.setUint32(28, crc32c(bytes.subarray(0, 28)));
  if (payload.length > 0) {
    bytes.set(payload, HEADER_BYTES);
    view.setUint32(HEADER_BYTES + payload.length, crc32c(payload));
  }
  return bytes;
}

interface Header extends Omit<Frame, 'payload'> {
  length: number;
}

/**
 * Reads a header. The check sum comes before everything else but the magic: a length that fails it is not believed.
 *
 * @param bytes at least 32 bytes
 * @throws {DomainError} `frame-magic`, `frame-header-crc`, `frame-version`, `frame-length`
 */
export function decodeHeader(bytes: Uint8Array): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  if (view.getUint32(0) !== MAGIC) throw new DomainError('frame-magic', 'this is not a scanner frame');
  if (view.getUint32(28) !== crc32c(bytes.subarray(0, 28))) {
    throw new DomainError('frame-header-crc', 'the frame header is damaged');
  }
  const version = view.getUint8(4);
  if (version !== PROTOCOL_VERSION) {
    throw new DomainError('frame-version', `protocol version ${version} is not spoken here`, { details: { version } });
  }
  const length = view.getUint32(20);
  if (length > MAX_PAYLOAD_BYTES) throw tooLong(length);
  return {
    type: view.getUint8(5),
    flags: view.getUint16(6),
    seq: view.getUint32(8),
    corr: view.getUint32(12),
    scanNo: view.getUint32(16),
    length,
  };
}

/** Bytes in, whole frames out, however the network has cut them. Holds at most one frame. */
export interface FrameDecoder {
  /**
   * @throws {DomainError} as `decodeHeader`, or `frame-payload-crc`. After a throw the stream is not to be trusted any more:
   *   close it and resume on a new one.
   */
  push(chunk: Uint8Array): Frame[];
  /** Bytes of an unfinished frame. */
  readonly pending: number;
}

export function createFrameDecoder(): FrameDecoder {
  let chunks: Uint8Array[] = [];
  let size = 0;
  let header: Header | null = null;

  const need = (): number => (header === null ? HEADER_BYTES : header.length === 0 ? 0 : header.length + CRC_BYTES);
  const take = (count: number): Uint8Array => {
    const joined = chunks.length === 1 ? (chunks[0] as Uint8Array) : concat(chunks, size);
    chunks = joined.length > count ? [joined.subarray(count)] : [];
    size = joined.length - count;
    return joined.subarray(0, count);
  };

  return {
    push(chunk) {
      if (chunk.length > 0) chunks.push(chunk);
      size += chunk.length;
      const frames: Frame[] = [];
      while (size >= need()) {
        if (header === null) {
          header = decodeHeader(take(HEADER_BYTES));
          continue;
        }
        const { length, ...rest } = header;
        const body = take(need());
        header = null;
        frames.push({ ...rest, payload: length === 0 ? body : checkedPayload(body, length) });
      }
      return frames;
    },
    get pending() {
      return size + (header === null ? 0 : HEADER_BYTES);
    },
  };
}

function checkedPayload(body: Uint8Array, length: number): Uint8Array {
  const payload = body.subarray(0, length);
  const stated = new DataView(body.buffer, body.byteOffset + length, CRC_BYTES).getUint32(0);
  if (stated !== crc32c(payload)) throw new DomainError('frame-payload-crc', 'the frame payload is damaged');
  return payload;
}

function concat(parts: readonly Uint8Array[], size: number): Uint8Array {
  const joined = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function tooLong(length: number): DomainError {
  return new DomainError('frame-length', `a payload of ${length} bytes is longer than ${MAX_PAYLOAD_BYTES}`, {
    details: { length },
  });
}
