import { z } from 'zod';
import { Sha256 } from './acquisition.ts';
import { AuditEvent } from './audit.ts';
import { ContainerNumber } from './container.ts';
import { DecisionKind, NewDecision } from './decision.ts';
import { FiledDeclaration } from './declaration/filed.ts';
import { ImportFormat } from './declaration/import.ts';
import { Declaration } from './declaration.ts';
import { ScannerQuality } from './load/scanner-quality.ts';
import { Mark, MarkDraft, MarkId } from './mark.ts';
import { ShownMaterial } from './material/shown.ts';
import { Instant } from './order.ts';
import { Locale, Password, ROLES, Role, User, UserName } from './people.ts';
import { Preferences } from './preferences.ts';
import { ScannerStatus } from './progress.ts';
import {
  Consultation,
  DecisionView,
  DeclarationReceipt,
  DeclarationVersion,
  DeclarationView,
  ImportReceipt,
  ScanDetail,
  ScanPicture,
  ScanSummary,
} from './records.ts';
import { LaneId, ScanId, ScanState } from './scan.ts';
import { SimilarScans } from './siblings/answer.ts';
import { Exercise, ExerciseAnswer, ReadingScore, Reference, TrainingId, TrainingScan } from './training/index.ts';
import { VerdictKind } from './verdict.ts';

/** RFC 9457 problem details; `code` is the domain error's name. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  errors: z
    .array(
      z.object({
        path: z.string(),
        code: z.string(),
        /** Of a file: the line or the segment, from 1, and the declaration concerned. */
        line: z.number().int().optional(),
        segment: z.number().int().optional(),
        reference: z.string().optional(),
      }),
    )
    .default([]),
});
export type Problem = z.infer<typeof Problem>;

const ById = z.object({ scanId: ScanId });
const ByReference = z.object({ reference: z.string().max(100) });
const Page = z.object({ limit: z.coerce.number().int().min(1).max(500).default(100), before: z.string().optional() });

/** @throws `container-unknown` when the declaration is of a container that is not on this truck */
export const NewScan = z
  .object({
    lane: LaneId,
    containers: z.array(ContainerNumber).max(2),
    plate: z.string().max(20).nullable().default(null),
    declaration: Declaration.nullable().default(null),
    /** Trigger at once: the truck stands before the scanner. */
    trigger: z.boolean().default(false),
  })
  .refine((s) => s.declaration?.containers.every((c) => s.containers.includes(c)) ?? true, {
    error: 'container-unknown',
    path: ['declaration', 'containers'],
  });
export type NewScan = z.infer<typeof NewScan>;

export const ChainStatus = z.object({
  ok: z.boolean(),
  length: z.number().int(),
  head: z.string(),
  /** Number of the first link that does not hold, null when all do. */
  firstBroken: z.number().int().nullable(),
  checkedAt: Instant,
});
export type ChainStatus = z.infer<typeof ChainStatus>;

interface RouteShape {
  method: 'get' | 'post' | 'put' | 'delete';
  /** Express form, e.g. `/api/scans/:scanId`. */
  path: string;
  /** Who may call it; `public` needs no session. */
  roles: readonly Role[] | 'public';
  summary: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Media types of a file in place of a JSON body; its handler reads it. */
  file?: readonly string[];
  /** A schema for JSON, or the media type of a stream. */
  answer: z.ZodType | { media: string };
}

const ByMark = ById.extend({ markId: MarkId });
const ByTraining = z.object({ trainingId: TrainingId });
const everyone = ROLES;
const reviewers = ['analyst', 'risk-officer'] as const satisfies readonly Role[];

