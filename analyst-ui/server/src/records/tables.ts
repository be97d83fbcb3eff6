import type {
  CheckGrade,
  CheckReading,
  CheckReason,
  Comparison,
  DecisionKind,
  Declaration,
  FiledDeclaration,
  ImportFormat,
  InspectionOrder,
  Locale,
  Mark,
  Outline,
  Preferences,
  ReadingStage,
  Role,
  ScannerCheckAt,
  ScanPurpose,
  ScanResult,
  ScanState,
  VerdictKind,
} from '@h986/domain';
import type { ColumnType, Insertable, Kysely, Selectable, Transaction } from 'kysely';

/** Read as what it is, written as JSON text: the two drivers differ in how they would turn an array into `jsonb`. */
type Json<T> = ColumnType<T, string, string>;
type WithDefault<T> = ColumnType<T, T | undefined, T>;

export interface UserTable {
  name: string;
  display_name: string;
  role: Role;
  locale: Locale | null;
  disabled: WithDefault<boolean>;
  /** As `hashPassword` writes it. */
  password: string;
  created_at: Date;
}

export interface PreferenceTable {
  user_name: string;
  /** What this person has set; the rest is as usual. */
  preferences: Json<Partial<Preferences>>;
}

export interface SessionTable {
  /** SHA-256 of the id in the cookie; the id itself is nowhere on our side. */
  id_hash: string;
  user_name: string;
  created_at: Date;
  seen_at: Date;
}

export interface ScanTable {
  scan_id: string;
  lane: string;
  origin: 'ordered' | 'unsolicited';
  state: ScanState;
  containers: Json<string[]>;
  plate: string | null;
  declaration: Json<Declaration | null> | null;
  ordered_at: Date;
  triggered_at: Date | null;
  expires_at: Date | null;
  due_at: Date | null;
  abort_asked_at: Date | null;
  /** When we learned of it, on our clock. */
  armed_at: Date | null;
  verdict: VerdictKind | null;
  top_score: WithDefault<number>;
  extent: 'whole' | 'partial' | null;
  lines: number | null;
  lines_lost: number | null;
  /** The newest recorded one. */
  revision: string | null;
  decision: DecisionKind | null;
  /** Whose reading it waits for. */
  stage: WithDefault<ReadingStage>;
  /** Readings of one round belong together; a new revision begins a new one. */
  round: WithDefault<number>;
  reason: WithDefault<string>;
  purpose: WithDefault<ScanPurpose>;
  /** How its scanner's last check stood; null before its result, and where nobody asks. */
  scanner_check: Json<ScannerCheckAt | null> | null;
  updated_at: Date;
}

export interface ResultTable {
  scan_id: string;
  revision: string;
  counter: number;
  result: Json<ScanResult>;
  /** The graver of what the pipeline said and of what follows from its runs and findings by our policy. */
  verdict: Json<ScanResult['verdict']>;
  recorded_at: Date;
  /** Whether `recorded.json` is known to lie in the object store. */
  acknowledged: WithDefault<boolean>;
}

export interface LeaseTable {
  id: string;
  scan_id: string;
  user_name: string;
  taken_at: Date;
  held_until: Date;
  ended_at: Date | null;
}

export interface DecisionTable {
  id: string;
  scan_id: string;
  lease_id: string;
  kind: DecisionKind;
  reason: string;
  text: string;
  revision: string | null;
  verdict: VerdictKind | null;
  display: Json<Record<string, unknown>>;
  decided_by: string;
  decided_at: Date;
  stage: ReadingStage;
  round: number;
  /** Whether it decided the scan. */
  final: boolean;
  inspection: Json<InspectionOrder> | null;
}

export interface MarkTable {
  id: string;
  scan_id: string;
  kind: Mark['kind'];
  points: Json<Mark['points']>;
  text: string;
  made_by: string;
  made_at: Date;
  changed_at: Date;
  version: number;
  removed: WithDefault<boolean>;
}

export interface ExerciseAnswerTable {
  exercise: string;
  user_name: string;
  /** Of the threat that was there; null where nothing was. */
  family: string | null;
  answer: 'threat' | 'clear';
  place: Json<{ x: number; y: number }> | null;
  seconds: number;
  correct: boolean;
  answered_at: Date;
}

