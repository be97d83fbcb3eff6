import type { LineRange } from '@h986/domain';
import { LINE_KINDS, type LineKind, type Position } from '@h986/domain/wire';
import type { Taken } from '../driver.ts';
import type { WalPlace } from './wal.ts';

interface Entry {
  kind: LineKind;
  firstLine: number;
  lines: number;
  /** Null for lines that are lost. */
  place: WalPlace | null;
}

/** Where each line of a scan lies in its log, and which one comes next. A few numbers a block, never samples. */
export interface LineIndex {
  next(): Position;
  /** What a block of these lines would be. */
  compare(kind: LineKind, firstLine: number, lines: number): Taken;
  add(kind: LineKind, firstLine: number, lines: number, place: WalPlace): void;
  addLost(from: number, to: number): void;
  /** As `add`, from the first 12 bytes of a stored block. */
  replay(head: Uint8Array, place: WalPlace): void;
  /** Entries that hold lines `from` to `to` of a kind, in order. */
  covering(kind: LineKind, from: number, to: number): Entry[];
  lost(): LineRange[];
}

export function createLineIndex({ darkLines, airLines }: { darkLines: number; airLines: number }): LineIndex {
  const entries: Entry[] = [];
  const count: Record<LineKind, number> = { dark: 0, air: 0, object: 0 };
  const wanted: Record<LineKind, number> = { dark: darkLines, air: airLines, object: Number.POSITIVE_INFINITY };

  const next = (): Position => {
    const kind = LINE_KINDS.find((k) => count[k] < wanted[k]) ?? 'object';
    return { kind, nextLine: count[kind] };
  };
  const add = (kind: LineKind, firstLine: number, lines: number, place: WalPlace | null): void => {
    entries.push({ kind, firstLine, lines, place });
    count[kind] = firstLine + lines;
  };

  return {
    next,
    compare(kind, firstLine, lines) {
      const now = next();
      const order = LINE_KINDS.indexOf(kind) - LINE_KINDS.indexOf(now.kind);
      if (order !== 0) return order < 0 ? 'repeated' : 'gap';
      if (firstLine > now.nextLine) return 'gap';
      return firstLine + lines > now.nextLine ? 'taken' : 'repeated';
    },
    add,
    addLost: (from, to) => add('object', from, to - from + 1, null),
    replay(head, place) {
      const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
      add(LINE_KINDS[view.getUint8(0)] as LineKind, view.getUint32(4), view.getUint16(2), place);
    },
    covering: (kind, from, to) =>
      entries.filter((e) => e.kind === kind && e.firstLine <= to && e.firstLine + e.lines > from),
    lost() {
      const ranges: LineRange[] = [];
      for (const { firstLine, lines, place } of entries) {
        if (place !== null) continue;
        const before = ranges.at(-1);
        if (before && before.to + 1 === firstLine) before.to = firstLine + lines - 1;
        else ranges.push({ from: firstLine, to: firstLine + lines - 1 });
      }
      return ranges;
    },
  };
}
