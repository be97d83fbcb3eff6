import type { CheckReason, ScannerCheckState } from '@h986/domain';

/** A scanner's checks with its test object; units are among the words of loads. */
export const checksEn = {
  check: {
    title: 'Check with the test object',
    object: 'Test object',
    start: 'Check with the test object',
    startHint: 'The object stands before the scanner in place of a truck: this triggers at once.',
    started: 'Check ordered',
    underWay: 'A check is under way',
    none: 'This scanner has never been checked with a test object.',
    last: (time: string) => `last check ${time}`,
    overdue: (hours: string) => `The last check is more than ${hours} h old.`,
    failed: 'By the last check nothing should be decided by this scanner’s pictures.',
    limited: 'The last check says: usable, with care.',
    valid: 'The last check says: good.',
    figures: 'Measured',
    trends: 'From check to check',
    earlier: 'Earlier checks',
    atLeast: (limit: string) => `at least ${limit}`,
    atMost: (limit: string) => `at most ${limit}`,
    nothing: 'none seen',
    withScan: 'Scanner’s check when this was scanned',
    filter: 'Scanner’s check',
    measured: (name: string, version: string) => `${name}, version ${version}`,
  },
  checkState: {
    valid: 'good',
    limited: 'usable',
    failed: 'not fit to decide',
    overdue: 'overdue',
    none: 'never checked',
    invalid: 'no valid check',
  } satisfies Record<ScannerCheckState | 'invalid', string> as Record<ScannerCheckState | 'invalid', string>,
  checkGrade: { good: 'good', usable: 'usable', unfit: 'not fit to decide' },
  checkFigure: {
    penetration: 'lead still told behind steel of',
    'wire-air': 'thinnest wire in air',
    'wire-steel': 'thinnest wire behind steel',
    contrast: 'thinnest sheet on steel',
    'resolution-line': 'resolution along travel',
    'resolution-channel': 'resolution along the channels',
    materials: 'materials told right',
    'air-noise': 'noise in air',
    'dead-channels': 'dead channels',
    'dead-gap': 'dead channels side by side',
    'stuck-channels': 'stuck channels',
    'scale-off': 'length of the frame off by',
  },
  checkReason: {
    'test-object-not-found': () => 'The test object was not found in the picture.',
    'test-object-cut-off': () => 'A part of the test object lies outside of the picture.',
    'test-object-another': () => 'This is not the test object that is described for this lane.',
    'test-object-unreadable': () => 'The description of this lane’s test object cannot be read.',
    'picture-incomplete': () => 'The scan was cut short, or parts of it are missing.',
    'not-measured': () => 'The scan brought no result.',
    'beyond-limit': (figure: string, value: string, against: string) => `${figure}: ${value}, the limit is ${against}.`,
    'nothing-told': (figure: string) => `${figure}: none seen, not even the coarsest.`,
    'unlike-before': (figure: string, value: string, against: string) =>
      `${figure}: ${value}, worse than this scanner’s usual ${against}.`,
  } satisfies Record<CheckReason['code'], (figure: string, value: string, against: string) => string> as Record<
    CheckReason['code'],
    (figure: string, value: string, against: string) => string
  >,
};

export type CheckWords = typeof checksEn;
