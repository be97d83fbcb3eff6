import { DomainError } from './errors.ts';

/** Transmission 1 (air) as u16; the head-room above holds noise and over-bright air up to T = 1.092. */
export const TRANSMISSION_ONE = 60_000;
/** A pixel that says nothing: bad channel, lost line, burned-in ruler. Never a measured value. */
export const NO_DATA = 65_535;
/** The brightest value that a measurement can take. */
export const TRANSMISSION_MAX = 65_534;

const MAGIC = 0x31_4e_4c_50; // "PLN1", little-endian
export const PLANE_HEADER_BYTES = 16;

/**
 * A strip of the transmission plane as viewers read it (`planes/<n>.bin`).
 *
 * 16 bytes: magic `PLN1`, firstLine u32, lines u16, channels u16, 4 reserved; then, deflated (raw), little-endian u16
 * samples, row by row (channel), in each row line by line `high, low` (the order of an RG16UI texture), each sample as the
 * difference to the same energy's sample one line before, modulo 65,536.
 */
export interface PlaneHeader {
  firstLine: number;
  lines: number;
  channels: number;
}

export function planeHeader({ firstLine, lines, channels }: PlaneHeader): Uint8Array {
  const bytes = new Uint8Array(PLANE_HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, firstLine, true);
  view.setUint16(8, lines, true);
  view.setUint16(10, channels, true);
  return bytes;
}

/** @throws {DomainError} `plane-header` when these are not the first bytes of a plane strip. */
export function readPlaneHeader(bytes: Uint8Array): PlaneHeader {
  if (bytes.byteLength < PLANE_HEADER_BYTES) throw new DomainError('plane-header', 'plane strip is too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new DomainError('plane-header', 'not a plane strip');
  return { firstLine: view.getUint32(4, true), lines: view.getUint16(8, true), channels: view.getUint16(10, true) };
}

/**
 * Differences along travel, in place.
 *
 * @param samples rows x lines x 2 (high, low)
 */
export function encodeDeltas(samples: Uint16Array, lines: number): Uint16Array {
  const row = lines * 2;
  for (let start = 0; start < samples.length; start += row) {
    for (let i = start + row - 1; i >= start + 2; i--) {
      samples[i] = (samples[i] as number) - (samples[i - 2] as number);
    }
  }
  return samples;
}

/** The inverse of `encodeDeltas`, in place. */
export function decodeDeltas(samples: Uint16Array, lines: number): Uint16Array {
  const row = lines * 2;
  for (let start = 0; start < samples.length; start += row) {
    const end = Math.min(start + row, samples.length);
    for (let i = start + 2; i < end; i++) samples[i] = (samples[i] as number) + (samples[i - 2] as number);
  }
  return samples;
}
