import { DomainError } from '@h986/domain';
import type { z } from 'zod';

/** `created`: it was not there. `same`: it was, with these very bytes. `conflict`: it was, with others, and still is. */
export type PutOutcome = 'created' | 'same' | 'conflict';

export interface ListOptions {
  /** Only keys that sort after this one. */
  startAfter?: string;
  /** Only the names directly below the prefix; what has more below it ends in `/`. */
  shallow?: boolean;
}

/**
 * Where evidence lies: written once, never changed, never deleted by us. Keys are `/`-separated, of letters, digits,
 * dots, dashes and underscores.
 */
export interface ObjectStore {
  /** Durable when it returns. Never overwrites, whoever else writes at the same moment. */
  putOnce(key: string, bytes: Uint8Array): Promise<PutOutcome>;
  /** @throws {DomainError} `object-missing`; `object-store-unreachable` (retryable) after bounded retries. */
  get(key: string): Promise<Uint8Array>;
  /**
   * Bytes `start` to `start + length - 1`, fewer at the end.
   *
   * @throws as `get`; `object-range` when `start` is past the end or there is nothing to read.
   */
  getRange(key: string, start: number, length: number): Promise<Uint8Array>;
  /** Null when there is no such object. */
  head(key: string): Promise<{ size: number } | null>;
  /** Keys below the prefix in ascending byte order; `a/1` and `a/1/` mean the same, and never `a/10`. */
  list(prefix: string, options?: ListOptions): AsyncIterable<string>;
  close(): Promise<void>;
}

/** @throws {DomainError} `object-conflict` when other bytes are there: an alarm, somebody wrote evidence twice. */
export async function putOrAlarm(objects: ObjectStore, key: string, bytes: Uint8Array): Promise<'created' | 'same'> {
  const outcome = await objects.putOnce(key, bytes);
  if (outcome === 'conflict')
    throw new DomainError('object-conflict', `other bytes already lie at ${key}`, { details: { key } });
  return outcome;
}

export function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** @throws {DomainError} `object-missing`, or `object-unreadable` when it is not what the schema says. */
export async function getJson<S extends z.ZodType>(objects: ObjectStore, key: string, schema: S): Promise<z.output<S>> {
  const bytes = await objects.get(key);
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new DomainError('object-unreadable', `${key} is not what it should be`, { cause, details: { key } });
  }
}

/** As `getJson`, null when there is no such object. */
export async function findJson<S extends z.ZodType>(
  objects: ObjectStore,
  key: string,
  schema: S,
): Promise<z.output<S> | null> {
  try {
    return await getJson(objects, key, schema);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'object-missing') return null;
    throw error;
  }
}

const KEY = /^(?!\/)(?!.*(^|\/)\.{1,2}(\/|$))[A-Za-z0-9._/-]{1,512}$/;
/** @throws {DomainError} `object-key` for a key that could leave the store or that some store would not take. */
export function checkKey(key: string): string {
  if (!KEY.test(key) || key.endsWith('/') || key.includes('//'))
    throw new DomainError('object-key', `not an object key: ${key}`);
  return key;
}

/** The prefix with its `/`, empty for everything. @throws {DomainError} `object-key` */
export function checkPrefix(prefix: string): string {
  if (prefix === '') return prefix;
  return `${checkKey(prefix.replace(/\/$/, ''))}/`;
}

/** @throws {DomainError} `object-range` for what no object can have. */
export function checkRange(key: string, start: number, length: number): void {
  if (Number.isSafeInteger(start) && start >= 0 && Number.isSafeInteger(length) && length > 0) return;
  throw new DomainError('object-range', `no range of ${key}: ${length} bytes from ${start}`);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
