import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { DomainError, type ModelCard, ThresholdTable } from '@h986/domain';

/**
 * The first of these tables that is there.
 *
 * @throws {DomainError} `model-thresholds` when it is none, or was made from another model: what it promises would not hold
 */
export async function readThresholds(
  paths: readonly string[],
  { name, sha256: digest }: Pick<ModelCard, 'name' | 'sha256'>,
): Promise<{ table: ThresholdTable | null; sha256: string | null }> {
  for (const path of paths) {
    const bytes = await readFile(path).catch((cause: unknown) => {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
      // One that is there and cannot be read may be stricter than what would hold instead.
      throw new DomainError('model-thresholds', `the thresholds in ${path} cannot be read`, {
        cause,
        details: { path },
      });
    });
    if (bytes === null) continue;
    const table = parsed(bytes, path);
    if (table.model !== name || table.digest !== digest)
      throw new DomainError('model-thresholds', `the thresholds in ${path} are those of another model`, {
        details: { path, model: table.model, digest: table.digest },
      });
    return { table, sha256: createHash('sha256').update(bytes).digest('hex') };
  }
  return { table: null, sha256: null };
}

function parsed(bytes: Uint8Array, path: string): ThresholdTable {
  try {
    return ThresholdTable.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new DomainError('model-thresholds', `no readable thresholds in ${path}`, { cause, details: { path } });
  }
}
