import type { DecisionView, ScanDetail, ScanId, ScanSummary } from '@h986/domain';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ActionButton } from '../actions/action-button.tsx';
import { useTarget } from '../actions/context.tsx';
import { useApp } from '../app/context.ts';
import { go } from '../app/route.ts';
import { errorWords } from '../i18n/word.ts';
import { announce } from '../shared/announcer.tsx';
import { Containers } from '../shared/containers.tsx';
import { Icon } from '../shared/icon.tsx';
import { readOutWords } from '../shared/read-out.ts';
import { ViewerPanel } from '../shared/viewer-panel.tsx';
import type { Viewer } from '../viewer/index.ts';
import type { DeskWindows } from '../windows/use-desk-windows.ts';
import { useLit } from '../windows/use-lit.ts';
import { useBelowThreshold } from './below-threshold.ts';
import { Beside } from './compare/beside.tsx';
import { CompareBar, CompareFoot, ToolRow } from './compare/compare-bar.tsx';
import { useCompare } from './compare/use-compare.ts';
import { DecisionPanel } from './decision-panel.tsx';
import { spokenFinding } from './finding-words.ts';
import { MarkBar, MarkText } from './marks/mark-bar.tsx';
import { placeOf } from './marks/size.ts';
import { type ShownViewer, useMarks } from './marks/use-marks.ts';
import { PANELS_BELOW, SIDE_PANELS } from './panels/index.ts';
import { type OtherScan, Panels } from './panels/panel.tsx';
import { useLease } from './use-lease.ts';
import { useReading } from './use-reading.ts';
import { useSimilar } from './use-similar.ts';

interface Props {
  scanId: ScanId;
  /** What was fetched ahead, to begin with. */
  known: ScanDetail | undefined;
  windows: DeskWindows;
  /** Opens the next scan of the worklist; null when none waits. */
  onNext: (() => void) | null;
}

