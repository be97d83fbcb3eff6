import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  AUDIT_ACTIONS,
  type DeclarationView,
  type ImportReceipt,
  MAX_FILE_BYTES,
  type Problem,
  type RouteAnswer,
} from '@h986/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { timelineOf, verifyChain } from '../records/audit-log.ts';
import { type Client, signedIn } from '../testing/client.ts';
import { addPeople } from '../testing/people.ts';
import { type Served, serve } from '../testing/serve.ts';
import { DATABASES, openWorkplaceOn, type Workplace } from '../testing/workplace.ts';

const FIRST = 'CSQU3054383';
const SECOND = 'MSKU0000006';

const CSV = [
  'reference,container,seals,declaredAt,description,hsCode,grossMassKg',
  `csv-1,${FIRST},S1,2026-11-20,tea,090210,400`,
  `csv-2,${SECOND},S2,2026-11-20,cups,691110,90`,
].join('\r\n');
const CUSCAR = [
  'UNB+UNOC:3+CARRIER+CUSTOMS+261120:0800+42',
  ...['UNH+1+CUSCAR:D:95B:UN', 'BGM+785+MAN1+9', `EQD+CN+${FIRST}+45R1`, 'CNI+1+edi-1', 'UNT+5+1', 'UNZ+1+42'],
]
  .map((segment) => `${segment}'`)
  .join('');

