import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Instant, Order, type ScanId } from '@h986/domain';
import { z } from 'zod';
import { makeFolder, syncFolder, writeDurably } from '../spool/durable.ts';

/** An order that has reached the bridge. `arming` is written before `armed.json`, so that a crash in between can be told. */
const Entry = z.object({ order: Order, state: z.enum(['waiting', 'arming']), receivedAt: Instant });
export type OrderEntry = z.infer<typeof Entry>;

/** The orders of one lane on the bridge's disk, oldest first. */
export interface OrderBook {
  list(): Promise<OrderEntry[]>;
  find(scanId: ScanId): Promise<OrderEntry | null>;
  put(entry: OrderEntry): Promise<void>;
  drop(scanId: ScanId): Promise<void>;
}

export async function openOrderBook(folder: string): Promise<OrderBook> {
  await makeFolder(folder);
  const path = (scanId: ScanId): string => join(folder, `${scanId}.json`);
  const read = async (file: string): Promise<OrderEntry> => Entry.parse(JSON.parse(await readFile(file, 'utf8')));
  return {
    async list() {
      const names = (await readdir(folder)).filter((n) => n.endsWith('.json')).sort();
      return Promise.all(names.map((name) => read(join(folder, name))));
    },
    async find(scanId) {
      try {
        return await read(path(scanId));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    put: (entry) => writeDurably(path(entry.order.scanId), JSON.stringify(entry)),
    async drop(scanId) {
      await rm(path(scanId), { force: true });
      await syncFolder(folder);
    },
  };
}
