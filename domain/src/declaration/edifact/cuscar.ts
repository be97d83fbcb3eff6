import type { Draft } from '../drafts.ts';
import type { FaultList } from '../faults.ts';
import { draftOf, emptyPart, partIn, type Reading } from './consignment.ts';
import { READERS, type SegmentFault } from './cuscar-segments.ts';
import type { Message } from './interchange.ts';
import { partOf, type Segment } from './segments.ts';

/** Segments of the message that say nothing that we keep. */
const PASSED_OVER = new Set(
  'AUT CNT COM CPI CTA CUX DGS DIM DOC EQA ERC ERP GDS GEI GIN GIS HAN IMD MOA PCI PIA QTY RNG SEQ STS TMD TMP TPL TSR UNS'.split(
    ' ',
  ),
);
/**
 * Consignments of a CUSCAR message (customs cargo report, UN/EDIFACT D.95B and later) as drafts of declarations; what the message
 * says of parties, ship, ports and times holds for each that does not say otherwise.
 */
export function readCuscar({ header: unh, body }: Message, faults: FaultList): Draft[] {
  if (!isCuscar(unh, faults)) return [];
  const reading: Reading = {
    header: emptyPart(),
    containers: new Map(),
    consignments: [],
    within: 'header',
    container: null,
  };
  for (const segment of body) {
    const fault = readSegment(segment, reading);
    if (fault === null) continue;
    partIn(reading).bad = true;
    // A tag that is none has been named where the segment was read.
    if (/^[A-Z]{3}$/.test(segment.tag)) faults.add(fault.code, { segment: segment.number, field: fault.field });
  }
  const { header, containers, consignments } = reading;
  if (consignments.length === 0) faults.add('segment-order', { segment: unh.number, field: 'CNI' });
  const alone = consignments.length === 1;
  return consignments.flatMap((one) => draftOf(one, { header, containers, alone }) ?? []);
}

function isCuscar(unh: Segment, faults: FaultList): boolean {
  const [type, version, release] = [1, 2, 3].map((component) => partOf(unh, 2, component));
  if (type !== 'CUSCAR') faults.add('message-type', { segment: unh.number, field: 'UNH.2.1' });
  else if (version !== 'D' || yearOf(release ?? '') < 95.5)
    faults.add('message-version', { segment: unh.number, field: 'UNH.2.3' });
  else return true;
  return false;
}

/** `95B` as 95.5, `01A` as 101: directories of two digits go on past 99. */
function yearOf(release: string): number {
  const [, year, half] = /^(\d{2})([AB])$/.exec(release) ?? [];
  if (year === undefined) return 0;
  return Number(year) + (Number(year) < 90 ? 100 : 0) + (half === 'B' ? 0.5 : 0);
}

/** @returns what is wrong with the segment, if anything */
function readSegment(segment: Segment, reading: Reading): SegmentFault | null {
  const read = READERS[segment.tag];
  if (read) return read(segment, reading, partIn(reading));
  return PASSED_OVER.has(segment.tag) ? null : { code: 'segment-unknown', field: segment.tag };
}
