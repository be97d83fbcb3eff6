import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { request as rawRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_PREFERENCES, keys, type Problem, ScanDetail, type ScanId, type ScanSummary } from '@h986/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordResult } from '../recording/record-result.ts';
import { type Client, clientOf, signedIn } from '../testing/client.ts';
import { FIRST, newScanId, orderOf, putCalibration, putResult, resultOf, SECOND } from '../testing/hand-made.ts';
import { addPeople, PASSWORD } from '../testing/people.ts';
import { type Served, serve } from '../testing/serve.ts';
import { openWorkplace, type Workplace } from '../testing/workplace.ts';

describe('the HTTP side', () => {
  let place: Workplace;
  let served: Served;
  let operator: Client;
  let analyst: Client;

  beforeAll(async () => {
    const page = await mkdtemp(join(tmpdir(), 'h986-page-'));
    await mkdir(join(page, 'assets'));
    await writeFile(join(page, 'index.html'), '<!doctype html><title>page</title>');
    await writeFile(join(page, 'assets', 'main-0a1b2c.js'), 'export {};');
    place = await openWorkplace(undefined);
    await addPeople(place.tools);
    served = await serve(place, page);
    operator = await signedIn(served.url, 'operator');
    analyst = await signedIn(served.url, 'analyst');
  });
  afterAll(async () => {
    await served.close();
    await place.close();
  });

  const problem = async (answer: Response): Promise<Problem> => (await answer.json()) as Problem;
  const order = { lane: 'lane-1', containers: ['CSQU3054383'] };

  async function recorded(): Promise<ScanId> {
    const scanId = newScanId();
    await putResult(place.objects, resultOf(orderOf(scanId), { heatMapKey: keys.heatMap(scanId, FIRST) }));
    await recordResult({ v: 1, scanId, revision: FIRST }, place.tools);
    return scanId;
  }

  test('a container number with a wrong check digit is refused by its name and place', async () => {
    const answer = await operator.send('POST', '/api/scans', { ...order, containers: ['CSQU3054383', 'CSQU3054384'] });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await problem(answer)).toMatchObject({
      code: 'bad-input',
      errors: [{ path: 'body.containers.1', code: 'container-number-check-digit' }],
    });
  });

  test('what a person has set is kept for that person, part by part', async () => {
    const path = '/api/session/preferences';
    expect(await (await analyst.get(path)).json()).toEqual(DEFAULT_PREFERENCES);
    await analyst.send('PUT', path, { keys: { 'picture-invert': ['Q'] }, theme: 'light' });
    const answer = await analyst.send('PUT', path, { theme: 'dark', unheardOf: 1 });

    expect(await answer.json()).toEqual({ ...DEFAULT_PREFERENCES, keys: { 'picture-invert': ['Q'] }, theme: 'dark' });
    expect(await (await operator.get(path)).json()).toEqual(DEFAULT_PREFERENCES);
    expect((await analyst.send('PUT', path, { theme: 'pink' })).status).toBe(400);
  });

  test('a declaration of a container that is not on the truck is refused by name', async () => {
    const declaration = { reference: 'BL-1', containers: ['CSQU3054383'], seals: [], goods: [] };
    const answer = await operator.send('POST', '/api/scans', { ...order, containers: ['MSKU0000006'], declaration });
    expect((await problem(answer)).errors).toEqual([
      { path: 'body.declaration.containers', code: 'container-unknown' },
    ]);
  });

  test('every fault of a request is named at once', async () => {
    const answer = await operator.send('POST', '/api/scans', { lane: 'Lane 1', containers: 'x' });
    const { errors } = await problem(answer);
    expect(errors.map((error) => error.path).sort()).toEqual(['body.containers', 'body.lane']);
    const nul = await operator.send('POST', '/api/scans', { ...order, plate: 'A\u0000B' });
    expect(await problem(nul)).toMatchObject({ status: 400, errors: [{ path: 'body', code: 'text-nul' }] });
    const odd = await operator.get('/api/scans/nonsense');
    expect((await problem(odd)).errors).toEqual([{ path: 'params.scanId', code: 'scan-id-shape' }]);
  });

  test.each([
    ['not JSON', '{"lane":', 'application/json', 400, 'bad-input'],
    ['a form', 'lane=lane-1', 'application/x-www-form-urlencoded', 415, 'content-type'],
    ['text', '{"lane":"lane-1"}', 'text/plain', 415, 'content-type'],
    ['more than 64 kB', JSON.stringify({ plate: 'x'.repeat(70_000) }), 'application/json', 413, 'body-too-large'],
  ])('a body that is %s is refused', async (_what, body, type, status, code) => {
    const answer = await fetch(`${served.url}/api/scans`, {
      method: 'POST',
      headers: { cookie: operator.cookie, 'content-type': type },
      body,
    });
    expect(answer.status).toBe(status);
    expect((await problem(answer)).code).toBe(code);
  });

  test('another site cannot act in the name of who is signed in', async () => {
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ];
    for (const headers of foreign) {
      const answer = await rawPost(`${served.url}/api/scans`, { ...headers, cookie: operator.cookie }, order);
      expect(answer, JSON.stringify(headers)).toBe(403);
    }
    const own = { 'sec-fetch-site': 'same-origin', origin: served.url, cookie: operator.cookie };
    expect(await rawPost(`${served.url}/api/scans`, own, order)).toBe(200);
  });

  test('the session cookie is out of reach of scripts and other sites, and secure where the page is', async () => {
    const body = { name: 'officer', password: PASSWORD };
    const plain = await clientOf(served.url, '').send('POST', '/api/session', body);
    expect(plain.headers.getSetCookie()[0]).toMatch(/^sid=[\w-]{43}; .*Path=\/; .*HttpOnly; SameSite=Strict$/);
    const https = await clientOf(served.url, '').send('POST', '/api/session', body, { 'x-forwarded-proto': 'https' });
    expect(https.headers.getSetCookie()[0]).toContain('; Secure');
    const rows = await place.tools.db.selectFrom('sessions').select('id_hash').execute();
    const id = /^sid=([^;]+)/.exec(plain.headers.getSetCookie()[0] ?? '')?.[1] ?? '';
    expect(rows.map((row) => row.id_hash).join()).not.toContain(id);
  });

  test('a wrong password and an unknown name are refused alike, and written down, but never what was typed as a name', async () => {
    const nobody = clientOf(served.url, '');
    const answers = await Promise.all([
      nobody.send('POST', '/api/session', { name: 'analyst2', password: 'wrong' }),
      nobody.send('POST', '/api/session', { name: 'who', password: 'wrong' }),
    ]);
    const [wrong, unknown] = await Promise.all(answers.map(problem));
    expect(wrong).toMatchObject({ status: 401, code: 'sign-in-refused' });
    expect(unknown).toEqual(wrong);
    const rows = await place.tools.db
      .selectFrom('audit')
      .select('subject')
      .where('action', '=', 'sign-in-refused')
      .execute();
    expect(rows.map((row) => row.subject).sort()).toEqual(['', 'analyst2']);
  });

  test('who guesses passwords has to wait', async () => {
    const nobody = clientOf(served.url, '');
    const codes: string[] = [];
    for (let n = 0; n < 12; n++) {
      codes.push((await problem(await nobody.send('POST', '/api/session', { name: 'admin', password: `${n}` }))).code);
    }
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('sign-in-refused'));
    expect(codes.slice(10)).toEqual(['too-many-attempts', 'too-many-attempts']);
    await signedIn(served.url, 'officer');
  });

  test('a session ends after half an hour unused, after twelve hours however used, and on signing out', async () => {
    const start = place.clock.at;
    const idle = await signedIn(served.url, 'officer');
    const used = await signedIn(served.url, 'officer');
    for (let hour = 0; hour < 12 * 4; hour++) {
      place.clock.forward(15 * 60_000 - (hour === 47 ? 1 : 0));
      expect((await used.get('/api/session')).status, `after ${hour + 1} quarters`).toBe(200);
      if (hour === 0) expect((await idle.get('/api/session')).status).toBe(200);
      if (hour === 3) expect((await idle.get('/api/session')).status).toBe(401);
    }
    place.clock.forward(1);
    expect(await problem(await used.get('/api/session'))).toMatchObject({ status: 401, code: 'signed-out' });
    place.clock.at = start;

    const client = await signedIn(served.url, 'officer');
    await client.send('DELETE', '/api/session');
    expect((await client.get('/api/session')).status).toBe(401);
  });

  test('an order goes from the operator to the list of its lane', async () => {
    const scan = (await (
      await operator.send('POST', '/api/scans', { ...order, lane: 'lane-7' })
    ).json()) as ScanSummary;
    expect(scan).toMatchObject({ state: 'ordered', containers: ['CSQU3054383'], triggeredAt: null });
    const triggered = await operator.send('POST', `/api/scans/${scan.scanId}/trigger`);
    expect(await triggered.json()).toMatchObject({ dueAt: new Date(place.clock.at.getTime() + 120_000).toISOString() });
    const list = (await (await analyst.get('/api/scans?view=lane&lane=lane-7')).json()) as ScanSummary[];
    expect(list.map((one) => one.scanId)).toEqual([scan.scanId]);
  });

  test('an analyst reads, holds and decides; a second one is told who holds it', async () => {
    const scanId = await recorded();
    const detail = ScanDetail.parse(await (await analyst.get(`/api/scans/${scanId}`)).json());
    expect(detail).toMatchObject({ revision: FIRST, result: { verdict: { kind: 'clear' }, hasHeatMap: true } });

    expect((await analyst.send('POST', `/api/scans/${scanId}/lease`)).status).toBe(200);
    const second = await signedIn(served.url, 'analyst2');
    const refused = await problem(await second.send('POST', `/api/scans/${scanId}/lease`));
    expect(refused).toMatchObject({ status: 409, code: 'lease-held', detail: 'analyst has this scan before them' });

    const decision = { kind: 'inspect', reason: 'other', text: '', revision: FIRST };
    const vague = await analyst.send('POST', `/api/scans/${scanId}/decisions`, decision);
    expect((await problem(vague)).errors).toEqual([{ path: 'body.text', code: 'decision-text-missing' }]);
    const decided = await analyst.send('POST', `/api/scans/${scanId}/decisions`, { ...decision, text: 'odd shape' });
    expect(await decided.json()).toMatchObject({ kind: 'inspect', by: 'analyst' });

    const officer = await signedIn(served.url, 'officer');
    const found = await officer.get('/api/decisions?container=CSQU3054383&kind=inspect&from=2026-01-01T00:00:00Z');
    expect(await found.json()).toMatchObject([{ scanId, text: 'odd shape' }]);
    const timeline = (await (await officer.get(`/api/scans/${scanId}/timeline`)).json()) as { action: string }[];
    expect(timeline.map((event) => event.action)).toEqual([
      'scan-ordered',
      'scan-state',
      'result-recorded',
      'scan-compared',
      'scan-viewed',
      'scan-state',
      'lease-taken',
      'scan-state',
      'decision',
    ]);
    expect(await (await officer.get('/api/audit/status')).json()).toMatchObject({ ok: true, firstBroken: null });
  });

  test('a finding is seen with what lies around it; one that was not cut out, or is none, has no picture', async () => {
    const scanId = newScanId();
    const at = { x: 1, y: 1, w: 8, h: 8 };
    const finding = {
      ...{ kind: 'anomaly' as const, score: 0.9, boxPx: at, boxMm: at, reason: { code: 'contrast', values: {} } },
      algorithm: { name: 'cargoseg', version: '1.0.0', digest: null },
    };
    const cropKey = keys.crop(scanId, FIRST, 'f1');
    await place.objects.putOnce(cropKey, Uint8Array.of(9));
    const findings = [
      { ...finding, id: 'f1', cropKey },
      { ...finding, id: 'f2' },
    ];
    await putResult(place.objects, resultOf(orderOf(scanId), { findings }));
    await recordResult({ v: 1, scanId, revision: FIRST }, place.tools);
    const crop = await analyst.get(`/api/scans/${scanId}/findings/f1/crop`);
    expect([crop.status, crop.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(new Uint8Array(await crop.arrayBuffer())).toEqual(Uint8Array.of(9));
    for (const none of ['f2', 'f3']) {
      const answer = await analyst.get(`/api/scans/${scanId}/findings/${none}/crop`);
      expect(await problem(answer)).toMatchObject({ status: 404, code: 'object-missing' });
    }
    const ofRevision = (revision: string) => analyst.get(`/api/scans/${scanId}/findings/f1/crop?revision=${revision}`);
    expect([(await ofRevision(FIRST)).status, (await ofRevision(SECOND)).status]).toEqual([200, 404]);
    expect((await analyst.get(`/api/scans/${scanId}/findings/..%2Fresult/crop`)).status).toBe(400);
  });

  test('a strip may be kept by the browser for good; a picture of a revision only until the next', async () => {
    const scanId = await recorded();
    const plane = `/api/scans/${scanId}/planes/0`;
    expect(await problem(await analyst.get(plane))).toMatchObject({ status: 404, code: 'object-missing' });
    await place.objects.putOnce(keys.plane(scanId, 0), Uint8Array.of(7, 8, 9));
    await place.objects.putOnce(keys.plane(scanId, 10), Uint8Array.of(7));
    await place.objects.putOnce(keys.plane(scanId, 2), Uint8Array.of(7));
    await putCalibration(place.objects, scanId);
    const answer = await analyst.get(plane);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(Uint8Array.of(7, 8, 9));
    expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    const again = await analyst.get(plane, { 'if-none-match': answer.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    const picture = await analyst.get(`/api/scans/${scanId}/picture`);
    expect(await picture.json()).toMatchObject({ planes: [0, 2, 10], lines: 512, geometry: { channels: 8 } });

    await place.objects.putOnce(keys.heatMap(scanId, FIRST), Uint8Array.of(1));
    const heatMap = await analyst.get(`/api/scans/${scanId}/heat-map`);
    expect(heatMap.headers.get('cache-control')).toBe('private, no-cache');
    await putResult(place.objects, resultOf(orderOf(scanId), { revision: SECOND }));
    await recordResult({ v: 1, scanId, revision: SECOND }, place.tools);
    const etag = heatMap.headers.get('etag') ?? '';
    expect((await analyst.get(`/api/scans/${scanId}/heat-map`, { 'if-none-match': etag })).status).toBe(404);
  });

  test('the page is sent for every address that is not of the interface, under a tight policy', async () => {
    const deep = await fetch(`${served.url}/review/01ARZ3NDEKTSV4RRFFQ69G5FAV`);
    expect(await deep.text()).toContain('<title>page</title>');
    expect(deep.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(deep.headers.get('cache-control')).toBe('no-cache');
    const asset = await fetch(`${served.url}/assets/main-0a1b2c.js`);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await fetch(`${served.url}/assets/gone.js`)).status).toBe(404);
    expect(await problem(await fetch(`${served.url}/api/nothing`))).toMatchObject({ status: 404, code: 'not-found' });
  });

  test('what breaks inside tells the caller nothing of the inside', async () => {
    const scanId = await recorded();
    await place.objects.putOnce(keys.calibration(scanId), new TextEncoder().encode('{}'));
    const failed = await analyst.get(`/api/scans/${scanId}/picture`);
    expect(failed.status).toBe(500);
    expect(await failed.json()).toEqual({
      type: 'urn:h986:problem:object-unreadable',
      title: 'object-unreadable',
      status: 500,
      detail: 'the server could not do this; its log says why',
      code: 'object-unreadable',
      errors: [],
    });
  });
});

/** `fetch` does not let a caller set these headers; a browser, or who pretends to be one, does. */
function rawPost(url: string, headers: Record<string, string>, body: unknown): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = rawRequest(
      url,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    request.on('error', reject);
    request.end(JSON.stringify(body));
  });
}
