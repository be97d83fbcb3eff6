import { ROLES, type Role, type RouteName, routes } from '@h986/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf, signedIn } from '../testing/client.ts';
import { newScanId } from '../testing/hand-made.ts';
import { addPeople } from '../testing/people.ts';
import { type Served, serve } from '../testing/serve.ts';
import { openWorkplace, type Workplace } from '../testing/workplace.ts';

const NAME_OF: Record<Role, string> = {
  operator: 'operator',
  analyst: 'analyst',
  'risk-officer': 'officer',
  administrator: 'admin',
};

describe('who may call what', () => {
  let place: Workplace;
  let served: Served;
  const clients = new Map<Role | 'nobody', Client>();

  beforeAll(async () => {
    place = await openWorkplace(undefined);
    await addPeople(place.tools);
    served = await serve(place, '/nowhere');
    for (const role of ROLES) clients.set(role, await signedIn(served.url, NAME_OF[role]));
    clients.set('nobody', clientOf(served.url, ''));
  });
  afterAll(async () => {
    await served.close();
    await place.close();
  });

  /** The status of a call whose content is of no use: who may not call is told so before anything else. */
  async function call(name: RouteName, who: Role | 'nobody'): Promise<number> {
    const { method, path } = routes[name];
    const address = path.replace(':scanId', newScanId()).replace(':strip', '0');
    // To sign out for real would end the session that the other rows need.
    const client = name === 'signOut' && who !== 'nobody' ? await signedIn(served.url, NAME_OF[who]) : clients.get(who);
    const stop = new AbortController();
    const answer = await fetch(served.url + address, {
      method: method.toUpperCase(),
      headers: { cookie: client?.cookie ?? '' },
      signal: stop.signal,
    });
    const { status } = answer;
    if (name === 'events') stop.abort();
    else await answer.arrayBuffer();
    return status;
  }

  test.each(Object.keys(routes) as RouteName[])('%s answers those listed for it and nobody else', async (name) => {
    const { roles } = routes[name];
    for (const role of ROLES) {
      const status = await call(name, role);
      const listed = roles === 'public' || (roles as readonly Role[]).includes(role);
      if (listed) expect([401, 403], `${name} as ${role}`).not.toContain(status);
      else expect(status, `${name} as ${role}`).toBe(403);
    }
    const status = await call(name, 'nobody');
    if (roles === 'public') expect(status).not.toBe(401);
    else expect(status).toBe(401);
  });
});
