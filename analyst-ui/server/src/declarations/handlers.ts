import { DomainError, type ImportFormat } from '@h986/domain';
import type { Request } from 'express';
import { readFileBody } from '../http/file-body.ts';
import type { Handlers } from '../http/handler.ts';
import type { Tools } from '../tools.ts';
import { getDeclaration, listDeclarations } from './declarations.ts';
import { declare, importFile } from './import.ts';

type Own = Pick<Handlers, 'createDeclaration' | 'importDeclarations' | 'listDeclarations' | 'getDeclaration'>;

export function declarationHandlers(tools: Tools): Own {
  return {
    createDeclaration: ({ body }, { user }) => declare(tools, body, user.name),
    async importDeclarations({ query: { format, onError } }, { user }, { request }) {
      const wanted = format ?? formatOf(request);
      return importFile(tools, { bytes: await readFileBody(request), format: wanted, onError, actor: user.name });
    },
    listDeclarations: ({ query }) => listDeclarations(tools.db, query),
    getDeclaration: ({ params, query }) => getDeclaration(tools.db, params.reference, query.version),
  };
}

const FORMATS: Record<string, ImportFormat> = {
  'application/json': 'json',
  'text/csv': 'csv',
  'application/edifact': 'cuscar',
};

/** @throws {DomainError} `content-type` */
function formatOf(request: Request): ImportFormat {
  const format = FORMATS[request.is(Object.keys(FORMATS)) || ''];
  if (format) return format;
  throw new DomainError('content-type', `say what the file is: ${Object.keys(FORMATS).join(', ')} or ?format=`);
}
