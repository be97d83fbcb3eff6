import { type Kysely, sql } from 'kysely';

/** Marks on pictures, questions to colleagues, and scans that more than one analyst reads. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    // Who reads next, and which readings belong together: a new revision begins a new round.
    "alter table scans add column stage text not null default 'first'",
    'alter table scans add column round integer not null default 1',
    "alter table decisions add column stage text not null default 'first'",
    'alter table decisions add column round integer not null default 1',
    'alter table decisions add column final boolean not null default true',
    'alter table decisions add column inspection jsonb',
    `create table marks (
      id text primary key,
      scan_id text not null references scans (scan_id),
      kind text not null,
      points jsonb not null,
      text text not null,
      made_by text not null references users (name),
      made_at timestamptz(3) not null,
      changed_at timestamptz(3) not null,
      version integer not null,
      removed boolean not null default false
    )`,
    'create index marks_scan on marks (scan_id)',
    `create table consultations (
      id text primary key,
      scan_id text not null references scans (scan_id),
      asked_by text not null references users (name),
      asked_at timestamptz(3) not null,
      question text not null,
      answered_by text references users (name),
      answered_at timestamptz(3),
      answer text
    )`,
    'create index consultations_scan on consultations (scan_id)',
    'create index leases_user on leases (user_name, taken_at desc)',
  ]) {
    await sql.raw(statement).execute(db);
  }
}
