import { expect, test } from 'vitest';
import { importDeclarations } from '../import.ts';

const FIRST = 'CSQU3054383';
const SECOND = 'MSKU0000006';

/** One interchange with one message of these segments, its counts and references right. */
function interchange(body: string[], { charset = 'UNOC', type = 'CUSCAR:D:95B:UN' } = {}): string {
  const message = [`UNH+1+${type}`, ...body, `UNT+${body.length + 2}+1`];
  return [`UNB+${charset}:3+CARRIER+CUSTOMS+261120:0800+42`, ...message, 'UNZ+1+42'].map((one) => `${one}'`).join('\n');
}
const read = (text: string, encoding: BufferEncoding = 'latin1') =>
  importDeclarations(Buffer.from(text, encoding), 'cuscar');
const faultsOf = (text: string) => read(text).faults.map(({ code, segment, field }) => `${code} ${segment} ${field}`);

const HEADER = ['BGM+785+MAN1+9', 'DTM+137:202611200800:203', 'NAD+CA+SEVEN RIVERS'];
const VOYAGE = ['TDT+20+042E+1+++++9074729:146::BLUE DELTA', 'LOC+9+CNSHA', 'LOC+11+GBFXT', 'DTM+132:20261125:102'];
const FIRST_BOX = [`EQD+CN+${FIRST}+45R1+++5`, 'MEA+AAE+G+KGM:12400', 'MEA+AAE+VGM+KGM:12385', 'SEL+H1234567+CA'];
const SECOND_BOX = [`EQD+CN+${SECOND}+22G1`, 'SEL+H7654321'];
const TEA = ['CNI+1+BL1', 'RFF+BH:HOUSE1', 'RFF+MB:MASTER1', 'NAD+CZ+++NORTHWIND:TRADING', 'NAD+CN+++GREY HERON'];
const TEA_GOODS = [
  'GID+1+20:CT',
  'FTX+AAA+++GREEN TEA',
  'FTX+AAA+++IN BAGS',
  'MEA+AAE+G+TNE:0.4',
  'MEA+AAE+AAL+KGM:380',
  `SGP+${FIRST}`,
  'CST+1+0902.10',
];
const CUPS = [
  'CNI+2+BL2',
  'RFF+BM:BL2',
  'GID+1+5:PX',
  'FTX+AAA+++CUPS',
  'CST+1+691110',
  `SGP+${SECOND}+5`,
  'MEA+AAE+G+KGM:90',
];
const MANIFEST = [...HEADER, ...VOYAGE, ...FIRST_BOX, ...SECOND_BOX, ...TEA, ...TEA_GOODS, ...CUPS];

test('a manifest is read consignment by consignment, with what it says for all of them', () => {
  const { declarations, faults } = read(interchange(MANIFEST));
  expect(faults).toEqual([]);
  const shared = {
    carrier: 'SEVEN RIVERS',
    declaredAt: '2026-11-20T08:00:00.000Z',
    seals: [],
    carriage: {
      voyage: '042E',
      vessel: 'BLUE DELTA',
      imo: '9074729',
      portOfLoading: 'CNSHA',
      portOfDischarge: 'GBFXT',
    },
  };
  expect(declarations).toEqual([
    {
      ...shared,
      reference: 'HOUSE1',
      bill: { house: 'HOUSE1', master: 'MASTER1' },
      consignor: 'NORTHWIND TRADING',
      consignee: 'GREY HERON',
      containers: [FIRST],
      equipment: [
        { container: FIRST, sizeType: '45R1', seals: ['H1234567'], grossMassKg: 12_400, weighbridgeMassKg: 12_385 },
      ],
      goods: [
        {
          description: 'GREEN TEA IN BAGS',
          hsCode: '090210',
          packages: 20,
          packingType: 'CT',
          grossMassKg: 400,
          netMassKg: 380,
          containers: [FIRST],
        },
      ],
    },
    {
      ...shared,
      reference: 'BL2',
      bill: { master: 'BL2' },
      containers: [SECOND],
      equipment: [{ container: SECOND, sizeType: '22G1', seals: ['H7654321'] }],
      goods: [{ description: 'CUPS', hsCode: '691110', packages: 5, packingType: 'PX', containers: [SECOND] }],
    },
  ]);
});

