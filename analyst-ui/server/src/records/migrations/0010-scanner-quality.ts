import { type Kysely, sql } from 'kysely';

/** What was measured of every scan's picture, for how a scanner does from day to day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table scanner_quality (
      scan_id text not null references scans (scan_id),
      name text not null,
      lane text not null,
      scanned_at timestamptz(3) not null,
      value double precision not null,
      unit text not null,
      primary key (scan_id, name)
    )`,
    'create index scanner_quality_lane on scanner_quality (lane, scanned_at)',
  ]) {
    await sql.raw(statement).execute(db);
  }
}
