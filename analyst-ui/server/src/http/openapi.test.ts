import { type RouteName, routes } from '@h986/domain';
import { expect, test } from 'vitest';
import { openApiDocument } from './openapi.ts';

test('every route of the table is in the printed interface, with its parameters', () => {
  const { paths } = openApiDocument() as { paths: Record<string, Record<string, { operationId: string }>> };
  const printed = Object.values(paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId));
  expect(printed.sort()).toEqual((Object.keys(routes) as RouteName[]).sort());
  expect(paths['/api/scans/{scanId}/planes/{strip}']?.get).toMatchObject({
    parameters: [
      { name: 'scanId', in: 'path', required: true },
      { name: 'strip', in: 'path', required: true },
    ],
  });
});
