import type { RouteAnswer, RouteBody, RouteName, RouteParams, RouteQuery, Routes } from '@h986/domain';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Caller } from './caller.ts';

/** What a handler gets: the parts of the request as their schemas understood them. */
export interface HandlerInput<N extends RouteName> {
  params: RouteParams<N>;
  query: RouteQuery<N>;
  body: RouteBody<N>;
}

type CallerOf<N extends RouteName> = Routes[N]['roles'] extends 'public' ? null : Caller;
/** For the few who set a cookie or send what is not JSON. */
export interface Exchange {
  request: Request;
  response: Response;
}

type IsJson<N extends RouteName> = Routes[N]['answer'] extends z.ZodType ? true : false;

/** Answers with what the route table promises; a route of a media type writes its answer itself. */
export type Handler<N extends RouteName> = (
  input: HandlerInput<N>,
  caller: CallerOf<N>,
  exchange: Exchange,
) => Promise<IsJson<N> extends true ? RouteAnswer<N> : void>;

/** One for every route of the table: none can be forgotten. */
export type Handlers = { [N in RouteName]: Handler<N> };
