import { createHash } from 'node:crypto';
import {
  type DeclarationReceipt,
  DomainError,
  type FiledDeclaration,
  type ImportFault,
  type ImportFormat,
  type ImportReceipt,
  importDeclarations,
  type Problem,
} from '@h986/domain';
import { type ChangeTools, change } from '../records/change.ts';
import { recordDeclarations } from './record.ts';

/** One declaration, given as JSON. */
export async function declare(
  tools: ChangeTools,
  declaration: FiledDeclaration,
  actor: string,
): Promise<DeclarationReceipt> {
  const receipts = await change(tools, (step) =>
    recordDeclarations(step, { declarations: [declaration], format: 'json', actor }),
  );
  return receipts[0] as DeclarationReceipt;
}

export interface HandedFile {
  bytes: Uint8Array;
  format: ImportFormat;
  /** Of a file with faults: take what is good, or nothing. */
  onError: 'keep' | 'refuse';
  actor: string;
}

/**
 * Takes a file of declarations into the records: all that it holds at once, or nothing.
 *
 * @throws {DomainError} `import-refused` with every fault and its place, when the file has any and the sender did not ask to keep
 *   the rest, or when there is no rest.
 */
export async function importFile(
  tools: ChangeTools,
  { bytes, format, onError, actor }: HandedFile,
): Promise<ImportReceipt> {
  const { declarations, faults } = importDeclarations(bytes, format);
  if (faults.length > 0 && (onError === 'refuse' || declarations.length === 0)) throw refused(faults);
  const receipts = await change(tools, async (step) => {
    const done = await recordDeclarations(step, { declarations, format, actor });
    if (!hasChanged(done)) return done;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const counts = { declarations: done.length, changed: done.filter(isNew).length, faults: faults.length };
    step.audit({ actor, action: 'declarations-imported', subject: '', detail: { format, sha256, ...counts } });
    return done;
  });
  return { changed: hasChanged(receipts), receipts, faults };
}

const isNew = ({ outcome }: DeclarationReceipt): boolean => outcome === 'created' || outcome === 'changed';
const hasChanged = (receipts: readonly DeclarationReceipt[]): boolean => receipts.some(isNew);

function refused(faults: readonly ImportFault[]): DomainError {
  const errors: Problem['errors'] = faults.map(({ field, ...fault }) => ({ path: field, ...fault }));
  return new DomainError('import-refused', 'the file has faults: nothing of it was taken', { details: { errors } });
}
