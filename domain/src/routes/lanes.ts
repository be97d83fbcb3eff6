import { z } from 'zod';
import { ScannerChecks } from '../check/scanner-checks.ts';
import { ScannerQuality } from '../load/scanner-quality.ts';
import { ScannerStatus } from '../progress.ts';
import { LaneId } from '../scan.ts';
import { everyone, type RouteShape, reviewers } from './shape.ts';

/** Lanes and how their scanners are. */
export const lanesRoutes = {
  listLanes: {
    method: 'get',
    path: '/api/lanes',
    roles: everyone,
    summary: 'Lanes and their scanners as last seen',
    answer: z.array(z.object({ lane: LaneId, status: ScannerStatus.nullable() })),
  },
  getScannerQuality: {
    method: 'get',
    path: '/api/scanners/:lane/quality',
    roles: ['operator', ...reviewers],
    summary: 'How a scanner’s pictures have been, day by day, held against its own last 30 days',
    params: z.object({ lane: LaneId }),
    answer: ScannerQuality,
  },
  getScannerChecks: {
    method: 'get',
    path: '/api/scanners/:lane/checks',
    roles: ['operator', ...reviewers],
    summary:
      'A scanner’s checks with its test object, newest first, how they have gone, and whether the last one still holds',
    params: z.object({ lane: LaneId }),
    answer: ScannerChecks,
  },
} as const satisfies Record<string, RouteShape>;