describe.each(DATABASES)('declarations in the records on %s', (which) => {
  let place: Workplace;
  let served: Served;
  let officer: Client;
  let analyst: Client;

  beforeAll(async () => {
    place = await openWorkplaceOn(which);
    await addPeople(place.tools);
    served = await serve(place, '/nowhere');
    officer = await signedIn(served.url, 'officer');
    analyst = await signedIn(served.url, 'analyst');
  });
  afterAll(async () => {
    await served.close();
    await place.close();
  });
  beforeEach(async () => {
    for (const table of ['declaration_containers', 'declaration_versions', 'declarations'] as const) {
      await place.tools.db.deleteFrom(table).execute();
    }
  });

  const declare = (reference: string, more: object = {}) =>
    officer.send('POST', '/api/declarations', { reference, containers: [FIRST], ...more });
  const receiptOf = async (reference: string, more: object = {}) => (await declare(reference, more)).json();

  function send(body: string | Uint8Array, type: string, query = '', cookie = officer.cookie): Promise<Response> {
    const headers = { cookie, 'content-type': type };
    return fetch(`${served.url}/api/declarations/import${query}`, { method: 'POST', headers, body: body as BodyInit });
  }
  const imported = async (...given: Parameters<typeof send>) => (await (await send(...given)).json()) as ImportReceipt;
  const problemOf = async (answer: Response) => ({ ...((await answer.json()) as Problem), status: answer.status });
  const listed = async (query = '') => {
    const list = (await (await officer.get(`/api/declarations${query}`)).json()) as DeclarationView[];
    return list.map(({ reference, version }) => `${reference} v${version}`);
  };
  const one = async (path: string) =>
    (await (await officer.get(`/api/declarations/${path}`)).json()) as RouteAnswer<'getDeclaration'>;

  test('a changed declaration is a new version, and the old one is kept', async () => {
    expect(await receiptOf('A/1', { consignee: 'Old Quay' })).toEqual({
      reference: 'A/1',
      version: 1,
      outcome: 'created',
    });
    expect(await receiptOf('A/1', { consignee: 'New Quay' })).toEqual({
      reference: 'A/1',
      version: 2,
      outcome: 'changed',
    });
    const newest = await one('A%2F1');
    expect(newest).toMatchObject({ version: 2, by: 'officer', format: 'json', declaration: { consignee: 'New Quay' } });
    expect(newest.versions.map(({ version }) => version)).toEqual([2, 1]);
    expect(await one('A%2F1?version=1')).toMatchObject({ version: 1, declaration: { consignee: 'Old Quay' } });
    expect((await officer.get('/api/declarations/A%2F1?version=3')).status).toBe(404);
    expect(await listed()).toEqual(['A/1 v2']);
  });

  test('the same again changes nothing and says so, however it is written', async () => {
    await declare('A', { containers: [SECOND, FIRST] });
    const before = (await verifyChain(place.tools.db)).length;
    const again = { containers: [FIRST, SECOND], consignee: ' ', equipment: [{ container: FIRST }] };
    expect(await receiptOf('A', again)).toEqual({ reference: 'A', version: 1, outcome: 'same' });
    expect((await verifyChain(place.tools.db)).length).toBe(before);
  });

  test('a message that comes again late does not undo what came after it', async () => {
    await declare('A', { consignee: 'Old Quay' });
    await declare('A', { consignee: 'New Quay' });
    expect(await receiptOf('A', { consignee: 'Old Quay' })).toEqual({ reference: 'A', version: 1, outcome: 'older' });
    expect(await one('A')).toMatchObject({ version: 2, declaration: { consignee: 'New Quay' } });
  });

  test('a file is taken by its content type or by the format that the sender names', async () => {
    const receipts = [{ reference: 'edi-1', version: 1, outcome: 'created' }];
    expect(await imported(CUSCAR, 'application/EDIFACT')).toEqual({ changed: true, receipts, faults: [] });
    expect(await imported(CSV, 'text/csv; charset=utf-8')).toMatchObject({ changed: true, faults: [] });
    const json = JSON.stringify([{ reference: 'json-1', containers: [FIRST], consignee: 'x'.repeat(100) }]);
    expect(await imported(json, 'application/json')).toMatchObject({ changed: true });
    expect(await imported(CSV, 'application/octet-stream', '?format=csv')).toMatchObject({ changed: false });
    expect(await listed()).toEqual(expect.arrayContaining(['csv-1 v1', 'csv-2 v1', 'edi-1 v1', 'json-1 v1']));
    expect(await listed(`?container=${SECOND.slice(2, 9)}`)).toEqual(['csv-2 v1']);
    expect(await listed('?reference=EDI')).toEqual(['edi-1 v1']);
  });

  test('the same file twice changes nothing and says so', async () => {
    await send(CSV, 'text/csv');
    const before = (await verifyChain(place.tools.db)).length;
    expect(await imported(CSV, 'text/csv')).toEqual({
      changed: false,
      receipts: [
        { reference: 'csv-1', version: 1, outcome: 'same' },
        { reference: 'csv-2', version: 1, outcome: 'same' },
      ],
      faults: [],
    });
    expect((await verifyChain(place.tools.db)).length).toBe(before);
  });

  test('of a file with a fault nothing is taken, unless the sender asks to keep the rest', async () => {
    const bad = CSV.replace(SECOND, 'MSKU0000007');
    const fault = { code: 'container-number-check-digit', line: 3, reference: 'csv-2' };
    const answer = await problemOf(await send(bad, 'text/csv'));
    expect(answer).toMatchObject({ status: 422, code: 'import-refused', errors: [{ path: 'container', ...fault }] });
    expect(await listed()).toEqual([]);
    expect(await imported(bad, 'text/csv', '?onError=keep')).toEqual({
      changed: true,
      receipts: [{ reference: 'csv-1', version: 1, outcome: 'created' }],
      faults: [{ field: 'container', ...fault }],
    });
    expect(await listed()).toEqual(['csv-1 v1']);
    const nothing = await problemOf(await send('reference,container\r\nA,', 'text/csv', '?onError=keep'));
    expect(nothing).toMatchObject({ status: 422, errors: [{ code: 'container-missing', line: 2 }] });
  });

  test('a file that cannot go in whole leaves nothing behind', async () => {
    const head = { reference: 'csv-2', newest: 'elsewhere', version: 1, since: place.clock.at };
    await place.tools.db.insertInto('declarations').values(head).execute();
    const version = { ...head, id: '0', digest: 'x', format: 'csv' as const, declaration: '{}', recorded_by: 'x' };
    const { newest: _, since, ...row } = version;
    // A version that the head knows nothing of: the second declaration of the file cannot be written.
    await place.tools.db
      .insertInto('declaration_versions')
      .values({ ...row, version: 2, recorded_at: since })
      .execute();
    expect((await send(CSV, 'text/csv')).status).toBe(500);
    expect(await listed()).toEqual([]);
    expect(await verifyChain(place.tools.db)).toMatchObject({ ok: true });
  });

  test.each<[string, string | Uint8Array, string, number, string]>([
    ['too large', new Uint8Array(MAX_FILE_BYTES + 1).fill(32), 'text/csv', 413, 'body-too-large'],
    ['of no known kind', 'x', 'application/octet-stream', 415, 'content-type'],
    ['as a form could send it', CSV, 'text/plain', 415, 'content-type'],
    ['empty', '', 'text/csv', 422, 'import-refused'],
  ])('a file that is %s is refused', async (_what, body, type, status, code) => {
    expect(await problemOf(await send(body, type))).toMatchObject({ status, code });
  });

  test('a file of unknown length is kept no further than its limit, and the connection goes on behind it', async () => {
    const { host, hostname, port } = new URL(served.url);
    const socket = connect(Number(port), hostname);
    const head = (line: string, ...more: string[]) => [line, `host: ${host}`, ...more, '', ''].join('\r\n');
    socket.write(
      head(
        'POST /api/declarations/import HTTP/1.1',
        `cookie: ${officer.cookie}`,
        'content-type: text/csv',
        'transfer-encoding: chunked',
      ),
    );
    const part = ' '.repeat(1024 * 1024);
    for (let sent = 0; sent < 8; sent++) socket.write(`${part.length.toString(16)}\r\n${part}\r\n`);
    socket.write('0\r\n\r\n');
    socket.write(head('GET /api/health HTTP/1.1', 'connection: close'));
    const answers = await text(socket);
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
  });

  test('only the risk officer declares; nobody else’s file is even read', async () => {
    const great = new Uint8Array(MAX_FILE_BYTES + 1);
    expect(await problemOf(await send(CSV, 'text/csv', '', analyst.cookie))).toMatchObject({ status: 403 });
    expect(await problemOf(await send(great, 'text/csv', '', ''))).toMatchObject({ status: 401 });
    const declared = await analyst.send('POST', '/api/declarations', { reference: 'A', containers: [FIRST] });
    expect(await problemOf(declared)).toMatchObject({ status: 403 });
    expect((await analyst.get('/api/declarations')).status).toBe(200);
  });

  test('every fault of a declaration is named at once', async () => {
    const answer = await problemOf(await declare('', { containers: ['CSQU3054384'], goods: [{ hsCode: '1' }] }));
    expect(answer.status).toBe(400);
    expect(answer.errors.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
      'body.containers.0 container-number-check-digit',
      'body.goods.0.description description-missing',
      'body.goods.0.hsCode hs-code-shape',
    ]);
  });

  test('what came and who sent it is in the audit log, in a chain that holds', async () => {
    await send(CSV, 'text/csv');
    const [event] = await timelineOf(place.tools.db, 'csv-1');
    expect(AUDIT_ACTIONS).toContain(event?.action);
    const { digest } = await one('csv-1');
    expect(event).toMatchObject({
      actor: 'officer',
      action: 'declaration-recorded',
      detail: { version: 1, digest, format: 'csv', containers: [FIRST] },
    });
    const imports = (await timelineOf(place.tools.db, '')).filter(({ action }) => action === 'declarations-imported');
    expect(imports.at(-1)?.detail).toMatchObject({ format: 'csv', declarations: 2, changed: 2, faults: 0 });
    expect(await verifyChain(place.tools.db)).toMatchObject({ ok: true });
  });

  test('many hands declaring the same at once make one version of it', async () => {
    const receipts = await Promise.all(Array.from({ length: 6 }, () => imported(CSV, 'text/csv')));
    expect(receipts.filter(({ changed }) => changed)).toHaveLength(1);
    expect(await listed()).toEqual(expect.arrayContaining(['csv-1 v1', 'csv-2 v1']));
  });
});
