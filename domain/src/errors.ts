/**
 * The one error that crosses borders in this system: a name that a person or a caller can act on, and whether trying
 * again can help. Everything that enters from outside (wire, file, HTTP, queue, environment) is refused with one of these.
 */
export class DomainError extends Error {
  /** Kebab-case name, stable across releases, e.g. `frame-crc`. */
  readonly code: string;
  /** Whether the same call can succeed later without anything being changed. */
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    options: { retryable?: boolean; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'DomainError';
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.details = options.details ?? {};
  }
}

/** The code of a domain error, or `unexpected` for anything else. */
export function errorCode(error: unknown): string {
  return error instanceof DomainError ? error.code : 'unexpected';
}

/** Whether the same call can succeed later without anything being changed. */
export function isRetryable(error: unknown): boolean {
  return error instanceof DomainError && error.retryable;
}
