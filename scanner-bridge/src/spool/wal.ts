import { type FileHandle, open, writeFile } from 'node:fs/promises';
import { DomainError } from '@h986/domain';
import { createFrameDecoder, encodeFrame, type Frame, HEADER_BYTES } from '@h986/domain/wire';

const READ_BYTES = 1 << 20;

/** A frame's payload in the file. */
export interface WalPlace {
  offset: number;
  length: number;
}

/** The write-ahead log of one scan: wire frames, one after the other, each with its check sums, only ever appended. */
export interface Wal {
  /** In the file, not yet on the disk. */
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
      await writing;
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
      const bytes = new Uint8Array(length);
      const { bytesRead } = await file.read(bytes, 0, length, offset);
      if (bytesRead !== length) throw new DomainError('spool-read', `${path} is shorter than its index says`);
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
  const decoder = createFrameDecoder();
  let good = 0;
  try {
    for (let at = 0; at < size; ) {
      const chunk = new Uint8Array(Math.min(READ_BYTES, size - at));
      const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      for (const frame of decoder.push(chunk.subarray(0, bytesRead))) {
        const { length } = frame.payload;
        onFrame(frame, { offset: good + HEADER_BYTES, length });
        good += HEADER_BYTES + (length > 0 ? length + 4 : 0);
      }
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
  if (good < size) await cutOff(file, path, good, size);
  return good;
}

async function cutOff(file: FileHandle, path: string, from: number, size: number): Promise<void> {
  const tail = new Uint8Array(size - from);
  await file.read(tail, 0, tail.length, from);
  await writeFile(`${path}.damaged-${from}`, tail);
  await file.truncate(from);
  await file.datasync();
}
