import { CONSULT } from './consult.tsx';
import { DECLARED } from './declared.tsx';
import { EARLIER } from './earlier.tsx';
import { FINDINGS } from './findings.tsx';
import { LOAD } from './load.tsx';
import { MACHINE } from './machine.tsx';
import { MARKS } from './marks.tsx';
import type { Panel } from './panel.tsx';
import { RECORD } from './record.tsx';
import { SIBLINGS } from './siblings.tsx';
import { TIMELINE } from './timeline.tsx';
import { VERDICT } from './verdict.tsx';

/** Every panel of the review desk, in order. A new one is a file here and a line in this list. */
export const PANELS: readonly Panel[] = [
  VERDICT,
  FINDINGS,
  MARKS,
  LOAD,
  DECLARED,
  SIBLINGS,
  EARLIER,
  CONSULT,
  TIMELINE,
  MACHINE,
  RECORD,
];

export const SIDE_PANELS = PANELS.filter(({ place }) => place === 'side');
export const PANELS_BELOW = PANELS.filter(({ place }) => place === 'below');