/** The whole HTTP interface: the server mounts it, the browser calls it, OpenAPI is printed from it. */
export const routes = {
  health: {
    method: 'get',
    path: '/api/health',
    roles: 'public',
    summary: 'Whether the server is up',
    answer: z.object({ status: z.literal('ok') }),
  },
  openApi: {
    method: 'get',
    path: '/api/openapi.json',
    roles: 'public',
    summary: 'This interface as OpenAPI 3.1',
    answer: z.record(z.string(), z.unknown()),
  },
  signIn: {
    method: 'post',
    path: '/api/session',
    roles: 'public',
    summary: 'Sign in; sets the session cookie',
    body: z.object({ name: z.string().max(64), password: z.string().max(200) }),
    answer: User,
  },
  whoAmI: { method: 'get', path: '/api/session', roles: everyone, summary: 'The signed-in user', answer: User },
  signOut: { method: 'delete', path: '/api/session', roles: everyone, summary: 'Sign out', answer: z.object({}) },
  setLocale: {
    method: 'put',
    path: '/api/session/locale',
    roles: everyone,
    summary: 'Keep the language of the screens',
    body: z.object({ locale: Locale }),
    answer: User,
  },
  getPreferences: {
    method: 'get',
    path: '/api/session/preferences',
    roles: everyone,
    summary: 'How the caller has set the page up',
    answer: Preferences,
  },
  setPreferences: {
    method: 'put',
    path: '/api/session/preferences',
    roles: everyone,
    summary: 'Keep what is given, leave the rest as it is',
    body: Preferences.partial(),
    answer: Preferences,
  },
  listUsers: {
    method: 'get',
    path: '/api/users',
    roles: ['administrator'],
    summary: 'All accounts',
    answer: z.array(User),
  },
  createUser: {
    method: 'post',
    path: '/api/users',
    roles: ['administrator'],
    summary: 'Make an account',
    body: z.object({
      name: UserName,
      displayName: z.string().max(100),
      role: Role,
      locale: Locale.default('en'),
      password: Password,
    }),
    answer: User,
  },
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
  createScan: {
    method: 'post',
    path: '/api/scans',
    roles: ['operator'],
    summary: 'Order a scan',
    body: NewScan,
    answer: ScanSummary,
  },
  triggerScan: {
    method: 'post',
    path: '/api/scans/:scanId/trigger',
    roles: ['operator'],
    summary: 'The truck is there: start the budget, send the order to its lane',
    params: ById,
    answer: ScanSummary,
  },
  abortScan: {
    method: 'post',
    path: '/api/scans/:scanId/abort',
    roles: ['operator'],
    summary: 'Take an order back, or ask the scanner to stop',
    params: ById,
    answer: ScanSummary,
  },
  listScans: {
    method: 'get',
    path: '/api/scans',
    roles: everyone,
    summary: 'Scans, most urgent first; `view=review` only those that wait for an analyst',
    query: z.object({
      view: z.enum(['review', 'lane', 'all']).default('all'),
      lane: LaneId.optional(),
      state: ScanState.optional(),
      container: z.string().max(20).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    answer: z.array(ScanSummary),
  },
  getScan: {
    method: 'get',
    path: '/api/scans/:scanId',
    roles: everyone,
    summary: 'One scan, everything but pixels; an analyst who asks has seen it, unless it is asked for ahead',
    params: ById,
    query: z.object({ ahead: z.literal('yes').optional() }),
    answer: ScanDetail,
  },
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
  takeNext: {
    method: 'post',
    path: '/api/review/next',
    roles: ['analyst'],
    summary: 'Hold one of the most urgent scans that wait, drawn by the server; null when none waits for the caller',
    answer: z.object({ scan: ScanSummary.nullable(), until: Instant.nullable() }),
  },
  getSimilar: {
    method: 'get',
    path: '/api/scans/:scanId/similar',
    roles: everyone,
    summary:
      'Its siblings with what differs, earlier scans of its consignee, the most similar ones, the same container',
    params: ById,
    answer: SimilarScans,
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
  nextExercise: {
    method: 'post',
    path: '/api/training/next',
    roles: reviewers,
    summary: 'An exercise that the caller has not answered yet, drawn by chance',
    answer: z.object({ exercise: Exercise.nullable(), answered: z.number().int(), left: z.number().int() }),
  },
  answerExercise: {
    method: 'post',
    path: '/api/training/:trainingId/answer',
    roles: reviewers,
    summary: 'Answer an exercise, once; says what was there',
    params: ByTraining,
    body: ExerciseAnswer,
    answer: z.object({ right: z.boolean(), threat: TrainingScan.shape.threat, cargo: z.string().nullable() }),
  },
  trainingScores: {
    method: 'get',
    path: '/api/training/scores',
    roles: reviewers,
    summary: 'Sensitivity and criterion of readers: all of them for a risk officer, one’s own for an analyst',
    answer: z.array(z.object({ user: z.string(), score: ReadingScore })),
  },
  listReferences: {
    method: 'get',
    path: '/api/training/references',
    roles: reviewers,
    summary: 'The library: reference scans by goods and by threat',
    answer: z.array(Reference),
  },
  getTrainingPlane: {
    method: 'get',
    path: '/api/training/:trainingId/planes/:strip',
    roles: reviewers,
    summary: 'One strip of a picture to learn from',
    params: ByTraining.extend({ strip: z.coerce.number().int().nonnegative() }),
    answer: { media: 'application/octet-stream' },
  },
  getTrainingPreview: {
    method: 'get',
    path: '/api/training/:trainingId/preview',
    roles: reviewers,
    summary: '8-bit preview of a picture to learn from',
    params: ByTraining,
    answer: { media: 'image/png' },
  },
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
  auditStatus: {
    method: 'get',
    path: '/api/audit/status',
    roles: ['risk-officer', 'administrator'],
    summary: 'Verify the audit chain and say how it stands',
    answer: ChainStatus,
  },
  events: {
    method: 'get',
    path: '/api/events',
    roles: everyone,
    summary: 'Server-sent events (see domain/src/events.ts)',
    answer: { media: 'text/event-stream' },
  },
} as const satisfies Record<string, RouteShape>;

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
