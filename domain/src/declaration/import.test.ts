import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCsv } from './csv/write.ts';
import { MAX_FILE_BYTES } from './decode.ts';
import { MAX_FAULTS } from './faults.ts';
import { IMPORT_FORMATS, type ImportFormat, importDeclarations } from './import.ts';
import { writeJson } from './json.ts';
import { anyDeclarations } from './testing/any-declaration.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const codesOf = (text: string, format: ImportFormat) =>
  importDeclarations(bytes(text), format).faults.map(({ code }) => code);

test('what was written as JSON is read back as it was', () => {
  fc.assert(
    fc.property(anyDeclarations, (declarations) => {
      const read = importDeclarations(bytes(writeJson(declarations)), 'json');
      expect(read).toStrictEqual({ declarations, faults: [] });
    }),
  );
});

test('what was written as CSV is read back as it was', () => {
  fc.assert(
    fc.property(anyDeclarations, (declarations) => {
      const read = importDeclarations(bytes(writeCsv(declarations)), 'csv');
      expect(read).toStrictEqual({ declarations, faults: [] });
    }),
  );
});

const scraps = fc.constantFrom(
  ...[
    "UNA:+.? '",
    'UNB+UNOC:3+A+B+261120:0800+1',
    "'",
    'UNH+1+CUSCAR:D:95B:UN',
    'CNI+1+BL',
    'EQD+CN+CSQU3054383',
    'UNT+3+1',
  ],
  ...[
    'UNZ+1+1',
    'GID+1+2:CT',
    'SGP+X',
    'FTX+AAA+++x',
    'MEA+AAE+G+KGM:1',
    '?',
    '+',
    ':',
    '\n',
    'é',
    '\0',
    '"',
    ',',
    '{',
    '[',
    ']',
    '}',
  ],
  ...[
    'reference,container,item',
    'description',
    '\r\n',
    'A1',
    'CSQU3054383',
    '"goods":',
    '"reference":"r"',
    '"__proto__":{}',
    'null',
    '-0',
  ],
);

test.each(IMPORT_FORMATS)('no input makes reading %s throw, and none is passed over in silence', (format) => {
  const given = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: 'binary' }).map(bytes),
    fc.array(scraps, { maxLength: 40 }).map((parts) => bytes(parts.join(''))),
    fc.json({ maxDepth: 6 }).map(bytes),
  );
  fc.assert(
    fc.property(given, (file) => {
      const { declarations, faults } = importDeclarations(file, format);
      expect(declarations.length + faults.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
}, 30_000);

test('a file that was damaged on the way is never read as more than was written', () => {
  fc.assert(
    fc.property(anyDeclarations, fc.nat(), fc.nat(255), (declarations, where, value) => {
      for (const write of [writeCsv, writeJson]) {
        const file = bytes(write(declarations));
        file[where % file.length] = value;
        const read = importDeclarations(file, write === writeCsv ? 'csv' : 'json');
        expect(read.declarations.length).toBeLessThanOrEqual(declarations.length + 1);
      }
    }),
  );
});

test.each<[string, Uint8Array, string]>([
  ['empty', bytes(''), 'file-empty'],
  ['an archive', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), 'file-not-text'],
  ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x5b, 0), 'file-not-text'],
  ['Latin-1 where UTF-8 is due', Uint8Array.of(0x22, 0xe9, 0x22), 'file-encoding'],
  ['greater than any manifest', new Uint8Array(MAX_FILE_BYTES + 1).fill(32), 'file-too-large'],
])('a file that is %s is named so', (_what, file, code) => {
  expect(importDeclarations(file, 'json').faults).toEqual([{ code, field: '' }]);
});

test('JSON that nests without end is refused before it is built', () => {
  expect(codesOf('['.repeat(3_000_000), 'json')).toEqual(['nesting-too-deep']);
  expect(codesOf(`{"a":${'{"a":'.repeat(20)}1${'}'.repeat(21)}`, 'json')).toEqual(['nesting-too-deep']);
  expect(codesOf('{"reference":"[[[[[[[[[[[[[[[[[[[[[[","containers":["CSQU3054383"]}', 'json')).toEqual([]);
});

