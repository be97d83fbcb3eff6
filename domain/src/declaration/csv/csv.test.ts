import { expect, test } from 'vitest';
import { createFaultList } from '../faults.ts';
import { importDeclarations } from '../import.ts';
import { readRows } from './rows.ts';

const FIRST = 'CSQU3054383';
const SECOND = 'MSKU0000006';
const read = (...lines: string[]) => importDeclarations(new TextEncoder().encode(lines.join('\r\n')), 'csv');
const HEADER = 'reference,container,seals,consignee,description,hsCode,grossMassKg';

test('rows are those of RFC 4180: quotes, doubled quotes, line ends within, a last line with and without its end', () => {
  const rows = (text: string) => readRows(text, createFaultList())?.map(({ line, cells }) => [line, ...cells]);
  expect(rows('a,"b ""x"", y",\r\n"1\n2",,3\n\n4,5,6')).toEqual([
    [1, 'a', 'b "x", y', ''],
    [2, '1\n2', '', '3'],
    [5, '4', '5', '6'],
  ]);
});

test('rows of one reference are one declaration, and of one container one container', () => {
  const { declarations, faults } = read(
    HEADER,
    `A,${FIRST},S1 S2,Old Quay,tea,0902.10,400.5`,
    `A,csqu 305438-3,,,coffee,0901 11,`,
    `A,${SECOND},S3,Old Quay,cups,691110,90`,
    `B,${SECOND},,,tiles,690721,1`,
  );
  expect(faults).toEqual([
    { code: 'hs-code-shape', line: 2, field: 'hsCode', reference: 'A' },
    { code: 'hs-code-shape', line: 3, field: 'hsCode', reference: 'A' },
  ]);
  expect(declarations.map(({ reference }) => reference)).toEqual(['B']);

  const good = read(
    HEADER,
    `A,${FIRST},S1 S2,Old Quay,tea,090210,400.5`,
    `A,csqu 305438-3,,,coffee,090111,`,
    `A,${SECOND},S3,Old Quay,cups,691110,90`,
  );
  expect(good).toMatchObject({
    faults: [],
    declarations: [
      {
        reference: 'A',
        consignee: 'Old Quay',
        containers: [FIRST, SECOND],
        equipment: [
          { container: FIRST, seals: ['S1', 'S2'] },
          { container: SECOND, seals: ['S3'] },
        ],
        goods: [
          { description: 'tea', hsCode: '090210', grossMassKg: 400.5, containers: [FIRST] },
          { description: 'coffee', hsCode: '090111', containers: [FIRST] },
          { description: 'cups', hsCode: '691110', grossMassKg: 90, containers: [SECOND] },
        ],
      },
    ],
  });
});

test('goods that lie in two containers are told on two rows of one item', () => {
  const { declarations } = read(
    'reference,container,item,description,hsCode',
    `A,${FIRST},1,tea,090210`,
    `A,${SECOND},1,,`,
  );
  expect(declarations[0]?.goods).toEqual([{ description: 'tea', hsCode: '090210', containers: [FIRST, SECOND] }]);
});

test('rows that contradict each other are no declaration, and the line that does is named', () => {
  const { declarations, faults } = read(HEADER, `A,${FIRST},,Old Quay,tea,090210,`, `A,${FIRST},,New Quay,tea,090210,`);
  expect(declarations).toEqual([]);
  expect(faults).toEqual([{ code: 'rows-disagree', line: 3, field: 'consignee', reference: 'A' }]);
});

test.each([
  [
    'a column that we do not know',
    ['reference,container,colour', 'A,,'],
    { code: 'column-unknown', line: 1, field: 'colour' },
  ],
  ['a column twice', ['reference,container,container', 'A,,'], { code: 'column-twice', line: 1, field: 'container' }],
  ['no column for containers', ['reference', 'A'], { code: 'column-missing', line: 1, field: 'container' }],
  ['a quote left open', [HEADER, '"A,B'], { code: 'quote-open', line: 2, field: '1' }],
  ['a quote within a plain cell', [HEADER, 'A"B"'], { code: 'quote-stray', line: 2, field: '1' }],
  [
    'a number with a comma',
    [HEADER, `A,${FIRST},,,tea,090210,"1,5"`],
    { code: 'number-shape', line: 2, field: 'grossMassKg', reference: 'A' },
  ],
  [
    'a wrong check digit',
    [HEADER, 'A,CSQU3054384,,,tea,090210,'],
    { code: 'container-number-check-digit', line: 2, field: 'container', reference: 'A' },
  ],
  [
    'a time that does not say its zone',
    ['reference,container,declaredAt', `A,${FIRST},2026-11-20 08:00`],
    { code: 'time-shape', line: 2, field: 'declaredAt', reference: 'A' },
  ],
  [
    'a day that there is not',
    ['reference,container,declaredAt', `A,${FIRST},2026-02-30`],
    { code: 'time-shape', line: 2, field: 'declaredAt', reference: 'A' },
  ],
])('%s is told with its line and column', (_what, lines, fault) => {
  expect(read(...lines).faults[0]).toEqual(fault);
});

test('a time is kept in UTC', () => {
  const { declarations } = read(
    'reference,container,declaredAt,validFrom',
    `A,${FIRST},2026-11-20T08:00+08:00,2026-11-19`,
  );
  expect(declarations[0]).toMatchObject({
    declaredAt: '2026-11-20T00:00:00.000Z',
    validFrom: '2026-11-19T00:00:00.000Z',
  });
});

test.each([
  ['has no reference', ',CSQU3054383,,,tea,090210,'],
  ['is too short', 'A,CSQU3054383'],
])('a row that %s may be part of any declaration: none of the file counts', (_what, row) => {
  expect(read(HEADER, `A,${FIRST},,,tea,090210,`, row).declarations).toEqual([]);
});