/** One scan under an analyst's eyes: picture, what the machine found, what was declared, and the decision. */
export function Reading({ scanId, known, windows, onNext }: Props) {
  const { words, format, user, channel } = useApp();
  const { data: scan, error, reload, patch, findings, below, boxes } = useReading(scanId, known);
  const similar = useSimilar(scan);
  const [lit, light] = useLit(channel);
  const [decided, setDecided] = useState<DecisionView | null>(null);
  const viewer = useRef<Viewer>(null);
  const belowThreshold = useBelowThreshold();
  const renewed = useRevisionChange(scan?.revision && `${scan.revision} ${scan.comparison?.id}`);
  const { away } = windows;

  const waits = scan?.state === 'awaiting-review' || scan?.state === 'in-review';
  const reads = user.role === 'analyst' || (user.role === 'risk-officer' && scan?.panel === true);
  const mayHold = reads && decided === null && waits;
  const onScan = useCallback((summary: ScanSummary) => patch((detail) => ({ ...detail, ...summary })), [patch]);
  const lease = useLease(scanId, { wanted: mayHold, decided: decided !== null, onScan });
  const [shown, setShown] = useState<ShownViewer | null>(null);
  const marks = useMarks({ scanId, scan, held: lease.held && decided === null, shown, lit, light });
  const compare = useCompare(scan, similar, shown);

  const at = findings.findIndex(({ id }) => id === lit);
  const zoomTo = (id: string | null): void => {
    const mark = marks.marks.find((one) => one.id === id);
    const place = mark ? placeOf(mark) : boxes?.find((one) => one.id === id)?.box;
    if (id === null || place === undefined) return;
    viewer.current?.lookAt(place);
    channel.say({ kind: 'zoom', id });
  };
  useTarget('reading', {
    findings: findings.length,
    lit: [...(boxes ?? []), ...marks.marks].some(({ id }) => id === lit),
    held: lease.held,
    free: mayHold,
    stepFinding(by) {
      const to = at === -1 && by === -1 ? findings.length - 1 : (at + by + findings.length) % findings.length;
      const finding = findings[to];
      if (finding === undefined) return;
      light(finding.id);
      document.querySelector(`[data-finding-id="${CSS.escape(finding.id)}"]`)?.scrollIntoView({ block: 'nearest' });
      announce(spokenFinding(finding, to + 1, findings.length, words, format));
    },
    below,
    belowShown: belowThreshold.shown,
    toggleBelow: belowThreshold.toggle,
    zoomToFinding: () => zoomTo(lit),
    focusPicture: () => document.querySelector<HTMLElement>('[data-keys="picture"]')?.focus(),
    sayMiddle: () => announce(readOutWords(viewer.current?.readMiddle() ?? null, words, format)),
    take: lease.take,
    giveBack: () => go('review'),
  });

  const compareWith = (other: OtherScan): void => {
    if (away.has('picture')) channel.say({ kind: 'compare', ...other });
    else compare.open(other);
  };

  if (scan === undefined) {
    return <section className="card empty">{error === undefined ? words.loading : errorWords(words, error)}</section>;
  }
  const panels = { scan, findings, below, similar, marks, lit, onLit: light, onZoomTo: zoomTo, onCompare: compareWith };
  return (
    <>
      <section
        className="card reading"
        aria-label={words.review.reading}
        data-testid="reading"
        data-scan-id={scanId}
        data-state={scan.state}
      >
        <ReadingHeader scan={scan} held={lease.held} />
        {scan.extent === 'partial' && (
          <p className="banner warn" data-testid="partial">
            ◐ {words.review.partial(format.number(scan.lines ?? 0))}
          </p>
        )}
        {renewed && (
          <p className="banner warn" role="alert">
            ⟳ {words.review.newResult}
          </p>
        )}
        {away.has('picture') ? (
          <p className="banner dim">{words.windows.pictureAway}</p>
        ) : (
          <ViewerPanel
            scanId={scanId}
            boxes={boxes}
            heatMapOf={scan.result?.hasHeatMap ? scan.revision : null}
            load={scan.result?.load}
            lit={lit}
            onHover={light}
            viewerRef={viewer}
            onViewer={setShown}
            tools={
              <ToolRow compare={compare}>
                <MarkBar marks={marks} />
                <CompareBar compare={compare} />
              </ToolRow>
            }
            beside={
              <>
                <Beside compare={compare} shown={shown} />
                <CompareFoot compare={compare} />
              </>
            }
            onSeen={compare.onSeen}
            over={<MarkText marks={marks} />}
          />
        )}
      </section>
      {!away.has('facts') && (
        <section className="card below" aria-label={words.review.facts}>
          <div className="columns">
            <Panels panels={PANELS_BELOW} {...panels} />
          </div>
        </section>
      )}
      <aside className="side">
        <div className="card facts-panel" data-testid="facts">
          <Panels panels={SIDE_PANELS} {...panels} />
        </div>
        {reads ? (
          <DecisionPanel
            scan={scan}
            lease={lease}
            seen={() => ({
              ...(windows.seen() ?? { ...viewer.current?.getState(), compared: compare.looked() }),
              belowThreshold: { places: below, shown: belowThreshold.shown },
            })}
            marks={marks}
            decided={decided}
            onDecided={setDecided}
            onOutdated={reload}
            onNext={onNext}
          />
        ) : (
          <p className="card dim">{words.readOnly}</p>
        )}
      </aside>
    </>
  );
}

function ReadingHeader({ scan, held }: { scan: ScanDetail; held: boolean }) {
  const { words, format } = useApp();
  return (
    <header className="row spread">
      <h2>
        <Containers scan={scan} />
      </h2>
      <span className="dim grow">
        {words.state[scan.state]} · {scan.lane}
        {scan.plate && ` · ${scan.plate}`}
        {scan.lines !== null && ` · ${words.lane.lines(format.number(scan.lines))}`}
      </span>
      <ActionButton action="compare">{words.compare.begin}</ActionButton>
      <ActionButton action="large-picture">
        <Icon name="large" />
      </ActionButton>
      <ActionButton action="picture-window">
        <Icon name="window" />
      </ActionButton>
      {held && <ActionButton action="give-back">↩ {words.review.back}</ActionButton>}
    </header>
  );
}

/** Whether another revision than the first shown has been recorded while the scan was open. */
function useRevisionChange(revision: string | null | undefined): boolean {
  const first = useRef<string | null>(null);
  const [changed, setChanged] = useState(false);
  useEffect(() => {
    if (revision === undefined || revision === null) return;
    if (first.current !== null && first.current !== revision) setChanged(true);
    first.current = revision;
  }, [revision]);
  return changed;
}
