import { keys, type ScanId, ScanResult, Seal } from '@h986/domain';
import type { ModelSet } from '@h986/pipeline';
import { findJson, openObjectStore } from '@h986/stores';
import { openTestTools } from '../../../pipeline/src/testing/test-tools.ts';
import { type Api, signIn } from '../api.ts';
import { type ScanMap, wholeMaps } from '../evaluate/judging/whole-maps.ts';
import { readDemoUsers } from '../house/house.ts';
import { dataFolder, findRunning } from '../house/running.ts';

const PAGE = 100;

/**
 * The scans that people released in the system that runs here, each with its maps, newest decision first. Scans that another version of the
 * model judged, and those that are not whole, are left out.
 *
 * @throws {DomainError} `not-running`
 */
export async function* releasedScans(
  models: ModelSet,
  model: string,
): AsyncGenerator<{ result: ScanResult; maps: ScanMap[] }> {
  const { url, dataDir, stores } = await findRunning(dataFolder());
  const analyst = (await readDemoUsers(dataDir)).find(({ role }) => role === 'analyst');
  const api = await signIn(url, analyst?.name ?? '', analyst?.password ?? '');
  const tools = await openTestTools({ objects: await openObjectStore(stores), ...models });
  const digest = [...models.models, ...models.shadow].find(({ card }) => card.name === model)?.card.sha256;
  try {
    for await (const { scanId, revision } of releases(api)) {
      const result = await findJson(tools.objects, keys.result(scanId, revision), ScanResult);
      const seal = await findJson(tools.objects, keys.seal(scanId), Seal);
      if (!result || !seal || result.models[model] !== digest || result.extent !== 'whole') continue;
      if ((result.stripsMissing ?? []).length > 0) continue;
      yield { result, maps: await wholeMaps(result, seal, tools) };
    }
  } finally {
    await tools.close();
  }
}

/** The last word on each scan: one that was released and then inspected all the same does not come. */
async function* releases(api: Api): AsyncGenerator<{ scanId: ScanId; revision: NonNullable<ScanResult['revision']> }> {
  const seen = new Set<ScanId>();
  for (let before: string | undefined; ; ) {
    const page = await api.call('listDecisions', { query: { limit: PAGE, ...(before && { before }) } });
    for (const { id, scanId, kind, revision } of page) {
      before = id;
      if (seen.has(scanId)) continue;
      seen.add(scanId);
      if (kind === 'release' && revision) yield { scanId, revision };
    }
    if (page.length < PAGE) return;
  }
}
