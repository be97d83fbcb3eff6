import type { FaultList } from '../faults.ts';
import { partOf, readSegments, readSigns, type Segment } from './segments.ts';

/** A message that is whole: its reference and its count of segments agree. */
export interface Message {
  header: Segment;
  /** Between UNH and UNT. */
  body: Segment[];
}

/**
 * The messages of one interchange (ISO 9735). Counts and references of UNB to UNZ, UNG to UNE and UNH to UNT are held against what
 * is there; a message that does not agree with its own trailer is left out, whatever the others are.
 */
export function readInterchange(text: string, faults: FaultList): Message[] {
  const from = text.search(/\S/);
  const read = readSigns(text, Math.max(0, from));
  if (from < 0 || read === null) {
    faults.add(from < 0 ? 'file-empty' : 'una-characters', { field: from < 0 ? '' : 'UNA' });
    return [];
  }
  const segments = readSegments(text, read.next, read.signs, faults);
  const header = segments.next().value as Segment | undefined;
  if (header?.tag !== 'UNB') {
    faults.add('interchange-header', { segment: 1, field: 'UNB' });
    return [];
  }
  return readMessages(header, segments, faults);
}

function readMessages(header: Segment, segments: Iterable<Segment>, faults: FaultList): Message[] {
  const messages: Message[] = [];
  const seen = { messages: 0, groups: 0, inGroup: 0 };
  let open: Message | null = null;
  let trailer: Segment | null = null;
  let last = header;
  const cutShort = (at: Segment): void => {
    if (open) faults.add('message-truncated', { segment: at.number, field: 'UNT' });
    open = null;
  };
  for (const segment of segments) {
    last = segment;
    if (trailer) {
      faults.add('interchange-trailing', { segment: segment.number, field: segment.tag });
      return messages;
    }
    if (segment.tag === 'UNH') {
      cutShort(segment);
      open = { header: segment, body: [] };
      seen.messages += 1;
      seen.inGroup += 1;
    } else if (segment.tag === 'UNT') {
      if (open && agrees(open, segment, faults)) messages.push(open);
      else if (!open) faults.add('segment-order', { segment: segment.number, field: 'UNT' });
      open = null;
    } else if (segment.tag === 'UNG') {
      cutShort(segment);
      seen.groups += 1;
      seen.inGroup = 0;
    } else if (segment.tag === 'UNE') {
      cutShort(segment);
      if (!isCount(partOf(segment, 1), seen.inGroup))
        faults.add('group-count', { segment: segment.number, field: 'UNE.1' });
    } else if (segment.tag === 'UNZ') {
      cutShort(segment);
      trailer = segment;
    } else if (open) open.body.push(segment);
    else faults.add('segment-order', { segment: segment.number, field: segment.tag });
  }
  cutShort(last);
  closeInterchange(header, trailer, seen.groups || seen.messages, last, faults);
  return messages;
}

/** UNT: how many segments there are from UNH to itself, and the reference of UNH. */
function agrees({ header, body }: Message, trailer: Segment, faults: FaultList): boolean {
  const before = faults.faults.length;
  const place = (field: string) => ({ segment: trailer.number, field });
  if (!isCount(partOf(trailer, 1), body.length + 2)) faults.add('message-count', place('UNT.1'));
  if (partOf(trailer, 2) !== partOf(header, 1)) faults.add('message-reference', place('UNT.2'));
  return faults.faults.length === before;
}

/** Where the reader itself stopped. */
const STOPPED = new Set(['interchange-truncated', 'segment-too-long', 'too-many-segments']);

function closeInterchange(
  header: Segment,
  trailer: Segment | null,
  count: number,
  last: Segment,
  faults: FaultList,
): void {
  if (trailer === null) {
    // The reader has said so already where it stopped in the middle of a segment.
    const said = faults.faults.some(({ code }) => STOPPED.has(code));
    if (!said) faults.add('interchange-truncated', { segment: last.number, field: 'UNZ' });
    return;
  }
  const place = (field: string) => ({ segment: trailer.number, field });
  if (!isCount(partOf(trailer, 1), count)) faults.add('interchange-count', place('UNZ.1'));
  if (partOf(trailer, 2) !== partOf(header, 5)) faults.add('interchange-reference', place('UNZ.2'));
}

const isCount = (text: string, count: number): boolean => /^\d{1,6}$/.test(text) && Number(text) === count;
