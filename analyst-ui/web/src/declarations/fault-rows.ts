import type { ImportFault, ImportFormat, Problem } from '@h986/domain';

/** A fault as the page shows it, whether it came with a receipt or a refusal. */
export interface FaultRow {
  code: string;
  line?: number | undefined;
  segment?: number | undefined;
  field: string;
  reference?: string | undefined;
}

export function rowsOf(faults: readonly (ImportFault | Problem['errors'][number])[]): FaultRow[] {
  return faults.map((fault) => {
    const { code, line, segment, reference } = fault;
    return { code, line, segment, reference, field: 'field' in fault ? fault.field : fault.path };
  });
}

/** What a file most likely is, by its name; null where that does not say. */
export function formatOf(fileName: string): ImportFormat | null {
  const ending = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (ending === 'json' || ending === 'csv') return ending;
  return ['edi', 'edifact', 'cuscar', 'unb'].includes(ending) ? 'cuscar' : null;
}
