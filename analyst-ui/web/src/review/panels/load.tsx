import { LoadPanel } from '../load/load-panel.tsx';
import type { Panel } from './panel.tsx';

/** What the load says, alone and against what was declared and other scans. */
export const LOAD: Panel = {
  id: 'load',
  place: 'side',
  title: ({ load }) => load.title,
  Body: LoadPanel,
  when: ({ result, comparison }) => result?.load !== undefined || comparison !== null,
};
