import { errorCode, isRetryable, type Mark, MarkId, MarkKind, type ScanId } from '@h986/domain';
import { z } from 'zod';
import type { Call } from '../../api/call.ts';
import type { MarkShape } from './history.ts';

/** Keeps strokes: first in this tab, then in the records, however often that takes. */
export interface Keeper {
  /** The newest that is wanted of a mark; null: away with it. */
  keep(id: MarkId, shape: MarkShape | null): void;
  /** What is not in the records yet. */
  unsaved(): ReadonlyMap<MarkId, MarkShape | null>;
  /** What the records have: versions are needed to change it. */
  learn(marks: readonly Mark[]): void;
  /** How many strokes have reached the records so far: a list that was asked for before the last one is older than it. */
  saves(): number;
  /** Why what waits has not arrived at the last try; null when nothing stands in its way. */
  trouble(): unknown;
  /** Tries now what waits. */
  send(): void;
  close(): void;
}

export interface KeeperOptions {
  call: Call;
  scanId: ScanId;
  user: string;
  /** Something was kept, saved or refused. */
  onChange(): void;
  /** A stroke that the records will never take, and why; it is given up. */
  onRefused(error: unknown): void;
  storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  retryMs?: number;
}

const Shape = z.object({
  kind: MarkKind,
  points: z.array(z.object({ x: z.number(), y: z.number() })),
  text: z.string(),
});
const Waiting = z.array(z.tuple([MarkId, Shape.nullable()]));

/** Not the stroke's fault: the line is down, somebody must sign in again, or the scan is not held at this moment. */
const LATER = new Set(['unreachable', 'signed-out', 'lease-missing', 'lease-held']);

export function createKeeper({
  call,
  scanId,
  user,
  onChange,
  onRefused,
  storage = sessionStorage,
  retryMs = 3_000,
}: KeeperOptions): Keeper {
  const place = `marks:${user}:${scanId}`;
  const waiting = new Map<MarkId, MarkShape | null>(read(storage.getItem(place)));
  const versions = new Map<MarkId, number>();
  let busy = false;
  let closed = false;
  let saves = 0;
  let trouble: unknown = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = (): void => {
    if (waiting.size === 0) storage.removeItem(place);
    else storage.setItem(place, JSON.stringify([...waiting]));
    onChange();
  };

  async function sendOne(id: MarkId, shape: MarkShape | null): Promise<void> {
    const params = { scanId, markId: id };
    if (shape === null) {
      await call('removeMark', { params });
      versions.delete(id);
    } else {
      const { version } = await call('setMark', { params, body: { ...shape, version: versions.get(id) ?? 0 } });
      versions.set(id, version);
    }
    // Changed again while it was under way: that is sent next.
    if (waiting.get(id) === shape) waiting.delete(id);
  }

  async function sendAll(): Promise<void> {
    for (let [first] = waiting; first && !closed; [first] = waiting) {
      const [id, shape] = first;
      try {
        await sendOne(id, shape);
        saves++;
        trouble = null;
      } catch (error) {
        if (LATER.has(errorCode(error)) || isRetryable(error)) throw error;
        // Only its maker changes a mark: another version is this very hand's, from another window or before a lost answer.
        if (errorCode(error) === 'mark-changed' && (await learnOf(id))) continue;
        waiting.delete(id);
        onRefused(error);
      }
      write();
    }
  }

  /** @returns whether the records have a newer version than was known */
  async function learnOf(id: MarkId): Promise<boolean> {
    const stored = (await call('listMarks', { params: { scanId } })).find((mark) => mark.id === id);
    if (!stored || stored.version === versions.get(id)) return false;
    versions.set(id, stored.version);
    return true;
  }

  function send(): void {
    if (busy || closed || waiting.size === 0) return;
    busy = true;
    clearTimeout(timer);
    sendAll()
      .catch((error: unknown) => {
        if (closed) return;
        trouble = error;
        timer = setTimeout(send, retryMs);
        onChange();
      })
      .finally(() => {
        busy = false;
      });
  }

  return {
    keep(id, shape) {
      waiting.delete(id);
      waiting.set(id, shape);
      write();
      send();
    },
    unsaved: () => waiting,
    saves: () => saves,
    trouble: () => trouble,
    learn(marks) {
      for (const { id, by, version } of marks) if (by === user) versions.set(id, version);
    },
    send,
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}

function read(text: string | null): [MarkId, MarkShape | null][] {
  try {
    return Waiting.parse(JSON.parse(text ?? '[]'));
  } catch {
    return [];
  }
}
