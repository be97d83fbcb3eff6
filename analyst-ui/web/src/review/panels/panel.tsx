import type { Finding, ScanDetail, ScanId, SimilarScans } from '@h986/domain';
import type { ComponentType, ReactNode } from 'react';
import { useApp } from '../../app/context.ts';
import type { Words } from '../../i18n/en.ts';
import type { Marks } from '../marks/use-marks.ts';

/** What a panel gets of the scan that is read. */
export interface PanelProps {
  scan: ScanDetail;
  /** Gravest first; those below their threshold last, or left out. */
  findings: readonly Finding[];
  /** How many there are below their threshold, shown or not. */
  below: number;
  /** Other scans in the records; undefined until they are known. */
  similar: SimilarScans | undefined;
  marks: Marks;
  /** The finding, the place of an observation or the mark that is lit here and on the picture. */
  lit: string | null;
  onLit(id: string | null): void;
  onZoomTo(id: string): void;
  onCompare(other: OtherScan): void;
}

/** A container of another scan. */
export interface OtherScan {
  scanId: ScanId;
  container: number;
}

/** A section of the review desk: beside the picture what is needed for the decision, below it what it rests on. */
export interface Panel {
  /** Under this name its open state is remembered. */
  id: string;
  place: 'side' | 'below';
  title(words: Words): string;
  /** A short figure or word beside the title, to be seen while the panel is shut. */
  Hint?: ComponentType<PanelProps>;
  Body: ComponentType<PanelProps>;
  /** @defaultValue true */
  open?: boolean;
  /** Left out while it has nothing to say. */
  when?(scan: ScanDetail): boolean;
}

/** The panels of one place, each foldable; what a user folds stays so, for every scan and on every machine. */
export function Panels({ panels, ...props }: PanelProps & { panels: readonly Panel[] }) {
  return panels
    .filter(({ when }) => when?.(props.scan) ?? true)
    .map((panel) => <FoldingPanel key={panel.id} panel={panel} {...props} />);
}

function FoldingPanel({ panel: { id, title, Hint, Body, open = true }, ...props }: PanelProps & { panel: Panel }) {
  const { words } = useApp();
  return (
    <Folding id={id} open={open} title={title(words)} hint={Hint && <Hint {...props} />}>
      <Body {...props} />
    </Folding>
  );
}

interface FoldingProps {
  id: string;
  open: boolean;
  title: string;
  hint?: ReactNode;
  children: ReactNode;
}

function Folding({ id, open: usual, title, hint, children }: FoldingProps) {
  const { preferences, setPreferences } = useApp();
  const open = preferences.panels[id] ?? usual;
  const fold = (): void => setPreferences({ panels: { ...preferences.panels, [id]: !open } });
  return (
    <section className="panel" data-panel={id}>
      <h3>
        <button type="button" className="fold" aria-expanded={open} aria-controls={`panel-${id}`} onClick={fold}>
          <span aria-hidden="true">{open ? '▾' : '▸'}</span> <span className="grow">{title}</span>
          {hint}
        </button>
      </h3>
      <div id={`panel-${id}`} hidden={!open}>
        {open && children}
      </div>
    </section>
  );
}
