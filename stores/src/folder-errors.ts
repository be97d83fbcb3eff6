import { DomainError } from '@h986/domain';

/** What the file system said, in the store's words. */
export function refuse(key: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof DomainError) throw error;
    const code = errnoOf(error);
    if (code === 'ENOENT') throw new DomainError('object-missing', `no object ${key}`, { details: { key } });
    if (code === 'EISDIR' || code === 'ENOTDIR')
      throw new DomainError('object-key', `${key} and the folder of other objects have one name`, { details: { key } });
    throw new DomainError('object-store-unreachable', `${key}: ${code ?? String(error)}`, {
      retryable: true,
      cause: error,
      details: { key },
    });
  };
}

/** Lets errors of these names pass as `undefined`. */
export function unless(...codes: string[]): (error: unknown) => undefined {
  return (error) => {
    if (!codes.includes(errnoOf(error) ?? '')) throw error;
  };
}

export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
