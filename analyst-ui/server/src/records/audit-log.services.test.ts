import { AUDIT_GENESIS } from '@h986/domain';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES, openWorkplaceOn, type Workplace } from '../testing/workplace.ts';
import { verifyChain } from './audit-log.ts';
import { change } from './change.ts';

const LENGTH = 25;

describe.each(DATABASES)('the audit log on %s', (which) => {
  let place: Workplace;
  const run = (statement: string) => sql.raw(statement).execute(place.tools.db);
  const tamper = async (statement: string): Promise<void> => {
    await run('alter table audit disable trigger all');
    await run(statement);
    await run('alter table audit enable trigger all');
  };
  /** Pages smaller than the chain, so that links are followed from one to the next. */
  const verify = () => verifyChain(place.tools.db, new Date(), 10);

  beforeAll(async () => {
    place = await openWorkplaceOn(which);
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    await tamper('truncate audit');
    await run(`update audit_head set seq = 0, hash = '${AUDIT_GENESIS}'`);
    await Promise.all(
      Array.from({ length: LENGTH }, (_, n) =>
        change(place.tools, async ({ audit }) =>
          audit({
            actor: 'analyst',
            action: 'scan-viewed',
            subject: `scan-${n}`,
            detail: { b: n, a: { text: 'é \u0000 %' } },
          }),
        ),
      ),
    );
  });

  test('events written at once by many form one chain', async () => {
    expect(await verify()).toMatchObject({ ok: true, length: LENGTH, firstBroken: null });
  });

  test('nobody who goes by the rules can change, remove or empty it', async () => {
    for (const statement of [
      'update audit set actor = $$x$$',
      'delete from audit',
      'truncate audit',
      'delete from audit_head',
    ]) {
      await expect(run(statement)).rejects.toThrow('append-only');
    }
  });

  test.each([
    'at',
    'actor',
    'action',
    'subject',
    'detail',
    'previous',
    'hash',
  ])('one changed byte in `%s` is found', async (column) => {
    await tamper(`update audit set ${column} = overlay(${column} placing 'x' from 3) where seq = 13`);
    expect(await verify()).toMatchObject({ ok: false, firstBroken: 13 });
  });

  test('a space that changes no meaning is found', async () => {
    await tamper(`update audit set detail = replace(detail, ':', ': ') where seq = 5`);
    expect(await verify()).toMatchObject({ ok: false, firstBroken: 5 });
  });

  test('a removed event is found, the first and the last too', async () => {
    await tamper('delete from audit where seq = 11');
    expect(await verify()).toMatchObject({ ok: false, firstBroken: 11 });
    await tamper('delete from audit where seq = 1');
    expect(await verify()).toMatchObject({ ok: false, firstBroken: 1 });
  });

  test('an end cut off is found', async () => {
    await tamper('delete from audit where seq > 20');
    expect(await verify()).toMatchObject({ ok: false, length: LENGTH, firstBroken: 21 });
  });

  test('an emptied log is found', async () => {
    await tamper('delete from audit');
    expect(await verify()).toMatchObject({ ok: false, firstBroken: 1 });
  });

  test('two events that changed places are found', async () => {
    await tamper('update audit set seq = case seq when 8 then -9 else -8 end where seq in (8, 9)');
    await tamper('update audit set seq = -seq where seq < 0');
    expect(await verify()).toMatchObject({ ok: false, firstBroken: 8 });
  });

  test('an event put after the end is found', async () => {
    await tamper(
      `insert into audit select 26, at, actor, action, subject, detail, hash, hash from audit where seq = 25`,
    );
    expect(await verify()).toMatchObject({ ok: false, firstBroken: 26 });
  });

  test('what fails leaves no event behind', async () => {
    const failing = change(place.tools, async ({ audit }) => {
      audit({ actor: 'analyst', action: 'decision', subject: 'scan-1' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await verify()).toMatchObject({ ok: true, length: LENGTH });
  });
});