test('the only consignment of a message has all of its containers where it names none', () => {
  const { declarations } = read(interchange([...HEADER, ...FIRST_BOX, ...SECOND_BOX, 'CNI+1+BL1']));
  expect(declarations.map(({ containers }) => containers)).toEqual([[FIRST, SECOND]]);
  const two = interchange([...HEADER, ...FIRST_BOX, 'CNI+1+BL1', 'CNI+2+BL2', `EQD+CN+${FIRST}`]);
  expect(read(two).declarations.map(({ reference }) => reference)).toEqual(['BL2']);
  expect(faultsOf(two)).toEqual(['container-missing 10 CNI.1.1']);
});

test('UNA gives the signs their meaning, and the release sign takes it away', () => {
  const plain = interchange([...HEADER, ...FIRST_BOX, 'CNI+1+BL1', "NAD+CN+++O?'NEIL ?+ SON ?? ?: CO"]);
  expect(read(plain).declarations[0]?.consignee).toBe("O'NEIL + SON ? : CO");
  const other = plain
    .replaceAll("?'", '\u0001')
    .replaceAll("'", '~')
    .replaceAll('\u0001', "'")
    .replace('DTM+137:', 'DTM+137:');
  expect(read(`UNA:+.? ~\r\n${other}`).declarations[0]?.consignee).toBe("O'NEIL + SON ? : CO");
  expect(faultsOf(`UNA::.? '${plain}`)).toEqual(['una-characters undefined UNA']);
});

test.each([
  ['UNOC', 'latin1', 'CAFÉ', 'CAFÉ'],
  ['UNOY', 'utf8', '东方 CAFÉ', '东方 CAFÉ'],
  ['UNOW', 'utf8', '东方', '东方'],
  ['UNOB', 'latin1', 'Tea & Co', 'Tea & Co'],
] as const)('text in %s is read as what it is', (charset, encoding, name, read_) => {
  const text = interchange([...HEADER, ...FIRST_BOX, 'CNI+1+BL1', `NAD+CN+++${name}`], { charset });
  expect(read(text, encoding)).toMatchObject({ faults: [], declarations: [{ consignee: read_ }] });
});

test.each([
  ['UNOA', 'latin1', 'Tea', { code: 'charset-repertoire', segment: 11, field: '' }],
  ['UNOB', 'latin1', 'CAFÉ', { code: 'charset-repertoire', segment: 11, field: '' }],
  ['UNOC', 'latin1', 'CAF\u0085', { code: 'charset-repertoire', segment: 11, field: '' }],
  ['UNOY', 'latin1', 'CAFÉ', { code: 'charset-repertoire', segment: 1, field: 'UNB.1.1' }],
  ['UNOE', 'latin1', 'CAFE', { code: 'charset-unknown', segment: 1, field: 'UNB.1.1' }],
] as const)('an interchange that is not in its %s is refused (%s, %s)', (charset, encoding, name, fault) => {
  const text = interchange([...HEADER, ...FIRST_BOX, 'CNI+1+BL1', `NAD+CN+++${name}`], { charset });
  expect(read(text, encoding)).toEqual({ declarations: [], faults: [fault] });
});

