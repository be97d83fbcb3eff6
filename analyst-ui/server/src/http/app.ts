import type { IncomingMessage } from 'node:http';
import { DomainError } from '@h986/domain';
import type { Logger } from '@h986/stores';
import express, { type Express, type Request } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { fileTypesOf } from './file-body.ts';
import { type MountOptions, mountRoutes } from './mount-routes.ts';
import { answerProblem } from './problem.ts';
import { sameOriginOnly } from './same-origin.ts';
import { staticPage } from './static-page.ts';

export interface AppOptions extends Pick<MountOptions, 'handlers' | 'identify'> {
  webDist: string;
  trustProxy: string;
  log: Logger;
}

const BODY_LIMIT = '64kb';
const SIGN_IN_WINDOW_MS = 5 * 60_000;
/** Failed attempts in the window: for one name from one address, and from one address in all. */
const SIGN_IN_LIMIT = { name: 10, address: 50 } as const;

/** The HTTP side as one Express application; it listens nowhere by itself. */
export function createApp({ handlers, identify, webDist, trustProxy, log }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', trustProxy);
  app.set('query parser', 'simple');
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY } }));
  app.use('/api', sameOriginOnly, express.json({ limit: BODY_LIMIT, strict: false, type: hasJsonBody }));
  const limits = [
    signInLimit(SIGN_IN_LIMIT.address, (request) => addressOf(request)),
    signInLimit(SIGN_IN_LIMIT.name, (request) => `${addressOf(request)} ${nameOf(request)}`),
  ];
  app.post('/api/session', ...limits);
  app.use(mountRoutes({ handlers, identify }));
  app.use('/api', (request) => {
    throw new DomainError('not-found', `there is no ${request.method} ${request.baseUrl}${request.path}`);
  });
  app.use(staticPage(webDist));
  app.use(() => {
    throw new DomainError('not-found', 'there is no such page');
  });
  app.use(answerProblem(log));
  return app;
}

const CONTENT_SECURITY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'blob:', 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  workerSrc: ["'self'", 'blob:'],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

function signInLimit(limit: number, keyGenerator: (request: Request) => string) {
  return rateLimit({
    windowMs: SIGN_IN_WINDOW_MS,
    limit,
    keyGenerator,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) =>
      next(new DomainError('too-many-attempts', 'too many attempts: wait a few minutes')),
  });
}

/** A file is read by its own route, once its sender is admitted. */
const hasJsonBody = (request: IncomingMessage): boolean =>
  fileTypesOf(request as Request) === null && (request as Request).is('application/json') !== false;
const addressOf = (request: Request): string => ipKeyGenerator(request.ip ?? '');
function nameOf(request: Request): string {
  const name: unknown = (request.body as { name?: unknown } | undefined)?.name;
  return typeof name === 'string' ? name.slice(0, 64) : '';
}
