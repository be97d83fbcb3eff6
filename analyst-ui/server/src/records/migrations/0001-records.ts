import { type Kysely, sql } from 'kysely';

/** People, scans and what was decided about them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table users (
      name text primary key,
      display_name text not null,
      role text not null,
      locale text not null,
      disabled boolean not null default false,
      password text not null,
      created_at timestamptz(3) not null
    )`,
    `create table sessions (
      id_hash text primary key,
      user_name text not null references users (name),
      created_at timestamptz(3) not null,
      seen_at timestamptz(3) not null
    )`,
    `create table scans (
      scan_id text primary key,
      lane text not null,
      origin text not null,
      state text not null,
      containers jsonb not null,
      plate text,
      declaration jsonb,
      ordered_at timestamptz(3) not null,
      triggered_at timestamptz(3),
      expires_at timestamptz(3),
      due_at timestamptz(3),
      abort_asked_at timestamptz(3),
      armed_at timestamptz(3),
      verdict text,
      top_score double precision not null default 0,
      extent text,
      lines integer,
      lines_lost integer,
      revision text,
      decision text,
      reason text not null default '',
      updated_at timestamptz(3) not null
    )`,
    'create index scans_state on scans (state)',
    'create index scans_lane on scans (lane, scan_id desc)',
    `create table results (
      scan_id text not null references scans (scan_id),
      revision text not null,
      counter integer not null,
      result jsonb not null,
      verdict jsonb not null,
      recorded_at timestamptz(3) not null,
      acknowledged boolean not null default false,
      primary key (scan_id, revision)
    )`,
    'create index results_unacknowledged on results (scan_id) where not acknowledged',
    `create table leases (
      id text primary key,
      scan_id text not null references scans (scan_id),
      user_name text not null references users (name),
      taken_at timestamptz(3) not null,
      held_until timestamptz(3) not null,
      ended_at timestamptz(3)
    )`,
    // One holder a scan, whatever the code above it does.
    'create unique index leases_held on leases (scan_id) where ended_at is null',
    `create table decisions (
      id text primary key,
      scan_id text not null references scans (scan_id),
      lease_id text not null unique references leases (id),
      kind text not null,
      reason text not null,
      text text not null,
      revision text,
      verdict text,
      display jsonb not null,
      decided_by text not null references users (name),
      decided_at timestamptz(3) not null
    )`,
    'create index decisions_scan on decisions (scan_id)',
    `create table views (
      session text not null references sessions (id_hash) on delete cascade,
      scan_id text not null references scans (scan_id),
      revision text not null,
      primary key (session, scan_id, revision)
    )`,
  ]) {
    await sql.raw(statement).execute(db);
  }
}
