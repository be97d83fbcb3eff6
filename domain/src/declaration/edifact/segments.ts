import type { FaultList } from '../faults.ts';

/** The five signs that have a meaning of their own, as UNA gives them. */
export interface ServiceSigns {
  component: string;
  element: string;
  release: string;
  terminator: string;
}
/** Those of ISO 9735 where there is no UNA. */
export const DEFAULT_SIGNS: ServiceSigns = { component: ':', element: '+', release: '?', terminator: "'" };

export interface Segment {
  /** In the interchange, from 1 at UNB; UNA is no segment. */
  number: number;
  tag: string;
  /** Elements behind the tag, each with its components. */
  elements: string[][];
}

/** A description of 99 lines of 512 signs would fit. */
const MAX_SEGMENT = 65_536;
/** No directory has a segment with more elements, or an element with more components. */
const MAX_PARTS = 200;
/** Thirty a consignment, for the greatest number of consignments three times over. */
const MAX_SEGMENTS = 200_000;

/** A component by its position as directories count it, both from 1; empty where it is not there. */
export function partOf({ elements }: Segment, element: number, component = 1): string {
  return (elements[element - 1]?.[component - 1] ?? '').trim();
}

/**
 * UNA, where the text begins with one.
 *
 * @param from where the first sign stands
 * @returns null where two of the signs are the same or one is a letter, a digit or a space
 */
export function readSigns(text: string, from: number): { signs: ServiceSigns; next: number } | null {
  if (!text.startsWith('UNA', from)) return { signs: DEFAULT_SIGNS, next: from };
  const [component = '', element = '', , release = '', , terminator = ''] = text.slice(from + 3, from + 9);
  const signs = { component, element, release, terminator };
  // A space as release sign says that there is none (ISO 9735, 9.1).
  const used = Object.values(signs).filter((sign) => sign !== ' ' || sign !== release);
  const wrong = new Set(used).size < used.length || used.some((sign) => !/^[^A-Za-z0-9\s]$/.test(sign));
  return wrong ? null : { signs, next: from + 9 };
}

/**
 * Segment after segment, with line ends between them passed over. What cannot be a segment is a fault, and the end of reading where
 * nothing after it can be trusted.
 */
export function* readSegments(text: string, from: number, signs: ServiceSigns, faults: FaultList): Generator<Segment> {
  let at = from;
  for (let number = 1; ; number++) {
    while (at < text.length && /\s/.test(text[at] ?? '')) at += 1;
    if (at >= text.length) return;
    const read: Read = number > MAX_SEGMENTS ? { fault: 'too-many-segments' } : readOne(text, at, signs);
    if (read.fault) {
      faults.add(read.fault, { segment: number, field: text.slice(at, at + 3) });
      return;
    }
    at = read.next;
    const [[tag = ''] = [], ...elements] = read.elements;
    if (!/^[A-Z]{3}$/.test(tag)) faults.add('segment-tag', { segment: number, field: tag.slice(0, 3) });
    if (faults.full) return;
    yield { number, tag, elements };
  }
}

type Read =
  | { elements: string[][]; next: number; fault?: undefined }
  | { fault: 'interchange-truncated' | 'segment-too-long' | 'too-many-segments' };

function readOne(text: string, start: number, signs: ServiceSigns): Read {
  const elements: string[][] = [[]];
  let part = '';
  let parts = 0;
  const endPart = (): void => void elements.at(-1)?.push(part);
  for (let at = start; at < text.length; at++) {
    if (at - start > MAX_SEGMENT || parts > MAX_PARTS) return { fault: 'segment-too-long' };
    const sign = text[at] as string;
    if (sign === signs.release && signs.release !== ' ') {
      at += 1;
      part += text[at] ?? '';
    } else if (sign === signs.terminator) {
      endPart();
      return { elements, next: at + 1 };
    } else if (sign === signs.component || sign === signs.element) {
      endPart();
      part = '';
      parts += 1;
      if (sign === signs.element) elements.push([]);
    } else if (sign !== '\r' && sign !== '\n') part += sign;
  }
  return { fault: 'interchange-truncated' };
}
