import { expect, test } from 'vitest';
import { APPEARANCES, appearancesOf, HS_CHAPTERS } from './appearance.ts';

test('the nomenclature has 96 chapters, 01 to 97 without 77', () => {
  expect(HS_CHAPTERS).toHaveLength(96);
  expect(HS_CHAPTERS).not.toContain('77');
});

test.each(HS_CHAPTERS)('goods of chapter %s can look like something', (chapter) => {
  expect(appearancesOf(chapter).length).toBeGreaterThan(0);
});

test('no class stands for a chapter that does not exist, or for one twice', () => {
  for (const { id, chapters } of APPEARANCES) {
    expect(new Set(chapters).size, id).toBe(chapters.length);
    for (const chapter of chapters) expect(HS_CHAPTERS, id).toContain(chapter);
  }
});

test('machines and electrical goods come in many shapes, meat in one', () => {
  expect(appearancesOf('84').length).toBeGreaterThan(3);
  expect(appearancesOf('85').length).toBeGreaterThan(3);
  expect(appearancesOf('02')).toEqual(['frozen-goods']);
});

test('a chapter that does not exist looks like nothing', () => {
  expect(appearancesOf('77')).toEqual([]);
  expect(appearancesOf('98')).toEqual([]);
});
