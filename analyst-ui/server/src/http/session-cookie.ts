import type { CookieOptions, Request, Response } from 'express';
import { ABSOLUTE_MS } from '../accounts/sessions.ts';

const NAME = 'sid';

export function readSessionId(request: Request): string | null {
  for (const pair of (request.get('cookie') ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === NAME && value) return value;
  }
  return null;
}

export function setSessionId(request: Request, response: Response, id: string): void {
  response.cookie(NAME, id, { ...attributes(request), maxAge: ABSOLUTE_MS });
}

export function clearSessionId(request: Request, response: Response): void {
  response.clearCookie(NAME, attributes(request));
}

function attributes(request: Request): CookieOptions {
  return { httpOnly: true, sameSite: 'strict', secure: request.secure, path: '/' };
}
