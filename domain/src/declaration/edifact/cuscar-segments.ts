import type { ImportFaultCode, Place } from '../faults.ts';
import { type Consignment, emptyPart, type Part, type Reading, say, sayNext, sayOn } from './consignment.ts';
import { partOf, type Segment } from './segments.ts';
import { containerOf, hsCodeOf, imoOf, measureOf, numberOf, partyOf, timeOf } from './values.ts';

export interface SegmentFault {
  code: ImportFaultCode;
  field: string;
}
type Reader = (segment: Segment, reading: Reading, part: Part) => SegmentFault | null;

/** Code list 1225: what a message is for. One that changes a part or takes back is not read as a declaration. */
const FUNCTIONS = ['', '5', '7', '9'];
const TIMES: Record<string, string> = { 137: 'declaredAt', 7: 'validFrom', 36: 'validTo' };
const PORTS: Record<string, string> = { 9: 'portOfLoading', 11: 'portOfDischarge', 27: 'origin' };
const PARTIES: Record<string, string> = { CZ: 'consignor', CN: 'consignee', CA: 'carrier', DT: 'declarant' };

/** The segments of CUSCAR that we read. Each puts what it says where it belongs, by where in the message it stands. */
export const READERS: Record<string, Reader> = {
  BGM: (segment) => (FUNCTIONS.includes(partOf(segment, 3)) ? null : { code: 'message-function', field: 'BGM.3.1' }),

  DTM(segment, { within }, part) {
    const name = TIMES[partOf(segment, 1)];
    // Behind TDT it is a ship's time.
    if (name && ['header', 'consignment'].includes(within)) say(part, [name], timeOf(segment), placeIn(segment, 1, 2));
    return null;
  },

  RFF(segment, { within }, { references }) {
    const [qualifier, value] = [partOf(segment, 1), partOf(segment, 1, 2)];
    const own = ['header', 'consignment', 'transport'].includes(within);
    if (own && value !== '' && !references.has(qualifier)) {
      references.set(qualifier, { path: [], value, place: placeIn(segment, 1, 2) });
    }
    return null;
  },

  NAD(segment, { within }, part) {
    const name = PARTIES[partOf(segment, 1)];
    if (name && !['goods', 'split', 'container'].includes(within))
      say(part, [name], partyOf(segment), placeIn(segment, 4));
    return null;
  },

  LOC(segment, { within }, part) {
    const name = PORTS[partOf(segment, 1)];
    if (name && within !== 'container') sayPart(part, ['carriage', name], segment, 2);
    return null;
  },

  TDT(segment, reading, part) {
    // 20: the main carriage. What brings goods to the ship or from it is not asked.
    if (partOf(segment, 1) === '20') {
      sayPart(part, ['carriage', 'voyage'], segment, 2);
      sayPart(part, ['carriage', 'vessel'], segment, 8, 4);
      say(part, ['carriage', 'imo'], imoOf(partOf(segment, 8)), placeIn(segment, 8));
    }
    reading.within = 'transport';
    return null;
  },

  EQD(segment, reading) {
    const isContainer = partOf(segment, 1) === 'CN';
    reading.within = isContainer ? 'container' : 'other-equipment';
    if (!isContainer) return null;
    const number = containerOf(partOf(segment, 2));
    const consignment = reading.consignments.at(-1);
    const before = reading.containers.get(number);
    // A container shared by several consignments is named in each of them.
    const twice = consignment ? consignment.containers.has(number) : before !== undefined;
    reading.container = before ?? emptyPart();
    reading.containers.set(number, reading.container);
    consignment?.containers.add(number);
    say(reading.container, ['container'], number || ' ', placeIn(segment, 2));
    sayPart(reading.container, ['sizeType'], segment, 3);
    return twice ? { code: 'container-twice', field: 'EQD.2.1' } : null;
  },

  SEL(segment, { within }, part) {
    if (within === 'other-equipment') return null;
    if (within !== 'container') return { code: 'segment-order', field: 'SEL' };
    sayNext(part, ['seals'], partOf(segment, 1) || ' ', placeIn(segment, 1));
    return null;
  },

  MEA(segment, { within, consignments }, part) {
    const measure = measureOf(segment);
    if (measure.kind === 'other' || !['container', 'consignment', 'goods'].includes(within)) return null;
    if (measure.kind === 'unit-unknown') return { code: 'unit-unknown', field: 'MEA.3.1' };
    const { kind, kg } = measure;
    const path = within === 'goods' ? itemPath(consignments) : [];
    const name = { gross: 'grossMassKg', net: 'netMassKg', weighed: 'weighbridgeMassKg' }[kind];
    // Each has its own measures: a net mass of a container or a weighed one of goods is nothing that we know.
    const known = kind === 'gross' || within === (kind === 'net' ? 'goods' : 'container');
    if (known) say(part, [...path, name], kg === '' ? 'missing' : kg, placeIn(segment, 3, 2));
    return null;
  },

  CNI(segment, reading) {
    const place = placeIn(segment, 1);
    const references: Part['references'] = new Map();
    const value = partOf(segment, 2);
    if (value !== '') references.set('CNI', { path: [], value, place: placeIn(segment, 2) });
    reading.consignments.push({ ...emptyPart(), references, place, goods: 0, containers: new Set() });
    reading.within = 'consignment';
    return null;
  },

  GID: inConsignment((segment, reading, consignment) => {
    reading.within = 'goods';
    consignment.goods += 1;
    const path = itemPath(reading.consignments);
    say(consignment, path, {}, placeIn(segment, 1));
    say(consignment, [...path, 'packages'], numberOf(partOf(segment, 2)), placeIn(segment, 2));
    sayPart(consignment, [...path, 'packingType'], segment, 2, 2);
  }),

  PAC: inGoods((segment, path, consignment) => {
    say(consignment, [...path, 'packages'], numberOf(partOf(segment, 1)), placeIn(segment, 1));
    sayPart(consignment, [...path, 'packingType'], segment, 3);
  }),

  FTX(segment, { within, consignments }) {
    const consignment = consignments.at(-1);
    if (partOf(segment, 1) !== 'AAA' || !consignment || !['goods', 'split'].includes(within)) return null;
    const text = (segment.elements[3] ?? []).join(' ').trim();
    sayOn(consignment, [...itemPath(consignments), 'description'], text, placeIn(segment, 4));
    return null;
  },

  CST: inGoods((segment, path, consignment) => {
    const codes = segment.elements.slice(1).map(([code = '']) => hsCodeOf(code));
    const code = codes.find((one) => /^\d{6,13}$/.test(one)) ?? codes[0] ?? '';
    say(consignment, [...path, 'hsCode'], code, placeIn(segment, 2));
  }),

  SGP: inGoods((segment, path, consignment, reading) => {
    reading.within = 'split';
    const number = containerOf(partOf(segment, 1));
    consignment.containers.add(number);
    sayNext(consignment, [...path, 'containers'], number || ' ', placeIn(segment, 1));
  }),
};

