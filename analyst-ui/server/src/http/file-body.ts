import { DomainError, MAX_FILE_BYTES, routes } from '@h986/domain';
import type { Request } from 'express';

interface FileRoute {
  path: string;
  file?: readonly string[];
}
const FILE_ROUTES: readonly FileRoute[] = Object.values(routes).filter((route: FileRoute) => route.file !== undefined);

/**
 * The media types in which a route takes a file; null for those that take JSON. None of them can be sent by a form, so that no other
 * site can send one in our users' name.
 */
export function fileTypesOf(request: Request): readonly string[] | null {
  const path = request.baseUrl + request.path;
  return FILE_ROUTES.find((route) => route.path === path)?.file ?? null;
}

/**
 * The bytes of a file that was sent. Called when the sender is known and admitted: until then none of it is read.
 *
 * @throws {DomainError} `body-too-large`, as soon as that is known; `content-type` for a compressed one
 */
export async function readFileBody(request: Request): Promise<Uint8Array> {
  if ((request.get('content-encoding') ?? 'identity') !== 'identity') {
    throw new DomainError('content-type', 'send the file as it is, not compressed');
  }
  if (Number(request.get('content-length') ?? 0) > MAX_FILE_BYTES) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  // To break off must not cut the connection, through which the answer goes; nor leave the rest lying in it, before the next
  // request: it is let through, and kept nowhere.
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    size += part.length;
    if (size > MAX_FILE_BYTES) break;
    parts.push(part);
  }
  if (size > MAX_FILE_BYTES) {
    request.resume();
    throw tooLarge();
  }
  return Buffer.concat(parts);
}

function tooLarge(): DomainError {
  return new DomainError('body-too-large', `a file may have ${MAX_FILE_BYTES / 1024 / 1024} MB`);
}
