import { type Kysely, sql } from 'kysely';

/** What scans are for, what was measured of each scan of a test object, and how its scanner's check stood when a scan of cargo came. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `alter table scans add column purpose text not null default 'cargo'`,
    'alter table scans add column scanner_check jsonb',
    `create table scanner_checks (
      scan_id text primary key references scans (scan_id),
      lane text not null,
      scanned_at timestamptz(3) not null,
      grade text not null,
      reasons jsonb not null,
      reading jsonb not null
    )`,
    'create index scanner_checks_lane on scanner_checks (lane, scanned_at)',
  ]) {
    await sql.raw(statement).execute(db);
  }
}
