import type { Observation } from '@h986/domain';
import { describe, expect, test } from 'vitest';
import { en } from '../../i18n/en.ts';
import { createFormat } from '../../i18n/format.ts';
import { zhCN } from '../../i18n/zh-CN.ts';
import { sentenceOf } from './sentence.ts';

const observation = (code: Observation['code'], values = {}, names = {}): Observation => ({
  code,
  algorithm: 'declaration-mass',
  container: 0,
  values,
  names,
});
const heavier = observation('heavier-than-declared', {
  seenKg: 14_000,
  lowKg: 12_600,
  highKg: 15_400,
  declaredKg: 10_000,
  excessKg: 4_000,
  excessShare: 0.4,
});
const say = (one: Observation) => sentenceOf(one, en, createFormat('en'));
const sayZh = (one: Observation) => sentenceOf(one, zhCN, createFormat('zh-CN'));

describe('an observation as a sentence', () => {
  test('has its figures with their units, in the language of the reader', () => {
    expect(say(heavier)).toBe(
      '14.0 t of cargo are seen (12.6 t to 15.4 t), 10.0 t were declared: 4.0 t more, 40% of what was declared.',
    );
    expect(sayZh(heavier)).toContain('申报 10.0 t：多出 4.0 t');
  });

  test('has its names in words', () => {
    const looks = observation('load-looks-different', { score: 9.31, from: 4.393 }, { looksLike: 'tyres' });
    expect(say(looks)).toContain('looks like tyres');
    expect(sayZh(looks)).toContain('轮胎');
  });

  test('says by how much a container is unlike its siblings, and which way', () => {
    const lighter = { z: 9, ofLimit: 1.62, siblings: 11, sign: -1, logRatio: -0.151, apartShare: 0.14 };
    const mass = observation('odd-among-siblings', lighter, { aspect: 'mass' });
    expect(say(mass)).toMatch(/^14% lighter than its 11 siblings: 1\.62 times the limit/);
    expect(sayZh(mass)).toContain('比同批其他 11 箱轻 14%');
    const place = { z: 30, ofLimit: 2, siblings: 11, sign: 1, apartGCm2: 41.2 };
    expect(say(observation('odd-among-siblings', place, { aspect: 'place' }))).toContain('41 g/cm² more than its 11');
    const piece = { z: 30, ofLimit: 2, siblings: 11, sign: -1, apartShare: 0.3 };
    expect(say(observation('odd-among-siblings', piece, { aspect: 'stretch' }))).toContain('30% less than its 11');
    expect(sayZh(observation('odd-among-siblings', piece, { aspect: 'place' }))).toContain('少 30%');
    const stuff = observation(
      'odd-among-siblings',
      { z: 40, ofLimit: 1.5, siblings: 11, sign: 1 },
      { aspect: 'matter' },
    );
    expect(say(stuff)).toContain('heavier stuff, such as metal, than in its 11 siblings: 1.50 times');
    expect(sayZh(stuff)).toContain('更重的物质');
    const earlier = observation('odd-among-siblings', { z: 9, ofLimit: 2, siblings: 11 }, { aspect: 'texture' });
    expect(say(earlier)).toContain('differs most, by its texture');
  });

  test('is another one where it rests on something else', () => {
    const code = 'declared-loaded-but-empty';
    expect(say(observation(code, { residualKg: 0, declaredKg: 900 }))).toContain('900 kg were declared');
    expect(say(observation(code, { residualKg: 2.5 }))).toContain('2.5 kg beyond');
    expect(say(observation(code, { score: 5, from: 4.393 }, { looksLike: 'empty' }))).toContain('score 5');
  });

  test('falls back to its title and what figures it has, where one is missing', () => {
    expect(say(observation('heavier-than-declared', { excessKg: 4_000 }))).toBe(
      'Heavier than declared (excessKg 4.0 t)',
    );
  });
});
