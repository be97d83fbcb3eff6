import { MarkId, ScanId } from '@h986/domain';
import { expect, test } from 'vitest';
import { type Call, ProblemError } from '../../api/call.ts';
import type { MarkShape } from './history.ts';
import { createKeeper } from './keeper.ts';

const scanId = ScanId.parse('01J00000000000000000000000');
const id = MarkId.parse('01J00000000000000000000001');
const box = (x: number): MarkShape => ({
  kind: 'box',
  points: [
    { x, y: 0 },
    { x: x + 1, y: 1 },
  ],
  text: '',
});
const problem = (status: number, code: string) => new ProblemError({ status, code, detail: '', errors: [] });

/** The records as the server keeps them: a version a mark, the same again is nothing; each call fails as the list says. */
function records(failures: (ProblemError | 'lost-answer' | null)[] = []) {
  const stored = new Map<string, { shape: MarkShape; version: number }>();
  const asked: string[] = [];
  const call = (async (
    name: string,
    { params, body }: { params: { markId: string }; body: MarkShape & { version: number } },
  ) => {
    asked.push(name);
    const failure = failures.shift() ?? null;
    if (failure instanceof ProblemError) throw failure;
    const known = stored.get(params.markId);
    if (name === 'listMarks') return [...stored].map(([one, { version }]) => ({ id: one, version, by: 'analyst' }));
    if (name === 'removeMark') stored.delete(params.markId);
    else {
      const { version, ...shape } = body;
      const same = JSON.stringify(known?.shape) === JSON.stringify(shape);
      if (!same && (known?.version ?? 0) !== version) throw problem(409, 'mark-changed');
      if (!same) stored.set(params.markId, { shape, version: version + 1 });
    }
    if (failure === 'lost-answer') throw problem(0, 'unreachable');
    return stored.get(params.markId) ?? {};
  }) as unknown as Call;
  return { call, stored, asked };
}

const shelf = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
};
const refused: unknown[] = [];
const open = (call: Call, storage = shelf()) =>
  createKeeper({
    call,
    scanId,
    user: 'analyst',
    storage,
    retryMs: 5,
    onChange() {},
    onRefused: (error) => refused.push(error),
  });
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 60));
const settled = (keeper: ReturnType<typeof open>) => expect.poll(() => keeper.unsaved().size).toBe(0);

test('a stroke whose answer was lost is sent again and is there once', async () => {
  const { call, stored } = records(['lost-answer', problem(0, 'unreachable')]);
  const keeper = open(call);
  keeper.keep(id, box(1));
  expect(keeper.unsaved().size).toBe(1);
  await settled(keeper);
  expect(stored.get(id)).toEqual({ shape: box(1), version: 1 });
});

test('a stroke over one whose answer was lost is not lost either', async () => {
  const { call, stored } = records(['lost-answer']);
  const keeper = open(call);
  keeper.keep(id, box(1));
  keeper.keep(id, box(2));
  await settled(keeper);
  expect(stored.get(id)).toEqual({ shape: box(2), version: 2 });
});

test('what waits outlives the page, an ended session and a lost hold', async () => {
  const storage = shelf();
  const away = records(Array(100).fill(problem(401, 'signed-out')));
  const before = open(away.call, storage);
  before.keep(id, box(3));
  await aWhile();
  before.close();
  const { call, stored } = records([problem(409, 'lease-missing')]);
  const after = open(call, storage);
  expect([...after.unsaved().keys()]).toEqual([id]);
  after.send();
  await settled(after);
  expect(stored.get(id)?.shape).toEqual(box(3));
  expect(storage.getItem(`marks:analyst:${scanId}`)).toBeNull();
});

test('what the records will never take is given up and said', async () => {
  const { call } = records([problem(409, 'mark-not-yours')]);
  const keeper = open(call);
  keeper.keep(id, box(1));
  await settled(keeper);
  expect(refused).toMatchObject([{ code: 'mark-not-yours' }]);
});
