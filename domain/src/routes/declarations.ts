import { z } from 'zod';
import { FiledDeclaration } from '../declaration/filed.ts';
import { ImportFormat } from '../declaration/import.ts';
import { DeclarationReceipt, DeclarationVersion, DeclarationView, ImportReceipt } from '../records.ts';
import { everyone, Page, type RouteShape } from './shape.ts';

const ByReference = z.object({ reference: z.string().max(100) });

/** What customs were told. */
export const declarationsRoutes = {
  createDeclaration: {
    method: 'post',
    path: '/api/declarations',
    roles: ['risk-officer'],
    summary: 'Declare; the same again changes nothing, another content is a new version',
    body: FiledDeclaration,
    answer: DeclarationReceipt,
  },
  importDeclarations: {
    method: 'post',
    path: '/api/declarations/import',
    roles: ['risk-officer'],
    summary:
      'Declare by file: JSON, CSV or UN/EDIFACT CUSCAR, by content type or `format`; up to 4 MB, all of it or nothing',
    query: z.object({
      format: ImportFormat.optional(),
      /** `keep` takes what is good of a file with faults. */
      onError: z.enum(['keep', 'refuse']).default('refuse'),
    }),
    file: ['application/json', 'text/csv', 'application/edifact', 'application/octet-stream'],
    answer: ImportReceipt,
  },
  listDeclarations: {
    method: 'get',
    path: '/api/declarations',
    roles: everyone,
    summary: 'Declarations in their newest version, last changed first',
    query: Page.extend({ reference: z.string().max(100).optional(), container: z.string().max(20).optional() }),
    answer: z.array(DeclarationView),
  },
  getDeclaration: {
    method: 'get',
    path: '/api/declarations/:reference',
    roles: everyone,
    summary: 'One declaration, its newest version or the one asked for, and what versions there are',
    params: ByReference,
    query: z.object({ version: z.coerce.number().int().positive().optional() }),
    answer: DeclarationView.extend({ versions: z.array(DeclarationVersion) }),
  },
} as const satisfies Record<string, RouteShape>;
