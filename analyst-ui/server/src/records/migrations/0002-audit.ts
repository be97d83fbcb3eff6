import { type Kysely, sql } from 'kysely';

/** The audit chain: rows that can only be added, and one row that says where the chain ends. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table audit (
      seq bigint primary key,
      at text not null,
      actor text not null,
      action text not null,
      subject text not null,
      detail text not null,
      previous text not null,
      hash text not null
    )`,
    'create index audit_subject on audit (subject, seq)',
    `create table audit_head (
      id integer primary key check (id = 1),
      seq bigint not null,
      hash text not null
    )`,
    `insert into audit_head (id, seq, hash) values (1, 0, repeat('0', 64))`,
    `create function refuse_audit_change() returns trigger language plpgsql as $$
      begin
        raise exception 'the audit log is append-only';
      end
    $$`,
    `create trigger audit_append_only before update or delete on audit
      for each row execute function refuse_audit_change()`,
    `create trigger audit_no_truncate before truncate on audit
      for each statement execute function refuse_audit_change()`,
    `create trigger audit_head_stays before delete on audit_head
      for each row execute function refuse_audit_change()`,
  ]) {
    await sql.raw(statement).execute(db);
  }
}
