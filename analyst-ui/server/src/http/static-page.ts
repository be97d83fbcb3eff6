import { join } from 'node:path';
import express, { type IRouter, Router } from 'express';

/** The built page. What carries a digest in its name may be kept for good; every other address is the page itself. */
export function staticPage(folder: string): IRouter {
  const router = Router();
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, fallthrough: false }),
  );
  router.use(express.static(folder, { index: false, cacheControl: false }));
  router.get(/^\/(?!api(\/|$)).*/, (_request, response, next) => {
    response.set('cache-control', 'no-cache').sendFile('index.html', { root: folder }, (error) => {
      if (error && !response.headersSent) next();
    });
  });
  return router;
}