const good = interchange([...HEADER, ...FIRST_BOX, 'CNI+1+BL1']);
test.each([
  ['a wrong count of segments', good.replace('UNT+10', 'UNT+11'), ['message-count 11 UNT.1']],
  ['a wrong reference of the message', good.replace("UNT+10+1'", "UNT+10+2'"), ['message-reference 11 UNT.2']],
  ['a wrong count of messages', good.replace('UNZ+1', 'UNZ+2'), ['interchange-count 12 UNZ.1']],
  ['a wrong reference of the interchange', good.replace('UNZ+1+42', 'UNZ+1+43'), ['interchange-reference 12 UNZ.2']],
  ['no end', good.replace("UNZ+1+42'", ''), ['interchange-truncated 11 UNZ']],
  ['an end in the middle of a segment', good.slice(0, -4), ['interchange-truncated 12 UNZ']],
  [
    'an end in the middle of a message',
    good.slice(0, good.indexOf('CNI')),
    ['message-truncated 9 UNT', 'interchange-truncated 9 UNZ'],
  ],
  ['something behind its end', `${good}UNB+X'`, ['interchange-trailing 13 UNB']],
  ['no beginning', 'EQD+CN', ['interchange-truncated 1 EQD', 'interchange-header 1 UNB']],
  ['another message', good.replace('CUSCAR:D:95B', 'CODECO:D:95B'), ['message-type 2 UNH.2.1']],
  ['an older directory', good.replace('D:95B', 'D:95A'), ['message-version 2 UNH.2.3']],
  ['a message that takes back', good.replace('MAN1+9', 'MAN1+1'), ['message-function 3 BGM.3.1']],
  ['a segment that CUSCAR does not have', good.replace('SEL+', 'XYZ+'), ['segment-unknown 9 XYZ']],
  ['a tag that is none', good.replace('SEL+', 'Se+'), ['segment-tag 9 Se']],
  ['a seal of nothing', good.replace('EQD+CN', 'EQD+TE'), ['container-missing 10 CNI.1.1']],
  ['goods before any consignment', good.replace('CNI+1+BL1', 'GID+1'), ['segment-order 10 GID', 'segment-order 2 CNI']],
  ['a unit that we do not know', good.replace('KGM:12400', 'STN:12'), ['unit-unknown 7 MEA.3.1']],
  ['a mass that is no number', good.replace('KGM:12400', 'KGM:12.400,0'), ['number-shape 7 MEA.3.2']],
  ['a wrong check digit', good.replace(FIRST, 'CSQU3054384'), ['container-number-check-digit 6 EQD.2.1']],
  ['a day that there is not', good.replace('202611200800', '202602300800'), ['time-shape 4 DTM.1.2']],
])('%s is told with its segment', (_what, text, faults) => {
  expect(faultsOf(text)).toEqual(faults);
});

test('newer directories are read, too', () => {
  for (const release of ['95B', '96A', '99B', '00A', '16B']) expect(faultsOf(good.replace('95B', release))).toEqual([]);
});

test('of two messages the one that is whole counts', () => {
  const second = [
    "UNH+2+CUSCAR:D:95B:UN'",
    ...[...HEADER, ...SECOND_BOX, 'CNI+1+BL2'].map((one) => `${one}'`),
    "UNT+9+2'",
  ].join('');
  const both = good.replace('UNZ+1+42', `${second}UNZ+2+42`);
  const { declarations, faults } = read(both);
  expect(declarations.map(({ reference }) => reference)).toEqual(['BL1']);
  expect(faults.map(({ code }) => code)).toEqual(['message-count']);
});

test('a container with a fault is left out with the goods in it, the rest of its consignment stays', () => {
  const goods = (number: string) => ['GID+1+1:CT', `FTX+AAA+++IN ${number}`, 'CST+1+090210', `SGP+${number}`];
  const text = interchange([...HEADER, ...FIRST_BOX, ...SECOND_BOX, 'CNI+1+BL1', ...goods(FIRST), ...goods(SECOND)]);
  const { declarations, faults } = read(text.replace('22G1', 'BIG'));
  expect(faults).toEqual([{ code: 'size-type-shape', segment: 10, field: 'EQD.3.1', reference: 'BL1' }]);
  expect(declarations).toMatchObject([{ containers: [FIRST], goods: [{ description: `IN ${FIRST}` }] }]);
});

test('what cannot be understood leaves out the consignment that it stands in, and what stands for all leaves out all', () => {
  const inTea = interchange(MANIFEST.flatMap((one) => (one === `SGP+${FIRST}` ? ['XYZ+1', one] : [one])));
  expect(read(inTea).faults.map(({ code }) => code)).toEqual(['segment-unknown']);
  expect(read(inTea).declarations.map(({ reference }) => reference)).toEqual(['BL2']);
  const inBox = interchange(MANIFEST).replace('KGM:12400', 'STN:12');
  expect(read(inBox).declarations.map(({ reference }) => reference)).toEqual(['BL2']);
  const inHeader = interchange(MANIFEST).replace('MAN1+9', 'MAN1+1');
  expect(read(inHeader).declarations).toEqual([]);
});

test('a segment of more parts than any directory has is no segment', () => {
  expect(faultsOf(good.replace('MAN1+9', `MAN1+9${'+'.repeat(300)}`))).toContain('segment-too-long 3 BGM');
});

test('segments without end cost little and are told of', () => {
  for (const text of [
    "'".repeat(1_000_000),
    "A+B'".repeat(900_000),
    `UNB+UNOC:3'${"UNH+1+CUSCAR:D:95B:UN'SEL+1'".repeat(100_000)}`,
  ]) {
    const started = performance.now();
    expect(read(text).faults.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(3_000);
  }
});
