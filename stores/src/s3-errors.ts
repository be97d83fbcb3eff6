import { DomainError } from '@h986/domain';
import { HttpStatusError } from './s3-transport.ts';

const NETWORK = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];
const BUSY = ['SlowDown', 'ServiceUnavailable', 'InternalError', 'RequestTimeout', 'ConditionalRequestConflict'];
const MISSING = ['NoSuchKey', 'NotFound'];

/** Whether the same request can succeed in a moment. */
export function isPassing(error: unknown): boolean {
  return error instanceof HttpStatusError || [...NETWORK, ...BUSY].includes(codeOf(error));
}

/** Somebody put an object there before: `If-None-Match` was not met. */
export function isTaken(error: unknown): boolean {
  return codeOf(error) === 'PreconditionFailed';
}

export function isMissing(error: unknown): boolean {
  return MISSING.includes(codeOf(error));
}

/** What the server or the network said, in the store's words. */
export function inOurWords(error: unknown, key: string): DomainError {
  if (error instanceof DomainError) return error;
  const said = error instanceof Error ? `${codeOf(error)} ${error.message}`.trim() : String(error);
  const about = { cause: error, details: { key } };
  if (isMissing(error)) return new DomainError('object-missing', `no object ${key}`, about);
  if (codeOf(error) === 'InvalidRange') return new DomainError('object-range', `${key}: ${said}`, about);
  if (isPassing(error))
    return new DomainError('object-store-unreachable', `${key}: ${said}`, { ...about, retryable: true });
  return new DomainError('object-store-refused', `${key}: ${said}`, about);
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
