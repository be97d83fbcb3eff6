import { type Kysely, sql } from 'kysely';

/** What of each container is compared with others, and how others are found. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table container_features (
      scan_id text not null references scans (scan_id),
      container integer not null,
      revision text not null,
      length_mm double precision not null,
      height_mm double precision not null,
      embedding bytea,
      parts jsonb,
      outline jsonb,
      mass_kg double precision,
      period jsonb not null,
      recorded_at timestamptz(3) not null,
      primary key (scan_id, container)
    )`,
    'create index container_features_recorded on container_features (recorded_at)',
    'create index container_features_mass on container_features (mass_kg)',
    `create index results_raw on results ((result->>'rawSha256'))`,
    `create index declaration_versions_consignee on declaration_versions ((declaration->>'consignee'))`,
    `create index declaration_versions_house on declaration_versions ((declaration->'bill'->>'house'))`,
    `create index declaration_versions_master on declaration_versions ((declaration->'bill'->>'master'))`,
  ]) {
    await sql.raw(statement).execute(db);
  }
}
