import type { Revision } from './result.ts';
import type { ScanId } from './scan.ts';
import type { TrainingId } from './training/index.ts';

const scan = (scanId: ScanId): string => `scans/${scanId}`;
const results = (scanId: ScanId, revision: Revision): string => `${scan(scanId)}/results/${revision}`;

/** Where everything about a scan lies in the object store. Written once, never changed. */
export const keys = {
  allScans: 'scans/',
  scan: (scanId: ScanId) => `${scan(scanId)}/`,
  order: (scanId: ScanId) => `${scan(scanId)}/order.json`,
  armed: (scanId: ScanId) => `${scan(scanId)}/armed.json`,
  refused: (scanId: ScanId) => `${scan(scanId)}/refused.json`,
  calibration: (scanId: ScanId) => `${scan(scanId)}/calibration.json`,
  calibrationSamples: (scanId: ScanId) => `${scan(scanId)}/calibration.bin`,
  strips: (scanId: ScanId) => `${scan(scanId)}/strips/`,
  strip: (scanId: ScanId, strip: number) => `${scan(scanId)}/strips/${strip}.json`,
  stripSamples: (scanId: ScanId, strip: number) => `${scan(scanId)}/strips/${strip}.bin`,
  planes: (scanId: ScanId) => `${scan(scanId)}/planes/`,
  plane: (scanId: ScanId, strip: number) => `${scan(scanId)}/planes/${strip}.bin`,
  seal: (scanId: ScanId) => `${scan(scanId)}/seal.json`,
  results: (scanId: ScanId) => `${scan(scanId)}/results/`,
  stripResults: (scanId: ScanId, revision: Revision) => `${results(scanId, revision)}/strips/`,
  stripResult: (scanId: ScanId, revision: Revision, strip: number) =>
    `${results(scanId, revision)}/strips/${strip}.json`,
  heatMap: (scanId: ScanId, revision: Revision) => `${results(scanId, revision)}/heat-map.png`,
  crop: (scanId: ScanId, revision: Revision, finding: string) => `${results(scanId, revision)}/crops/${finding}.png`,
  preview: (scanId: ScanId, revision: Revision) => `${results(scanId, revision)}/preview.png`,
  materialMap: (scanId: ScanId, revision: Revision) => `${results(scanId, revision)}/material.png`,
  hidingMap: (scanId: ScanId, revision: Revision) => `${results(scanId, revision)}/hiding.png`,
  result: (scanId: ScanId, revision: Revision) => `${results(scanId, revision)}/result.json`,
  shownMaterial: (tableSha256: string) => `materials/${tableSha256}.json`,
  allTraining: 'training/',
  trainingScan: (id: TrainingId) => `training/${id}/about.json`,
  trainingPlane: (id: TrainingId, strip: number) => `training/${id}/planes/${strip}.bin`,
  trainingPreview: (id: TrainingId) => `training/${id}/preview.png`,
  recorded: (scanId: ScanId, revision: Revision) => `${results(scanId, revision)}/recorded.json`,
};
