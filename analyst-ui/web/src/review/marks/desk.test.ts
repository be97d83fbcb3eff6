import { type Mark, MarkId, ScanId } from '@h986/domain';
import { expect, test } from 'vitest';
import { type Call, ProblemError } from '../../api/call.ts';
import { createMarksDesk } from './desk.ts';

const scanId = ScanId.parse('01J00000000000000000000000');
const at = Date.parse('2026-11-25T03:00:00.000Z');
const corners = [
  { x: 0.123, y: 0 },
  { x: 10, y: 10 },
];
const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

/** Records that keep what they are given; a list is answered when it is let go. */
function opened({ refuse = '', now = () => at } = {}) {
  const stored = new Map<string, Mark>();
  const lists: (() => void)[] = [];
  const call = (async (name: string, { params, body }: { params: { markId: MarkId }; body: Mark }) => {
    if (name === 'listMarks') {
      const answer = [...stored.values()];
      await new Promise<void>((resolve) => lists.push(resolve));
      return answer;
    }
    if (refuse) throw new ProblemError({ status: 409, code: refuse, detail: '', errors: [] });
    const id = params.markId;
    if (name === 'removeMark') return stored.delete(id);
    const mark = { ...body, id, scanId, by: 'analyst', at: new Date(at).toISOString(), version: body.version + 1 };
    stored.set(id, mark as Mark);
    return mark;
  }) as unknown as Call;
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  let saved = 0;
  const desk = createMarksDesk({ call, scanId, user: 'analyst', now, onSaved: () => void saved++, storage });
  return { desk, stored, answerLists: () => lists.splice(0).forEach((go) => void go()), saved: () => saved };
}

test('a box is there at once, chosen, by whom and when, and then in the records', async () => {
  const { desk, stored, saved } = opened();
  desk.setTool('box');
  desk.draw('box', corners);
  expect(desk.state()).toMatchObject({ tool: null, unsaved: { size: 1 }, canUndo: true });
  const [mark] = desk.state().marks;
  expect(mark).toMatchObject({
    by: 'analyst',
    at: '2026-11-25T03:00:00.000Z',
    points: [{ x: 0.12, y: 0 }, corners[1]],
  });
  expect(desk.state().selected).toBe(mark?.id);
  await settled();
  expect([...stored.keys()]).toEqual([mark?.id]);
  expect([desk.state().unsaved.size, saved()]).toEqual([0, 1]);
});

test('marks stand in the order of drawing, also when the server’s time turns out to be earlier than was thought', async () => {
  let time = at;
  const { desk } = opened({ now: () => time });
  desk.draw('box', corners);
  for (const kind of ['ruler', 'arrow'] as const) {
    time -= 400;
    desk.draw(kind, corners);
  }
  time = at + 5_000;
  desk.draw('box', corners);
  expect(desk.state().marks.map(({ kind }) => kind)).toEqual(['box', 'ruler', 'arrow', 'box']);
});

test('a note without words is none, and words are never emptied out of one', async () => {
  const { desk } = opened();
  desk.draw('note', [{ x: 5, y: 5 }]);
  expect(desk.state().writing).toEqual({ points: [{ x: 5, y: 5 }] });
  desk.written('  ');
  expect(desk.state()).toMatchObject({ marks: [], writing: null });
  desk.draw('note', [{ x: 5, y: 5 }]);
  desk.written(' wire ');
  const id = desk.state().marks[0]?.id as MarkId;
  desk.write(id);
  desk.written('');
  expect(desk.state().marks).toMatchObject([{ kind: 'note', text: 'wire' }]);
  expect(MarkId.safeParse(id).success).toBe(true);
});

test('a list that was asked for before a stroke arrived does not take it away', async () => {
  const { desk, answerLists } = opened();
  desk.refresh();
  desk.draw('box', corners);
  await settled();
  answerLists();
  await settled();
  expect(desk.state().marks).toHaveLength(1);
  answerLists();
  await settled();
  expect(desk.state().marks).toHaveLength(1);
});

test('a stroke that is refused for good is taken back, and said until the next one', async () => {
  const { desk, answerLists } = opened({ refuse: 'mark-not-yours' });
  desk.draw('box', corners);
  await settled();
  answerLists();
  await settled();
  expect(desk.state()).toMatchObject({ marks: [], refused: { code: 'mark-not-yours' } });
  desk.draw('box', corners);
  expect(desk.state().refused).toBeNull();
});
