import { describe, expect, test } from 'vitest';
import { OBSERVATION_CODES, type ObservationCode } from './load/index.ts';
import { ruleFor, trainedPolicy } from './verdict.ts';

const what = (code: ObservationCode, values: Record<string, number> = {}) => {
  const rule = ruleFor({ code, algorithm: 'any', container: 0, values, names: {} }, trainedPolicy);
  return rule ? `${rule.makes} ${rule.weight}` : 'told';
};

describe('what follows with trained models', () => {
  test('from a container declared empty and loaded is the gravest of all', () => {
    expect(what('declared-empty-but-loaded')).toBe('suspicious 0.95');
    const weights = trainedPolicy.observations.map(({ weight }) => weight);
    expect(Math.max(...weights)).toBe(0.95);
  });

  test('from a mass depends on how far it is off: nothing, suspicious, and more so from 5 t and a half on', () => {
    expect(what('heavier-than-declared', { excessKg: 1_600, excessShare: 0.1 })).toBe('told');
    expect(what('heavier-than-declared', { excessKg: 1_400, excessShare: 0.9 })).toBe('told');
    expect(what('heavier-than-declared', { excessKg: 1_600, excessShare: 0.2 })).toBe('suspicious 0.6');
    expect(what('heavier-than-declared', { excessKg: 6_000, excessShare: 0.6 })).toBe('suspicious 0.8');
  });

  test('from a weighbridge that says something else is a doubt first', () => {
    expect(what('lighter-than-weighed', { excessKg: 2_000, excessShare: 0.2 })).toBe('inconclusive 0.4');
    expect(what('lighter-than-weighed', { excessKg: 4_000, excessShare: 0.4 })).toBe('suspicious 0.5');
  });

  test('from a place that could hide something is a doubt only where much of the load could hide steel', () => {
    expect(what('partial-unloading-advised', { steelMm: 999, organicMm: 999, steelAreaM2: 6.9 })).toBe('told');
    expect(what('partial-unloading-advised', { steelMm: 100, organicMm: 999, steelAreaM2: 0 })).toBe('told');
    expect(what('partial-unloading-advised', { steelMm: 999, organicMm: 999, steelAreaM2: 7 })).toBe(
      'inconclusive 0.7',
    );
    // Results of an earlier version did not say the area: nothing speaks against the doubt.
    expect(what('partial-unloading-advised', { steelMm: 999, organicMm: 999 })).toBe('inconclusive 0.7');
  });

  test('from an undeclared container is a doubt only where others of its scan were declared', () => {
    expect(what('not-declared', { declared: 0 })).toBe('told');
    expect(what('not-declared', { declared: 1 })).toBe('inconclusive 0.3');
  });

  test.each([
    'second-kind-of-goods',
    'more-units-than-declared',
    'fewer-units-than-declared',
    'unlike-earlier-scans',
    'odd-among-siblings',
    'container-changed-since',
    'quality-usable',
  ] as const)('from "%s" is nothing: it is too often wrong', (code) => expect(what(code)).toBe('told'));

  test('from a picture that was there before is grave only where it is the same sample by sample', () => {
    expect(what('picture-seen-before', { exact: 1 })).toBe('suspicious 0.9');
    expect(what('picture-seen-before', { exact: 0 })).toBe('told');
  });

  test('no rule stands behind one of its code that always fits', () => {
    for (const code of OBSERVATION_CODES) {
      const rules = trainedPolicy.observations.filter((rule) => rule.code === code);
      expect(rules.slice(0, -1).every(({ when }) => when.length > 0)).toBe(true);
    }
  });
});
