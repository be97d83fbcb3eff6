import { DomainError } from '@h986/domain';
import type { RequestHandler } from 'express';
import { fileTypesOf } from './file-body.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * No other site may act in our users' name: what changes something must come from our own page (Fetch Metadata and Origin
 * where the browser sends them) and be JSON or a file of a kind that no form can send.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export const sameOriginOnly: RequestHandler = (request, _response, next) => {
  if (SAFE.has(request.method)) return next();
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw crossSite();
  const origin = request.get('origin');
  if (origin !== undefined && hostOf(origin) !== request.get('host')) throw crossSite();
  const hasBody = request.get('transfer-encoding') !== undefined || Number(request.get('content-length') ?? 0) > 0;
  const types = fileTypesOf(request) ?? ['application/json'];
  if (hasBody && !request.is([...types])) {
    throw new DomainError('content-type', `the body must be ${types.join(' or ')}`);
  }
  next();
};

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

function crossSite(): DomainError {
  return new DomainError('cross-site', 'this may only be asked by our own page');
}