export interface ConsultationTable {
  id: string;
  scan_id: string;
  asked_by: string;
  asked_at: Date;
  question: string;
  answered_by: string | null;
  answered_at: Date | null;
  answer: string | null;
}

export interface DeclarationTable {
  reference: string;
  /** The id of its newest version. */
  newest: string;
  version: number;
  /** When it was first declared, by whatever version. */
  since: Date;
}

/** Never changed once written. */
export interface DeclarationVersionTable {
  /** A ULID. */
  id: string;
  reference: string;
  version: number;
  /** SHA-256 of the canonical JSON. */
  digest: string;
  format: ImportFormat;
  declaration: Json<FiledDeclaration>;
  recorded_by: string;
  recorded_at: Date;
}

/** The containers of the newest versions. */
export interface DeclarationContainerTable {
  container: string;
  reference: string;
}

/** Never changed once written; the newest of a scan's revision counts. */
export interface ComparisonTable {
  /** A ULID. */
  id: string;
  scan_id: string;
  revision: string;
  made_at: Date;
  declarations: Json<Comparison['declarations']>;
  scans: Json<Comparison['scans']>;
  containers: Json<Comparison['containers']>;
  runs: Json<Comparison['runs']>;
  observations: Json<Comparison['observations']>;
  verdict: Json<Comparison['verdict']>;
  risk: Json<Comparison['risk'] | null> | null;
  gravest_before: VerdictKind | null;
}

/** One figure of one scan's picture. */
export interface ScannerQualityTable {
  scan_id: string;
  name: string;
  lane: string;
  scanned_at: Date;
  value: number;
  unit: string;
}

/** What a scan of the test object said of its scanner. */
export interface ScannerCheckTable {
  scan_id: string;
  lane: string;
  scanned_at: Date;
  grade: CheckGrade;
  reasons: Json<CheckReason[]>;
  reading: Json<CheckReading>;
}

/** Of the containers of the revision that a scan shows. */
export interface ContainerFeatureTable {
  scan_id: string;
  /** From the left. */
  container: number;
  revision: string;
  length_mm: number;
  height_mm: number;
  /** Little-endian float32, of unit length. */
  embedding: Uint8Array | null;
  parts: Json<number[][] | null> | null;
  outline: Json<Outline | null> | null;
  mass_kg: number | null;
  period: Json<{ length: number | null; height: number | null }>;
  recorded_at: Date;
}

export interface ViewTable {
  session: string;
  scan_id: string;
  revision: string;
}

export interface AuditTable {
  /** A `bigint`: PostgreSQL's driver gives text, PGlite a number. */
  seq: ColumnType<string | number, number, never>;
  at: string;
  actor: string;
  action: string;
  subject: string;
  /** Canonical JSON, byte for byte as hashed. */
  detail: string;
  previous: string;
  hash: string;
}

export interface AuditHeadTable {
  id: number;
  seq: ColumnType<string | number, number, number>;
  hash: string;
}

export interface Tables {
  users: UserTable;
  preferences: PreferenceTable;
  sessions: SessionTable;
  scans: ScanTable;
  results: ResultTable;
  leases: LeaseTable;
  decisions: DecisionTable;
  marks: MarkTable;
  consultations: ConsultationTable;
  exercise_answers: ExerciseAnswerTable;
  declarations: DeclarationTable;
  declaration_versions: DeclarationVersionTable;
  declaration_containers: DeclarationContainerTable;
  comparisons: ComparisonTable;
  scanner_quality: ScannerQualityTable;
  scanner_checks: ScannerCheckTable;
  container_features: ContainerFeatureTable;
  views: ViewTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
}

export type Db = Kysely<Tables>;
export type Trx = Transaction<Tables>;
export type ScanRow = Selectable<ScanTable>;
export type NewScanRow = Insertable<ScanTable>;
export type MarkRow = Selectable<MarkTable>;
export type ScannerCheckRow = Selectable<ScannerCheckTable>;
export type LeaseRow = Selectable<LeaseTable>;
export type ComparisonRow = Selectable<ComparisonTable>;
export type ContainerFeatureRow = Selectable<ContainerFeatureTable>;