function inConsignment(read: (segment: Segment, reading: Reading, consignment: Consignment) => void): Reader {
  return (segment, reading) => {
    const consignment = reading.consignments.at(-1);
    if (!consignment) return { code: 'segment-order', field: segment.tag };
    read(segment, reading, consignment);
    return null;
  };
}

type InGoods = (segment: Segment, path: (string | number)[], consignment: Consignment, reading: Reading) => void;

/** Where there were goods before; goods of which nothing else is known are none of ours. */
function inGoods(read: InGoods): Reader {
  const reader = inConsignment((segment, reading, consignment) =>
    read(segment, itemPath(reading.consignments), consignment, reading),
  );
  return (segment, reading, part) =>
    ['goods', 'split'].includes(reading.within)
      ? reader(segment, reading, part)
      : { code: 'segment-order', field: segment.tag };
}

const itemPath = (consignments: readonly Consignment[]): (string | number)[] => [
  'goods',
  (consignments.at(-1)?.goods ?? 1) - 1,
];

const placeIn = (segment: Segment, element: number, component = 1): Place => ({
  segment: segment.number,
  field: `${segment.tag}.${element}.${component}`,
});

function sayPart(part: Part, path: (string | number)[], segment: Segment, element: number, component = 1): void {
  say(part, path, partOf(segment, element, component), placeIn(segment, element, component));
}
