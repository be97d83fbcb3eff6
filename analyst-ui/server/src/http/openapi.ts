import { Problem, type RouteName, type RouteShape, routes } from '@h986/domain';
import { z } from 'zod';

/** The route table as OpenAPI 3.1, whose schemas are JSON Schema 2020-12. */
export function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const name of Object.keys(routes) as RouteName[]) {
    const route: RouteShape = routes[name];
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(name, route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Container X-ray scans', version: '1.0.0' },
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'sid' } },
    },
  };
}

function operation(
  name: RouteName,
  { roles, summary, params, query, body, file, answer }: RouteShape,
): Record<string, unknown> {
  return {
    operationId: name,
    summary,
    description: roles === 'public' ? 'For everybody.' : `For ${roles.join(', ')}.`,
    security: roles === 'public' ? [] : [{ session: [] }],
    parameters: [...parameters('path', params), ...parameters('query', query)],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    }),
    ...(file && { requestBody: { required: true, content: Object.fromEntries(file.map((type) => [type, {}])) } }),
    responses: {
      200: { description: 'Done', content: contentOf(answer) },
      default: {
        description: 'Refused or failed, by RFC 9457',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function contentOf(answer: RouteShape['answer']): Record<string, unknown> {
  if (answer instanceof z.ZodType) return { 'application/json': { schema: schemaOf(answer, 'output') } };
  const text = answer.media.startsWith('text/');
  return { [answer.media]: { schema: text ? { type: 'string' } : { type: 'string', format: 'binary' } } };
}

function parameters(place: 'path' | 'query', schema: z.ZodType | undefined): Record<string, unknown>[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
