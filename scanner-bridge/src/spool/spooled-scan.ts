import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError, errorCode, type Geometry, Instant, LaneId, type LineRange, ScanId } from '@h986/domain';
import {
  decodeLines,
  decodeMessage,
  encodeLines,
  encodeMessage,
  type Frame,
  type LineBlock,
  LinesGone,
  MESSAGE,
  type Position,
  ScanBegin,
  ScanEnd,
} from '@h986/domain/wire';
import { z } from 'zod';
import type { LineSink, Taken } from '../driver.ts';
import { makeFolder, syncFolder } from './durable.ts';
import { createLineIndex, type LineIndex } from './line-index.ts';
import { openWal, type Wal, type WalPlace } from './wal.ts';

/** Types that only the spool writes, beside the wire's own. */
const OURS = { opened: 240, clock: 241, cut: 242 } as const;

/** How a scan was opened: which scan of which scanner this is. */
export const Opened = z.object({
  scanId: ScanId,
  lane: LaneId,
  boot: z.string(),
  scanNo: z.number().int(),
  /** Whether there was an order, or the bridge made the id. */
  unsolicited: z.boolean(),
  openedAt: Instant,
  begin: ScanBegin,
});
export type Opened = z.infer<typeof Opened>;
const Clock = z.object({ at: Instant });
const Cut = z.object({ reason: z.string() });

const SYNC_LINES = 64;
const SYNC_MS = 250;

/** The end of a scan, by the scanner or, when it never came, by us. */
export interface ScanOutcome {
  extent: 'whole' | 'partial';
  reason: string;
  sha256: string | null;
}

/**
 * One scan on the bridge's disk. Lines come in at `take`, in order; `spooled` says up to where they would survive a crash;
 * the archive reads them back from the file, so that memory does not grow with the scan.
 */
export class SpooledScan implements LineSink {
  readonly opened: Opened;
  /** Told after each sync. */
  onSpooled: (position: Position) => void = () => {};
  /** Told when the disk has failed: what is in memory and what is in the file may differ from here on. */
  onFailed: (error: Error) => void = () => {};
  outcome: ScanOutcome | null = null;
  firstLineAt: string | null = null;
  lastLineAt: string | null = null;
  /** Signs of life of the scanner so far. */
  heard = 0;

  readonly #folder: string;
  readonly #wal: Wal;
  readonly #index: LineIndex;
  #written: Position;
  #spooled: Position;
  #unsynced = 0;
  #timer: NodeJS.Timeout | null = null;
  #syncing: Promise<void> = Promise.resolve();
  #waiters: (() => void)[] = [];
  #failed: Error | null = null;
  #atWork = 0;
  /** No line is taken any more; `outcome` follows when that is on the disk. */
  #ending = false;

  private constructor(folder: string, wal: Wal, opened: Opened, index: LineIndex) {
    this.#folder = folder;
    this.#wal = wal;
    this.opened = opened;
    this.#index = index;
    this.#written = index.next();
    this.#spooled = this.#written;
  }

  static async create(folder: string, opened: Opened): Promise<SpooledScan> {
    await makeFolder(folder);
    const wal = await openWal(join(folder, 'lines.wal'), () => {});
    await wal.append(OURS.opened, encodeMessage(opened));
    await wal.sync();
    await syncFolder(folder);
    return new SpooledScan(folder, wal, opened, createLineIndex(opened.begin));
  }

  /** Opens what a crash or a stop left behind. Null when not even the opening reached the disk: then there was no line either. */
  static async recover(folder: string): Promise<SpooledScan | null> {
    const frames: { frame: Frame; place: WalPlace }[] = [];
    const wal = await openWal(join(folder, 'lines.wal'), (frame, place) => {
      // Samples stay in the file: only the head of a block is needed here, and memory must not grow with the scan.
      const payload = frame.type === MESSAGE.lines ? frame.payload.slice(0, 12) : frame.payload.slice();
      frames.push({ frame: { ...frame, payload }, place });
    });
    const first = frames[0]?.frame;
    if (first?.type !== OURS.opened) {
      await wal.close();
      return null;
    }
    const opened = decodeMessage(first, Opened);
    const index = createLineIndex(opened.begin);
    const scan = new SpooledScan(folder, wal, opened, index);
    for (const { frame, place } of frames) scan.#replay(frame, place);
    scan.#written = index.next();
    scan.#spooled = scan.#written;
    scan.#ending = scan.outcome !== null;
    return scan;
  }

