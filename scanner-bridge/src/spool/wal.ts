import { type FileHandle, open, writeFile } from 'node:fs/promises';
import { DomainError } from '@h986/domain';
import { createFrameDecoder, decodeHeader, encodeFrame, type Frame, HEADER_BYTES } from '@h986/domain/wire';

const CRC_BYTES = 4;

/** A frame's payload in the file. */
export interface WalPlace {
  offset: number;
  length: number;
}

/** The write-ahead log of one scan: wire frames, one after the other, each with its check sums, only ever appended. */
export interface Wal {
  /**
   * In the file, not yet on the disk. After an error nothing more is taken: the file may end in a torn frame.
   *
   * @throws {DomainError} `spool-write`
   */
  append(type: number, payload: Uint8Array): Promise<WalPlace>;
  /**
   * On the disk. An error here is final: the kernel may have dropped the pages, so the same file is never synced again.
   *
   * @throws {DomainError} `spool-sync`
   */
  sync(): Promise<void>;
  read(place: WalPlace): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Opens the log, new or after a crash. Whole frames are told to `onFrame`; from the first damaged one on (a torn last write)
 * the file is cut off, and what is cut off is kept beside it.
 */
export async function openWal(path: string, onFrame: (frame: Frame, place: WalPlace) => void): Promise<Wal> {
  const file = await open(path, 'a+');
  let end = await recover(file, path, onFrame);
  let writing: Promise<void> = Promise.resolve();
  let broken = false;
  return {
    async append(type, payload) {
      const bytes = encodeFrame({ type, payload });
      const place = { offset: end + HEADER_BYTES, length: payload.length };
      end += bytes.length;
      // One write after the other: what a place says must be true whoever else appends meanwhile.
      writing = writing.then(() => writeAll(file, bytes));
      try {
        await writing;
      } catch (cause) {
        throw new DomainError('spool-write', `${path} could not be written`, { cause });
      }
      return place;
    },
    async sync() {
      if (broken) throw new DomainError('spool-sync', `${path} could not be synced before`);
      try {
        await writing;
        await file.datasync();
      } catch (cause) {
        broken = true;
        throw new DomainError('spool-sync', `${path} could not be synced`, { cause });
      }
    },
    async read({ offset, length }) {
      const bytes = await readWhole(file, offset, length);
      if (!bytes) throw new DomainError('spool-read', `${path} is shorter than its index says`);
      return bytes;
    },
    close: () => file.close(),
  };
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten;
}

async function recover(
  file: FileHandle,
  path: string,
  onFrame: (frame: Frame, place: WalPlace) => void,
): Promise<number> {
  const { size } = await file.stat();
  let good = 0;
  try {
    for (let frame = await readFrame(file, good); frame; frame = await readFrame(file, good)) {
      const { length } = frame.payload;
      onFrame(frame, { offset: good + HEADER_BYTES, length });
      good += HEADER_BYTES + (length > 0 ? length + CRC_BYTES : 0);
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
  if (good < size) await cutOff(file, path, good, size);
  return good;
}

/**
 * The frame at a place, null where the file ends before it does. One at a time: a decoder that meets a damaged frame also
 * keeps back the good ones that it was given together with it.
 */
async function readFrame(file: FileHandle, at: number): Promise<Frame | null> {
  const header = await readWhole(file, at, HEADER_BYTES);
  if (!header) return null;
  const { length } = decodeHeader(header);
  const body = length === 0 ? new Uint8Array(0) : await readWhole(file, at + HEADER_BYTES, length + CRC_BYTES);
  if (!body) return null;
  return createFrameDecoder().push(Buffer.concat([header, body]))[0] ?? null;
}

async function readWhole(file: FileHandle, at: number, length: number): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, at + filled);
    if (bytesRead === 0) return null;
    filled += bytesRead;
  }
  return bytes;
}

async function cutOff(file: FileHandle, path: string, from: number, size: number): Promise<void> {
  const tail = await readWhole(file, from, size - from);
  if (tail) await writeFile(`${path}.damaged-${from}`, tail);
  await file.truncate(from);
  await file.datasync();
}
