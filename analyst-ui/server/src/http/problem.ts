import { DomainError, type Problem } from '@h986/domain';
import type { Logger } from '@h986/stores';
import type { ErrorRequestHandler } from 'express';
import type { z } from 'zod';
import { isAway, recordsUnreachable } from '../records/database.ts';

/** What each named error is in HTTP; any other is a 500, or a 503 where trying again can help. */
const STATUS: Record<string, number> = {
  'bad-input': 400,
  'signed-out': 401,
  'sign-in-refused': 401,
  forbidden: 403,
  'cross-site': 403,
  'not-found': 404,
  'scan-unknown': 404,
  'object-missing': 404,
  'declaration-unknown': 404,
  'scan-state': 409,
  'lease-held': 409,
  'lease-missing': 409,
  'inspection-mark-unknown': 409,
  'already-read': 409,
  'panel-only': 409,
  'not-assigned': 409,
  'mark-not-yours': 409,
  'mark-changed': 409,
  'consultation-unknown': 404,
  'exercise-unknown': 404,
  'exercise-answered': 409,
  'consultation-answered': 409,
  'consultation-own': 409,
  'revision-outdated': 409,
  'user-exists': 409,
  'object-conflict': 409,
  'body-too-large': 413,
  'content-type': 415,
  'import-refused': 422,
  'too-many-attempts': 429,
};

/** A caller's mistake: every fault with its place and its name. */
export function badInput(errors: Problem['errors'], detail = 'the request is not what this route takes'): DomainError {
  return new DomainError('bad-input', detail, { details: { errors } });
}

/** @returns faults as `path` from the part of the request (`body.containers.0`) and the name the schema gives them */
export function faultsOf(part: string, error: z.ZodError): Problem['errors'] {
  return error.issues.map((issue) => ({ path: [part, ...issue.path].join('.'), code: nameOf(issue) }));
}

/** The one place where errors become answers: RFC 9457, without a stack or anything else of the inside. */
export function answerProblem(log: Logger): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    const error = asDomainError(thrown);
    const status = STATUS[error.code] ?? (error.retryable ? 503 : 500);
    if (status >= 500) log.error({ err: thrown, method: request.method, path: request.path }, 'request failed');
    if (response.headersSent) {
      next(thrown);
      return;
    }
    if (status === 503) response.set('retry-after', '2');
    response
      .status(status)
      .type('application/problem+json')
      .set('cache-control', 'no-store')
      .send(JSON.stringify(problemOf(error, status)));
  };
}

function problemOf(error: DomainError, status: number): Problem {
  const inside = status >= 500;
  const errors = error.details.errors;
  return {
    type: `urn:h986:problem:${error.code}`,
    title: error.code,
    status,
    detail: inside ? 'the server could not do this; its log says why' : error.message,
    code: error.code,
    errors: Array.isArray(errors) ? errors : [],
  };
}

function asDomainError(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown;
  const type = thrown instanceof Error && 'type' in thrown ? thrown.type : undefined;
  if (type === 'entity.too.large') return new DomainError('body-too-large', 'a request may have 64 kB');
  if (type === 'entity.parse.failed') return badInput([{ path: 'body', code: 'json' }], 'the body is not JSON');
  if (typeof type === 'string' && /^(charset|encoding)\.unsupported$/.test(type)) {
    return new DomainError('content-type', 'the body must be JSON in UTF-8');
  }
  if (thrown instanceof URIError) return badInput([{ path: 'path', code: 'path-encoding' }]);
  const status = thrown instanceof Error && 'status' in thrown ? thrown.status : undefined;
  if (status === 404) return new DomainError('not-found', 'there is no such page');
  if (typeof status === 'number' && status >= 400 && status < 500) return badInput([]);
  return isAway(thrown) ? recordsUnreachable(thrown) : new DomainError('unexpected', 'unexpected', { cause: thrown });
}

/** Our schemas name their faults; for zod's own the kind of fault is the name. */
function nameOf(issue: z.core.$ZodIssue): string {
  return /^[a-z0-9]+(-[a-z0-9]+)+$/.test(issue.message) ? issue.message : issue.code.replaceAll('_', '-');
}
