import { type Kysely, sql } from 'kysely';

/** Declarations, every version of them, and how scans find the newest by container. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table declarations (
      reference text primary key,
      newest text not null,
      version integer not null,
      since timestamptz(3) not null
    )`,
    'create index declarations_newest on declarations (newest desc)',
    `create table declaration_versions (
      id text primary key,
      reference text not null references declarations (reference),
      version integer not null,
      digest text not null,
      format text not null,
      declaration jsonb not null,
      recorded_by text not null,
      recorded_at timestamptz(3) not null,
      unique (reference, version),
      unique (reference, digest)
    )`,
    `create table declaration_containers (
      container text not null,
      reference text not null references declarations (reference),
      primary key (container, reference)
    )`,
    'create index declaration_containers_reference on declaration_containers (reference)',
    'create index scans_containers on scans using gin (containers)',
  ]) {
    await sql.raw(statement).execute(db);
  }
}
