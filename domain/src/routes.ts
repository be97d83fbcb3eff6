import type { z } from 'zod';
import { declarationsRoutes } from './routes/declarations.ts';
import { lanesRoutes } from './routes/lanes.ts';
import { peopleRoutes } from './routes/people.ts';
import { picturesRoutes } from './routes/pictures.ts';
import { reviewRoutes } from './routes/review.ts';
import { scansRoutes } from './routes/scans.ts';
import { systemRoutes } from './routes/system.ts';
import { trainingRoutes } from './routes/training.ts';

export { Problem } from './routes/problem.ts';
export { NewScan } from './routes/scans.ts';
export type { RouteShape } from './routes/shape.ts';
export { ChainStatus } from './routes/system.ts';

/** The whole HTTP interface, a file a subject: the server mounts it, the browser calls it, OpenAPI is printed from it. */
export const routes = {
  ...systemRoutes,
  ...peopleRoutes,
  ...lanesRoutes,
  ...scansRoutes,
  ...picturesRoutes,
  ...reviewRoutes,
  ...trainingRoutes,
  ...declarationsRoutes,
} as const;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
type Input<T> = T extends z.ZodType ? z.input<T> : never;
type Output<T> = T extends z.ZodType ? z.output<T> : never;
type Part<N extends RouteName, P extends string> = P extends keyof Routes[N] ? Routes[N][P] : never;
/** What a caller sends and a handler gets, by route. */
export type RouteParams<N extends RouteName> = Output<Part<N, 'params'>>;
export type RouteQuery<N extends RouteName> = Output<Part<N, 'query'>>;
export type RouteBody<N extends RouteName> = Output<Part<N, 'body'>>;
export type RouteInput<N extends RouteName> = {
  params: Input<Part<N, 'params'>>;
  query: Input<Part<N, 'query'>>;
  body: Input<Part<N, 'body'>>;
  file: 'file' extends keyof Routes[N] ? Blob : never;
};
export type RouteAnswer<N extends RouteName> = Output<Part<N, 'answer'>>;