test('JSON that does not parse is told with its line', () => {
  expect(importDeclarations(bytes('[\n{"reference": "A",\n}]'), 'json').faults).toEqual([
    { code: 'json-syntax', field: '', line: 3 },
  ]);
  expect(importDeclarations(bytes('[\n\n{'), 'json').faults).toEqual([{ code: 'json-syntax', field: '', line: 3 }]);
});

test('every fault of JSON has its path and the reference of its declaration', () => {
  const good = { reference: 'A', containers: ['CSQU3054383'] };
  const bad = { reference: 'B', containers: ['CSQU3054384'], goods: [{ description: 'tea', hsCode: '09' }] };
  const { declarations, faults } = importDeclarations(bytes(JSON.stringify({ declarations: [good, bad, 7] })), 'json');
  expect(declarations.map(({ reference }) => reference)).toEqual(['A']);
  expect(faults).toEqual([
    { code: 'value-type', field: 'declarations.2' },
    { code: 'container-number-check-digit', field: 'declarations.1.containers.0', reference: 'B' },
    { code: 'hs-code-shape', field: 'declarations.1.goods.0.hsCode', reference: 'B' },
  ]);
});

test('a fault in one container leaves out that container and the goods in it alone, and nothing else', () => {
  const goods = (containers: string[]) => ({ description: containers.join(), hsCode: '090210', containers });
  const { declarations, faults } = importDeclarations(
    bytes(
      JSON.stringify({
        reference: 'A',
        equipment: [{ container: 'CSQU3054383' }, { container: 'MSKU0000006', sizeType: 'big' }],
        goods: [goods(['CSQU3054383']), goods(['MSKU0000006']), goods(['CSQU3054383', 'MSKU0000006'])],
      }),
    ),
    'json',
  );
  expect(faults).toEqual([{ code: 'size-type-shape', field: 'equipment.1.sizeType', reference: 'A' }]);
  expect(declarations[0]).toMatchObject({
    containers: ['CSQU3054383'],
    goods: [{ description: 'CSQU3054383' }, { description: 'CSQU3054383,MSKU0000006', containers: ['CSQU3054383'] }],
  });
});

test('a container told of twice, once right and once wrong, is nobody’s to choose: its declaration is left out', () => {
  const equipment = [
    { container: 'CSQU3054383' },
    { container: 'CSQU3054383', sizeType: 'big' },
    { container: 'MSKU0000006' },
  ];
  const { declarations, faults } = importDeclarations(bytes(JSON.stringify({ reference: 'A', equipment })), 'json');
  expect(declarations).toEqual([]);
  expect(faults.map(({ code, field }) => `${code} ${field}`)).toEqual([
    'size-type-shape equipment.1.sizeType',
    'container-twice equipment.1.container',
  ]);
});

test('a declaration of more values than any has is refused as a whole, not value by value', () => {
  const goods = Array.from({ length: 30_000 }, () => 0);
  expect(importDeclarations(bytes(JSON.stringify({ reference: 'A', goods })), 'json').faults).toEqual([
    { code: 'too-many', field: '', reference: 'A' },
  ]);
});

test('two declarations of one reference in one file are neither', () => {
  const one = { reference: 'A', containers: ['CSQU3054383'] };
  expect(importDeclarations(bytes(JSON.stringify([one, { ...one, consignee: 'x' }])), 'json')).toEqual({
    declarations: [],
    faults: [
      { code: 'reference-twice', field: '0.reference', reference: 'A' },
      { code: 'reference-twice', field: '1.reference', reference: 'A' },
    ],
  });
});

test('a file of nothing but faults is told of up to a limit, whatever its size', () => {
  for (const text of [
    `[${'0,'.repeat(100_000)}0]`,
    `[${'{},'.repeat(100_000)}{}]`,
    `{"goods":[${'0,'.repeat(400_000)}0]}`,
  ]) {
    const started = performance.now();
    const { faults } = importDeclarations(bytes(text), 'json');
    expect(faults.length).toBeLessThanOrEqual(MAX_FAULTS);
    expect(performance.now() - started).toBeLessThan(2_000);
  }
});
