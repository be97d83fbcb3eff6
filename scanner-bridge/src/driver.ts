import type { Order, ScanId } from '@h986/domain';
import type { LineBlock, Position, ScanBegin, ScanEnd, Status } from '@h986/domain/wire';
import type { z } from 'zod';

/** A scan as its scanner names it. `boot` and `scanNo` together never come twice for two scans. */
export interface ScanStart extends ScanBegin {
  boot: string;
  scanNo: number;
}

/** What happened to a block that was offered. `gap`: lines before it are missing; ask for `next`. */
export type Taken = 'taken' | 'repeated' | 'gap';

/** Where a driver puts the lines of one scan. Calls must be made in order, each after the last has settled. */
export interface LineSink {
  readonly scanId: ScanId;
  /** The place from which lines are wanted, also after a crash: everything before it is held. */
  readonly next: Position;
  /** Resolves when the block is in the spool's file, which is before it is on the disk. */
  take(block: LineBlock): Promise<Taken>;
  /** These object lines cannot be had again. */
  gone(from: number, to: number): Promise<void>;
  /** @returns `gap` when lines before the end are missing; ask for `next` */
  end(end: ScanEnd): Promise<'taken' | 'gap'>;
}

/** What the bridge tells a driver about one scan, for the scanner to know what it may forget. */
export interface Acknowledgements {
  /** On our disk, synced. */
  spooled(position: Position): void;
  /** Sealed and verified in the object store. */
  stored(): void;
}

/** What a driver calls. */
export interface ScannerEvents {
  status(status: z.infer<typeof Status>, serial: string): void;
  /** The scanner cannot be reached, or can again. */
  connected(up: boolean): void;
  /** Scans that the scanner still holds, told after each connect. */
  held(scanIds: ReadonlySet<ScanId>): void;
  /**
   * A scan begins, or is taken up again. Null when it is stored already: tell the scanner so and drop its lines.
   *
   * @throws {DomainError} when the scan cannot be taken; the driver closes the connection and tries again later
   */
  begin(start: ScanStart, acknowledgements: Acknowledgements): Promise<LineSink | null>;
}

/** One scanner. This is all that a vendor's protocol has to be turned into; see `niip/driver.ts` and `drop-folder/driver.ts`. */
export interface ScannerDriver {
  /**
   * Asks the scanner to arm and to scan what stands before it: cargo, if no other purpose is said. Interlocks are the scanner's own and hard-wired.
   *
   * @throws {DomainError} `scanner-refused` with its reasons, `scanner-gone`, `scanner-passive` for one that takes no orders
   */
  arm(scanId: ScanId, purpose?: Order['purpose']): Promise<void>;
  /** Asks the scanner to stop whatever it does. */
  abort(): Promise<void>;
  close(): Promise<void>;
}

export type OpenDriver = (events: ScannerEvents) => ScannerDriver;
