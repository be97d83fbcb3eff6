import { z } from 'zod';

/** Everything that can be wrong with a file of declarations or with one of them; the page has words for each. */
export const IMPORT_FAULTS = [
  // The file.
  'file-empty',
  'file-too-large',
  'file-not-text',
  'file-encoding',
  'too-many-faults',
  'too-many-declarations',
  // JSON.
  'json-syntax',
  'nesting-too-deep',
  // CSV.
  'column-missing',
  'column-unknown',
  'column-twice',
  'row-length',
  'quote-open',
  'quote-stray',
  'rows-disagree',
  // EDIFACT.
  'una-characters',
  'interchange-header',
  'interchange-truncated',
  'interchange-reference',
  'interchange-count',
  'interchange-trailing',
  'group-count',
  'charset-unknown',
  'charset-repertoire',
  'segment-tag',
  'segment-too-long',
  'too-many-segments',
  'segment-order',
  'segment-unknown',
  'unit-unknown',
  'message-type',
  'message-version',
  'message-function',
  'message-truncated',
  'message-reference',
  'message-count',
  // What is declared.
  'reference-missing',
  'reference-twice',
  'container-missing',
  'container-number-shape',
  'container-number-check-digit',
  'container-twice',
  'container-unknown',
  'size-type-shape',
  'seal-shape',
  'description-missing',
  'hs-code-missing',
  'hs-code-shape',
  'hs-chapter-unknown',
  'packing-type-shape',
  'locode-shape',
  'country-shape',
  'imo-number',
  'number-shape',
  'number-range',
  'time-shape',
  'validity-order',
  'text-control',
  'text-too-long',
  'too-many',
  'value-missing',
  'value-type',
  'value-shape',
] as const;
export const ImportFaultCode = z.enum(IMPORT_FAULTS);
export type ImportFaultCode = z.infer<typeof ImportFaultCode>;

/** One thing that is wrong, and where a person finds it. */
export const ImportFault = z.object({
  code: ImportFaultCode,
  /** Of a CSV or JSON file, from 1. */
  line: z.number().int().optional(),
  /** Of an interchange, from 1 at UNB. */
  segment: z.number().int().optional(),
  /** Column, path in the JSON (`0.goods.2.hsCode`), or segment with element and component (`EQD.2.1`); may be empty. */
  field: z.string(),
  /** Of the declaration concerned, where one is known. */
  reference: z.string().optional(),
});
export type ImportFault = z.infer<typeof ImportFault>;

export type Place = Pick<ImportFault, 'line' | 'segment' | 'field'>;

/** So many are told one by one. A file with more is not the file that somebody meant. */
export const MAX_FAULTS = 500;

export interface FaultList {
  readonly faults: ImportFault[];
  add(code: ImportFaultCode, place: Place, reference?: string): void;
  /** Whether to read on is of no use. */
  readonly full: boolean;
}

/** Collects faults up to a limit, so that a hostile file costs no more memory than a bad one. */
export function createFaultList(): FaultList {
  const faults: ImportFault[] = [];
  return {
    faults,
    add(code, place, reference) {
      if (faults.length >= MAX_FAULTS) return;
      const last = faults.length === MAX_FAULTS - 1;
      faults.push({ code: last ? 'too-many-faults' : code, ...place, ...(reference !== undefined && { reference }) });
    },
    get full() {
      return faults.length >= MAX_FAULTS;
    },
  };
}

/** The name that our schemas give a fault; for zod's own the nearest of ours. */
export function faultNameOf(issue: z.core.$ZodIssue): ImportFaultCode {
  const named = ImportFaultCode.safeParse(issue.message);
  if (named.success) return named.data;
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'value-missing' : 'value-type';
  if (issue.code === 'too_big') return issue.origin === 'string' ? 'text-too-long' : 'too-many';
  return issue.code === 'too_small' ? 'value-missing' : 'value-shape';
}
