import { z } from 'zod';
import { Sha256 } from '../acquisition.ts';
import { ShownMaterial } from '../material/shown.ts';
import { ScanPicture } from '../records.ts';
import { Revision } from '../result.ts';
import { ById, everyone, type RouteShape } from './shape.ts';

/** What is drawn of a scan. */
export const picturesRoutes = {
  getPicture: {
    method: 'get',
    path: '/api/scans/:scanId/picture',
    roles: everyone,
    summary: 'Which strips can be drawn',
    params: ById,
    answer: ScanPicture,
  },
  getPlane: {
    method: 'get',
    path: '/api/scans/:scanId/planes/:strip',
    roles: everyone,
    summary: 'One strip of the transmission plane (see domain/src/plane.ts)',
    params: ById.extend({ strip: z.coerce.number().int().nonnegative() }),
    answer: { media: 'application/octet-stream' },
  },
  getHeatMap: {
    method: 'get',
    path: '/api/scans/:scanId/heat-map',
    roles: everyone,
    summary: 'Heat map of the recorded revision',
    params: ById,
    answer: { media: 'image/png' },
  },
  getPreview: {
    method: 'get',
    path: '/api/scans/:scanId/preview',
    roles: everyone,
    summary: '8-bit preview of the recorded revision',
    params: ById,
    answer: { media: 'image/png' },
  },
  getCrop: {
    method: 'get',
    path: '/api/scans/:scanId/findings/:finding/crop',
    roles: everyone,
    summary: 'A finding of the recorded revision with what lies around it, 8-bit grey',
    params: ById.extend({ finding: z.string().regex(/^[a-z0-9-]{1,40}$/, 'finding-id-shape') }),
    /** Findings are numbered anew in each revision: of another one there is none. */
    query: z.object({ revision: Revision.optional() }),
    answer: { media: 'image/png' },
  },
  getLoadMap: {
    method: 'get',
    path: '/api/scans/:scanId/maps/:map',
    roles: everyone,
    summary:
      'What the load says, a pixel a place: material classes, or what could hide (see domain/src/load/reading.ts)',
    params: ById.extend({ map: z.enum(['material', 'hiding']) }),
    answer: { media: 'image/png' },
  },
  getMaterial: {
    method: 'get',
    path: '/api/materials/:digest',
    roles: everyone,
    summary: 'What a viewer needs of a scanner’s material table, by the digest that a result names',
    params: z.object({ digest: Sha256 }),
    answer: ShownMaterial,
  },
} as const satisfies Record<string, RouteShape>;
