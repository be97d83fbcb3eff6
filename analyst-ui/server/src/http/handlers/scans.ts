import { keys, ShownMaterial } from '@h986/domain';
import { getJson } from '@h986/stores';
import type { Lanes } from '../../live/lanes.ts';
import { abortScan, createScan, triggerScan } from '../../orders/orders.ts';
import { getDetail, recordView } from '../../records/scan-detail.ts';
import { listScans } from '../../records/worklist.ts';
import type { Tools } from '../../tools.ts';
import type { Handlers } from '../handler.ts';
import { pictureOf, sendCrop, sendLoadMap, sendPicture, sendPlane } from '../pixels.ts';

type Own = Pick<
  Handlers,
  | 'listLanes'
  | 'createScan'
  | 'triggerScan'
  | 'abortScan'
  | 'listScans'
  | 'getScan'
  | 'getPicture'
  | 'getPlane'
  | 'getHeatMap'
  | 'getPreview'
  | 'getCrop'
  | 'getLoadMap'
  | 'getMaterial'
>;

export function scanHandlers(tools: Tools, lanes: Lanes): Own {
  return {
    listLanes: async () => lanes.list(tools.now()),
    createScan: ({ body }, { user }) => createScan(tools, body, user.name),
    triggerScan: ({ params }, { user }) => triggerScan(tools, params.scanId, user.name),
    abortScan: ({ params }, { user }) => abortScan(tools, params.scanId, user.name),
    listScans: ({ query }) => listScans(tools.db, query),
    async getScan({ params: { scanId }, query: { ahead } }, { user, sessionHash }) {
      const detail = await getDetail(tools.db, scanId, user);
      // What a page fetches ahead nobody has seen yet; it asks again when it shows it.
      if (user.role === 'analyst' && ahead === undefined) {
        await recordView(tools, { scanId, user: user.name, session: sessionHash, revision: detail.revision });
      }
      return detail;
    },
    getPicture: ({ params }) => pictureOf(tools, params.scanId),
    getPlane: ({ params }, _caller, exchange) => sendPlane(tools, params.scanId, params.strip, exchange),
    getHeatMap: ({ params }, _caller, exchange) => sendPicture(tools, params.scanId, 'heatMapKey', exchange),
    getPreview: ({ params }, _caller, exchange) => sendPicture(tools, params.scanId, 'previewKey', exchange),
    getCrop: ({ params, query }, _caller, exchange) => sendCrop(tools, { ...params, ...query }, exchange),
    getLoadMap: ({ params }, _caller, exchange) => sendLoadMap(tools, params.scanId, params.map, exchange),
    getMaterial: ({ params }) => getJson(tools.objects, keys.shownMaterial(params.digest), ShownMaterial),
  };
}
