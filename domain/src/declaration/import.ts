import { z } from 'zod';
import { readCsv } from './csv/read.ts';
import { decodeUtf8, sizeFault } from './decode.ts';
import { fileDrafts } from './drafts.ts';
import { decodeInterchange } from './edifact/charset.ts';
import { readCuscar } from './edifact/cuscar.ts';
import { readInterchange } from './edifact/interchange.ts';
import { createFaultList, type FaultList, type ImportFault } from './faults.ts';
import type { FiledDeclaration } from './filed.ts';
import { readJson } from './json.ts';

export const IMPORT_FORMATS = ['json', 'csv', 'cuscar'] as const;
export const ImportFormat = z.enum(IMPORT_FORMATS);
export type ImportFormat = z.infer<typeof ImportFormat>;

export interface Imported {
  /** Those that hold, each whole but for containers left out by a fault of their own. */
  declarations: FiledDeclaration[];
  /** Named, with their places; empty where everything is good. */
  faults: ImportFault[];
}

/**
 * Declarations from a file. Pure and total: whatever the bytes are, it answers with what is good and what is wrong, and throws
 * nothing. Its size is looked at first, nesting and counts before anything is built of them.
 */
export function importDeclarations(file: Uint8Array, format: ImportFormat): Imported {
  const list = createFaultList();
  const fault = sizeFault(file);
  if (fault) list.add(fault, { field: '' });
  const declarations = fault ? [] : READERS[format](file, list);
  if (declarations.length === 0 && list.faults.length === 0) list.add('file-empty', { field: '' });
  return { declarations, faults: list.faults };
}

const READERS: Record<ImportFormat, (file: Uint8Array, list: FaultList) => FiledDeclaration[]> = {
  json: (file, list) => inUtf8(file, list, readJson),
  csv: (file, list) => inUtf8(file, list, readCsv),
  cuscar(file, list) {
    const decoded = decodeInterchange(file);
    if (decoded.fault !== null) {
      list.add(decoded.fault, decoded.place);
      return [];
    }
    const drafts = readInterchange(decoded.text, list).flatMap((message) => readCuscar(message, list));
    return fileDrafts(drafts, list);
  },
};

function inUtf8(
  file: Uint8Array,
  list: FaultList,
  read: (text: string, list: FaultList) => FiledDeclaration[],
): FiledDeclaration[] {
  const decoded = decodeUtf8(file);
  if (decoded.fault === null) return read(decoded.text, list);
  list.add(decoded.fault, { field: '' });
  return [];
}