  get scanId(): ScanId {
    return this.opened.scanId;
  }

  get geometry(): Geometry {
    return this.opened.begin.geometry;
  }

  get next(): Position {
    return this.#written;
  }

  /** Object lines that would survive a crash now. */
  get linesSpooled(): number {
    return this.#spooled.kind === 'object' ? this.#spooled.nextLine : 0;
  }

  /** What the scanner sent is being written: until that is done it cannot be heard, however long our disk takes. */
  get atWork(): boolean {
    return this.#atWork > 0;
  }

  get linesLost(): LineRange[] {
    return this.#index.lost();
  }

  take(block: LineBlock): Promise<Taken> {
    return this.#hearing(() => this.#take(block));
  }

  gone(from: number, to: number): Promise<void> {
    return this.#hearing(() => this.#gone(from, to));
  }

  end(end: ScanEnd): Promise<'taken' | 'gap'> {
    return this.#hearing(() => this.#end(end));
  }

  async #take(block: LineBlock): Promise<Taken> {
    this.#mustBeOpen();
    if (block.channels !== this.geometry.channels) {
      throw new DomainError(
        'lines-channels',
        `${block.channels} channels where the scan has ${this.geometry.channels}`,
      );
    }
    const place = this.#index.compare(block.kind, block.firstLine, block.records.length);
    if (place !== 'taken') return place;
    const fresh = this.#withoutRepeated(block);
    const at = await this.#append(MESSAGE.lines, encodeLines(fresh));
    this.#index.add(fresh.kind, fresh.firstLine, fresh.records.length, at);
    await this.#advance(fresh.records.length);
    return 'taken';
  }

  async #gone(from: number, to: number): Promise<void> {
    this.#mustBeOpen();
    const { next } = this;
    if (next.kind !== 'object' || to < next.nextLine) return;
    if (from > next.nextLine || to - from > 65_535)
      throw new DomainError('lines-gone', 'lost lines do not begin at the next line');
    await this.#append(MESSAGE.linesGone, encodeMessage({ from: next.nextLine, to }));
    this.#index.addLost(next.nextLine, to);
    await this.#advance(to - next.nextLine + 1);
  }

  async #end(end: ScanEnd): Promise<'taken' | 'gap'> {
    if (this.#ending) return 'taken';
    const linesHeld = this.next.kind === 'object' ? this.next.nextLine : 0;
    if (linesHeld < end.lines) return 'gap';
    this.#ending = true;
    await this.#append(MESSAGE.scanEnd, encodeMessage(end));
    await this.#close(outcomeOf(end, linesHeld));
    return 'taken';
  }

  /** The scanner does not come back: what is here is all there will be. */
  async cut(reason: string): Promise<void> {
    if (this.#ending) return;
    this.#ending = true;
    await this.#append(OURS.cut, encodeMessage({ reason }));
    await this.#close({ extent: 'partial', reason, sha256: null });
  }

  /** Resolves when this many object lines are on the disk, or the scan is over. */
  async whenSpooled(lines: number): Promise<void> {
    while (this.linesSpooled < lines && !this.outcome) await this.#change();
  }

  /** Resolves when all dark and air lines are on the disk, or the scan is over. */
  async whenCalibrated(): Promise<boolean> {
    while (this.#spooled.kind !== 'object' && !this.outcome) await this.#change();
    return this.#spooled.kind === 'object';
  }

  /** Line blocks that hold these lines, in order; `null` in place of blocks for lost lines. */
  async *blocks(kind: LineBlock['kind'], from: number, to: number): AsyncGenerator<LineBlock | LineRange> {
    for (const entry of this.#index.covering(kind, from, to)) {
      if (entry.place === null) yield { from: entry.firstLine, to: entry.firstLine + entry.lines - 1 };
      else yield decodeLines(await this.#wal.read(entry.place));
    }
  }

  async close(): Promise<void> {
    this.#failed ??= new DomainError('spool-closed', 'the spool is closed');
    if (this.#timer) clearTimeout(this.#timer);
    await this.#syncing.catch(() => {});
    await this.#wal.close();
    this.#wake();
  }

  /** Frees the spool: only for a scan that is verified in the object store and recorded. */
  async free(): Promise<void> {
    await this.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #hearing<T>(work: () => Promise<T>): Promise<T> {
    this.heard++;
    this.#atWork++;
    try {
      return await work();
    } finally {
      this.#atWork--;
      this.heard++;
    }
  }

  #mustBeOpen(): void {
    if (this.#failed) throw this.#failed;
    if (this.#ending) throw new DomainError('scan-already-ended', 'lines came after the end of the scan');
  }

  async #append(type: number, payload: Uint8Array): Promise<WalPlace> {
    try {
      return await this.#wal.append(type, payload);
    } catch (error) {
      if (errorCode(error) === 'spool-write') this.#fail(error as Error);
      throw error;
    }
  }

  #fail(error: Error): void {
    if (this.#failed) return;
    this.#failed = error;
    this.#wake();
    this.onFailed(error);
  }

  #withoutRepeated(block: LineBlock): LineBlock {
    const skip = this.next.nextLine - block.firstLine;
    if (skip === 0) return block;
    const bytesPerLine = block.samples.length / block.records.length;
    return {
      ...block,
      firstLine: block.firstLine + skip,
      records: block.records.slice(skip),
      samples: block.samples.subarray(skip * bytesPerLine),
    };
  }

  async #advance(lines: number): Promise<void> {
    this.#written = this.#index.next();
    this.#unsynced += lines;
    if (this.#unsynced >= SYNC_LINES) return this.#sync();
    this.#timer ??= setTimeout(() => void this.#sync().catch(() => {}), SYNC_MS);
  }

  async #close(outcome: ScanOutcome): Promise<void> {
    await this.#sync();
    this.outcome = outcome;
    this.#wake();
  }

  #sync(): Promise<void> {
    this.#syncing = this.#syncing.then(() => this.#syncNow());
    return this.#syncing;
  }

  async #syncNow(): Promise<void> {
    if (this.#failed) throw this.#failed;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#unsynced = 0;
    const position = this.#written;
    try {
      this.#hear(new Date().toISOString());
      await this.#wal.append(OURS.clock, encodeMessage({ at: this.lastLineAt ?? new Date().toISOString() }));
      await this.#wal.sync();
    } catch (error) {
      this.#fail(error as Error);
      throw error;
    }
    this.#spooled = position;
    this.onSpooled(position);
    this.#wake();
  }

  #hear(at: string): void {
    if (this.#written.kind !== 'object' || this.#written.nextLine === 0 || this.outcome) return;
    this.firstLineAt ??= at;
    this.lastLineAt = at;
  }

  #replay(frame: Frame, place: WalPlace): void {
    if (frame.type === MESSAGE.lines) this.#index.replay(frame.payload, place);
    else if (frame.type === MESSAGE.linesGone) {
      const { from, to } = decodeMessage(frame, LinesGone);
      this.#index.addLost(from, to);
    } else if (frame.type === OURS.clock) {
      this.#written = this.#index.next();
      this.#hear(decodeMessage(frame, Clock).at);
    } else if (frame.type === MESSAGE.scanEnd)
      this.outcome = outcomeOf(decodeMessage(frame, ScanEnd), this.#index.next().nextLine);
    else if (frame.type === OURS.cut)
      this.outcome = { extent: 'partial', reason: decodeMessage(frame, Cut).reason, sha256: null };
  }

  async #change(): Promise<void> {
    if (this.#failed) throw this.#failed;
    await new Promise<void>((resolve) => this.#waiters.push(resolve));
    if (this.#failed) throw this.#failed;
  }

  #wake(): void {
    for (const waiter of this.#waiters.splice(0)) waiter();
  }
}

function outcomeOf(end: ScanEnd, linesHeld: number): ScanOutcome {
  if (end.reason !== 'complete') return { extent: 'partial', reason: `scanner-${end.reason}`, sha256: end.sha256 };
  if (linesHeld !== end.lines)
    return { extent: 'partial', reason: 'more-lines-than-the-scanner-says', sha256: end.sha256 };
  return { extent: 'whole', reason: '', sha256: end.sha256 };
}
