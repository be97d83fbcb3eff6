import { type AssemblyJob, keys, Order, type Revision, Seal } from '@h986/domain';
import { getJson, jsonBytes } from '@h986/stores';
import { checkResult } from './check/check-result.ts';
import { scanResult } from './conclusion/scan-result.ts';
import { handOnResult, presentStrips } from './hand-on/hand-on.ts';
import { revisionAndPurpose } from './hand-on/revision.ts';
import type { Tools } from './tools.ts';

/** `waiting`: look again at this time (ms since 1970). */
export type AssemblyOutcome = { state: 'done'; revision: Revision } | { state: 'waiting'; until: number };

/** A scan handed over late, after an outage, gets this long all the same. */
const AFTER_HAND_OVER_MS = 10_000;
/** How soon the assembly looks again; its job costs next to nothing, and the analyst waits for it. */
const LOOK_AGAIN_MS = 200;

/**
 * One scan, from its strips' results to its own.
 *
 * Never waits inside: while strips are missing and the deadline has not passed it says when to be called again. May run
 * twice: when the result is there the work is skipped and the scan handed on all the same.
 *
 * @param handedOverAt when the job was made, ms since 1970
 * @throws `object-missing` while there is no seal; whatever the stores throw. Both are worth trying again.
 */
export async function assemble(job: AssemblyJob, handedOverAt: number, tools: Tools): Promise<AssemblyOutcome> {
  const { objects } = tools;
  const { scanId, counter } = job;
  const { revision, purpose } = await revisionAndPurpose(objects, scanId, { ...tools, counter });
  const key = keys.result(scanId, revision);
  if (!(await objects.head(key))) {
    const seal = await getJson(objects, keys.seal(scanId), Seal);
    const order = await getJson(objects, keys.order(scanId), Order);
    const present = await presentStrips(job, revision, tools);
    const missing = [...seal.strips.keys()].filter((strip) => !present.has(strip));
    const now = tools.now();
    if (missing.length > 0 && now < deadlineOf(seal, order, handedOverAt, tools.patience))
      return { state: 'waiting', until: now + LOOK_AGAIN_MS };

    const resultOf = purpose === 'cargo' ? scanResult : checkResult;
    const result = await resultOf({ scanId, revision, seal, order, missing }, tools);
    // A twin may have been quicker: its result is as good, and the first one counts.
    await objects.putOnce(key, jsonBytes(result));
  }
  await handOnResult(job, revision, tools);
  return { state: 'done', revision };
}

/** When the assembly goes on without what is missing, ms since 1970. */
export function deadlineOf(
  { sealedAt }: Pick<Seal, 'sealedAt'>,
  { triggeredAt }: Pick<Order, 'triggeredAt'>,
  handedOverAt: number,
  { afterSealMs, afterTriggerMs }: Tools['patience'],
): number {
  const inTime = Math.min(Date.parse(sealedAt) + afterSealMs, Date.parse(triggeredAt) + afterTriggerMs);
  return Math.max(inTime, handedOverAt + AFTER_HAND_OVER_MS);
}
