import { type Kysely, sql } from 'kysely';

/** Results held against declarations and other scans, each time anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table comparisons (
      id text primary key,
      scan_id text not null,
      revision text not null,
      made_at timestamptz(3) not null,
      declarations jsonb not null,
      scans jsonb not null,
      containers jsonb not null,
      runs jsonb not null,
      observations jsonb not null,
      verdict jsonb not null,
      risk jsonb,
      gravest_before text,
      foreign key (scan_id, revision) references results (scan_id, revision)
    )`,
    'create index comparisons_scan on comparisons (scan_id, revision, id desc)',
  ]) {
    await sql.raw(statement).execute(db);
  }
}
