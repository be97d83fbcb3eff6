import {
  APPEARANCES,
  AUDIT_ACTIONS,
  CHECK_FIGURES,
  CHECK_GRADES,
  COMPARISON_REASONS,
  DECISION_KINDS,
  DECISION_REASONS,
  DECLARATION_OUTCOMES,
  DECLARATION_RUNS,
  DeclarationMatch,
  defaultPolicy,
  FINDING_KINDS,
  IMPORT_FAULTS,
  IMPORT_FORMATS,
  LOCALES,
  MARK_KINDS,
  MISMATCH_CODES,
  OBSERVATION_CODES,
  READING_STAGES,
  REFUSAL_REASONS,
  RISK_REASONS,
  ROLES,
  RUN_STATES,
  SCAN_STATES,
  ScannerStatus,
  SIBLING_ASPECTS,
  UNBELIEVED_REASONS,
  VERDICT_KINDS,
  VerdictReason,
} from '@h986/domain';
import { expect, test } from 'vitest';
import { en, type Words } from './en.ts';
import { zhCN } from './zh-CN.ts';

/** What the schemas of the domain call wrong. */
const INPUT_FAULTS = [
  'container-number-shape',
  'container-number-check-digit',
  'container-unknown',
  'test-object-with-cargo',
  'hs-code-shape',
  'lane-id-shape',
  'user-name-shape',
  'password-too-short',
  'decision-reason-unknown',
  'decision-text-missing',
  'mark-points',
  'mark-text-missing',
  'inspection-marks-missing',
  'inspection-mark-unknown',
  'inspection-not-asked',
  'text-missing',
];

const lists: [keyof Words, readonly string[]][] = [
  ['role', ROLES],
  ['locales', LOCALES],
  ['state', SCAN_STATES],
  ['verdictKind', VERDICT_KINDS],
  ['verdictReason', VerdictReason.shape.code.options],
  ['findingKind', FINDING_KINDS],
  ['observation', OBSERVATION_CODES],
  ['readingStage', READING_STAGES],
  ['markKind', MARK_KINDS],
  ['aspect', SIBLING_ASPECTS],
  ['riskReason', RISK_REASONS],
  ['appearance', APPEARANCES.map(({ id }) => id)],
  ['mismatch', MISMATCH_CODES],
  ['runState', RUN_STATES],
  ['algorithm', defaultPolicy.required.map(({ name }) => name)],
  ['algorithm', DECLARATION_RUNS],
  ['runReason', COMPARISON_REASONS],
  ['runReason', UNBELIEVED_REASONS],
  ['decisionKind', DECISION_KINDS],
  ['decisionReason', Object.values(DECISION_REASONS).flat()],
  ['scanReason', REFUSAL_REASONS],
  ['scannerState', ScannerStatus.shape.state.options],
  ['action', AUDIT_ACTIONS],
  ['checkFigure', CHECK_FIGURES],
  ['checkGrade', CHECK_GRADES],
  ['error', INPUT_FAULTS],
  ['importFault', IMPORT_FAULTS],
  ['importFormat', IMPORT_FORMATS],
  ['declarationOutcome', DECLARATION_OUTCOMES],
  ['declarationMatch', DeclarationMatch.shape.state.options],
];

for (const [locale, words] of Object.entries({ en, 'zh-CN': zhCN })) {
  test.each(lists)(`in ${locale} every code of "%s" has a word`, (list, codes) => {
    const missing = codes.filter((code) => !(words[list] as Record<string, string>)[code]?.trim());
    expect(missing).toEqual([]);
  });
}

test('every observation has a sentence', () => {
  expect(OBSERVATION_CODES.filter((code) => !(code in en.observationSaid))).toEqual([]);
});

test('nothing of the Chinese screens was left in English', () => {
  const chinese = new Map(leaves(zhCN));
  const same = leaves(en).filter(([path, text]) => chinese.get(path) === text);
  expect(same.map(([path]) => path)).toEqual(['unit.share', 'viewer.oneToOne', 'locales.en', 'locales.zh-CN']);
});

/** Every word with the path of its keys; sentences with gaps are filled with the same letter. */
function leaves(value: unknown, path: string[] = []): [string, string][] {
  if (typeof value === 'string') return [[path.join('.'), value]];
  if (typeof value === 'function') return [[path.join('.'), String(value('x', 'x', 'x', 'x', 'x', 'x'))]];
  return Object.entries(value as object).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}
