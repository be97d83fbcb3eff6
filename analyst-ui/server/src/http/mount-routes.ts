import { DomainError, type Problem, type RouteName, type RouteShape, routes } from '@h986/domain';
import { type IRouter, type Request, Router } from 'express';
import { z } from 'zod';
import type { Caller } from './caller.ts';
import type { Exchange, Handlers } from './handler.ts';
import { badInput, faultsOf } from './problem.ts';

export interface MountOptions {
  handlers: Handlers;
  /** Who sent this request; null when nobody is signed in. */
  identify: (request: Request) => Promise<Caller | null>;
}

type Parts = { params: unknown; query: unknown; body: unknown };
type AnyHandler = (input: Parts, caller: Caller | null, exchange: Exchange) => Promise<unknown>;

/** The whole route table as Express routes: who may call, what goes in and what comes out are held to it here and nowhere else. */
export function mountRoutes({ handlers, identify }: MountOptions): IRouter {
  const router = Router({ strict: true, caseSensitive: true });
  for (const name of Object.keys(routes) as RouteName[]) {
    const route: RouteShape = routes[name];
    // The table ties each handler's types to its route's schemas; here, over all of them, only the schemas are left.
    const handler = handlers[name] as unknown as AnyHandler;
    router[route.method](route.path, async (request, response) => {
      const caller = await admit(route, request, identify);
      const answer = await handler(parse(route, request), caller, { request, response });
      if (!(route.answer instanceof z.ZodType)) return;
      response.set('cache-control', 'no-store').json(route.answer.parse(answer));
    });
  }
  return router;
}

/** @throws {DomainError} `signed-out`, `forbidden` */
async function admit(
  { roles }: RouteShape,
  request: Request,
  identify: MountOptions['identify'],
): Promise<Caller | null> {
  if (roles === 'public') return null;
  const caller = await identify(request);
  if (!caller) throw new DomainError('signed-out', 'sign in first');
  if (!roles.includes(caller.user.role)) {
    throw new DomainError('forbidden', `this is for ${roles.join(' or ')}`, { details: { role: caller.user.role } });
  }
  return caller;
}

/** @throws {DomainError} `bad-input` with every fault of every part. */
function parse(route: RouteShape, request: Request): Parts {
  const faults: Problem['errors'] = [];
  const part = (name: keyof Parts, schema: z.ZodType | undefined, given: unknown): unknown => {
    if (!schema) return undefined;
    const parsed = schema.safeParse(given);
    if (!parsed.success) faults.push(...faultsOf(name, parsed.error));
    // PostgreSQL keeps every character in a text but this one.
    else if (JSON.stringify(parsed.data).includes('\\u0000')) faults.push({ path: name, code: 'text-nul' });
    return parsed.data;
  };
  const parts: Parts = {
    params: part('params', route.params, request.params),
    query: part('query', route.query, request.query),
    body: part('body', route.body, request.body ?? {}),
  };
  if (faults.length > 0) throw badInput(faults);
  return parts;
}
