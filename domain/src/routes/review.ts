import { z } from 'zod';
import { AuditEvent } from '../audit.ts';
import { ScannerCheckState } from '../check/scanner-checks.ts';
import { DecisionKind, NewDecision } from '../decision.ts';
import { Mark, MarkDraft, MarkId } from '../mark.ts';
import { Instant } from '../order.ts';
import { Consultation, DecisionView, ScanSummary } from '../records.ts';
import { ScanId } from '../scan.ts';
import { VerdictKind } from '../verdict.ts';
import { ById, Page, type RouteShape, reviewers } from './shape.ts';

const ByMark = ById.extend({ markId: MarkId });

/** Reading scans: who holds one, marks, questions, decisions and what was done. */
export const reviewRoutes = {
  takeNext: {
    method: 'post',
    path: '/api/review/next',
    roles: ['analyst'],
    summary: 'Hold one of the most urgent scans that wait, drawn by the server; null when none waits for the caller',
    answer: z.object({ scan: ScanSummary.nullable(), until: Instant.nullable() }),
  },
  takeLease: {
    method: 'post',
    path: '/api/scans/:scanId/lease',
    roles: reviewers,
    summary: 'Hold the scan for reading; call again to keep it',
    params: ById,
    answer: z.object({ scan: ScanSummary, until: Instant }),
  },
  returnLease: {
    method: 'delete',
    path: '/api/scans/:scanId/lease',
    roles: reviewers,
    summary: 'Give the scan back undecided',
    params: ById,
    answer: ScanSummary,
  },
  decide: {
    method: 'post',
    path: '/api/scans/:scanId/decisions',
    roles: reviewers,
    summary:
      'Decide; the scan must be held by the caller. A risk officer decides only what two analysts do not agree on',
    params: ById,
    body: NewDecision,
    answer: DecisionView,
  },
  listMarks: {
    method: 'get',
    path: '/api/scans/:scanId/marks',
    roles: reviewers,
    summary: 'Marks on the picture, oldest first; who reads blind sees their own',
    params: ById,
    answer: z.array(Mark),
  },
  setMark: {
    method: 'put',
    path: '/api/scans/:scanId/marks/:markId',
    roles: reviewers,
    summary: 'Keep a mark; the same again changes nothing. The scan must be held by the caller',
    params: ByMark,
    body: MarkDraft,
    answer: Mark,
  },
  removeMark: {
    method: 'delete',
    path: '/api/scans/:scanId/marks/:markId',
    roles: reviewers,
    summary: 'Take a mark of one’s own away',
    params: ByMark,
    answer: z.object({}),
  },
  askColleague: {
    method: 'post',
    path: '/api/scans/:scanId/consultations',
    roles: reviewers,
    summary: 'Ask whoever can help; the scan stays with the caller, who must hold it',
    params: ById,
    body: z.object({ question: z.string().trim().min(1, 'text-missing').max(2000, 'text-too-long') }),
    answer: Consultation,
  },
  listConsultations: {
    method: 'get',
    path: '/api/consultations',
    roles: reviewers,
    summary: 'Questions to colleagues, newest first; of one scan, or those without an answer',
    query: z.object({ scanId: ScanId.optional(), open: z.stringbool().default(false) }),
    answer: z.array(Consultation),
  },
  answerColleague: {
    method: 'post',
    path: '/api/consultations/:consultationId/answer',
    roles: reviewers,
    summary: 'Answer a colleague’s question, once',
    params: z.object({ consultationId: z.string().max(26) }),
    body: z.object({ answer: z.string().trim().min(1, 'text-missing').max(2000, 'text-too-long') }),
    answer: Consultation,
  },
  listDecisions: {
    method: 'get',
    path: '/api/decisions',
    roles: reviewers,
    summary: 'Search decisions, newest first',
    query: Page.extend({
      container: z.string().max(20).optional(),
      by: z.string().max(64).optional(),
      kind: DecisionKind.optional(),
      verdict: VerdictKind.optional(),
      /** How the scanner's check stood; `invalid` is all but `valid` and `limited`. */
      scannerCheck: z.enum([...ScannerCheckState.options, 'invalid']).optional(),
      from: Instant.optional(),
      to: Instant.optional(),
    }),
    answer: z.array(DecisionView),
  },
  getTimeline: {
    method: 'get',
    path: '/api/scans/:scanId/timeline',
    roles: reviewers,
    summary: 'Every audit event of one scan, oldest first',
    params: ById,
    answer: z.array(AuditEvent),
  },
} as const satisfies Record<string, RouteShape>;
