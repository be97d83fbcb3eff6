import type { DecisionView, ScanSummary } from '@h986/domain';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ActionButton } from '../actions/action-button.tsx';
import { useTarget } from '../actions/context.tsx';
import { useApp } from '../app/context.ts';
import { go } from '../app/route.ts';
import { errorWords } from '../i18n/word.ts';
import { Containers } from '../shared/containers.tsx';
import { useEvents, useLoad } from '../shared/hooks.ts';
import { ViewerPanel } from '../shared/viewer-panel.tsx';
import type { Viewer } from '../viewer/index.ts';
import { DecisionPanel } from './decision-panel.tsx';
import { placesOf, toldOf } from './load/told.ts';
import { boxesOf, ranked } from './ranked.ts';
import { ScanFacts } from './scan-facts.tsx';
import { useLease } from './use-lease.ts';

interface Props {
  scanId: string;
  /** Opens the next scan of the worklist; null when none waits. */
  onNext: (() => void) | null;
}

/** One scan under an analyst's eyes: picture, what the machine found, what was declared, and the decision. */
export function Reading({ scanId, onNext }: Props) {
  const { call, words, format, user } = useApp();
  const { data: scan, error, reload, patch } = useLoad(() => call('getScan', { params: { scanId } }), scanId);
  const [lit, setLit] = useState<string | null>(null);
  const [decided, setDecided] = useState<DecisionView | null>(null);
  const viewer = useRef<Viewer>(null);
  const result = scan?.result;
  const findings = useMemo(() => ranked(result?.findings ?? []), [result]);
  const boxes = useMemo(
    () => scan && result && [...boxesOf(findings, result.verdict), ...placesOf(toldOf(scan))],
    [findings, result, scan],
  );
  const renewed = useRevisionChange(scan?.revision && `${scan.revision} ${scan.comparison?.id}`);

  const waits = scan?.state === 'awaiting-review' || scan?.state === 'in-review';
  const onScan = useCallback((summary: ScanSummary) => patch((detail) => ({ ...detail, ...summary })), [patch]);
  const lease = useLease(scanId, {
    wanted: user.role === 'analyst' && decided === null && waits,
    decided: decided !== null,
    onScan,
  });
  useEvents({
    onEvent(event) {
      if (event.kind === 'scan' && event.scan.scanId === scanId) reload();
    },
    onResync() {},
  });

  const at = findings.findIndex(({ id }) => id === lit);
  useTarget('reading', {
    findings: findings.length,
    lit: at >= 0,
    held: lease.held,
    free: user.role === 'analyst' && decided === null && waits,
    stepFinding(by) {
      const to = at === -1 ? (by === 1 ? 0 : -1) : (at + by) % findings.length;
      setLit(findings.at(to)?.id ?? null);
    },
    zoomToFinding() {
      const finding = findings[at];
      if (finding) viewer.current?.lookAt(finding.boxPx);
    },
    focusPicture: () => document.querySelector<HTMLElement>('[data-keys="picture"]')?.focus(),
    take: lease.take,
    giveBack: () => go('review'),
  });

  if (scan === undefined) {
    return <section className="card empty">{error === undefined ? words.loading : errorWords(words, error)}</section>;
  }
  return (
    <>
      <section className="card reading" data-testid="reading" data-scan-id={scanId} data-state={scan.state}>
        <header className="row spread">
          <h2>
            <Containers scan={scan} />
          </h2>
          <span className="dim grow">
            {words.state[scan.state]} · {scan.lane}
            {scan.plate && ` · ${scan.plate}`}
            {scan.lines !== null && ` · ${words.lane.lines(format.number(scan.lines))}`}
          </span>
          {lease.held && <ActionButton action="give-back">↩ {words.review.back}</ActionButton>}
        </header>
        {scan.extent === 'partial' && (
          <p className="banner warn" data-testid="partial">
            ◐ {words.review.partial(format.number(scan.lines ?? 0))}
          </p>
        )}
        {renewed && <p className="banner warn">⟳ {words.review.newResult}</p>}
        <ViewerPanel
          scanId={scanId}
          boxes={boxes ?? undefined}
          heatMapOf={scan.result?.hasHeatMap ? scan.revision : null}
          lit={lit}
          onHover={setLit}
          viewerRef={viewer}
        />
      </section>
      <aside className="side">
        <ScanFacts scan={scan} findings={findings} lit={lit} onLit={setLit} />
        {user.role === 'analyst' ? (
          <DecisionPanel
            scan={scan}
            lease={lease}
            seen={() => ({ ...viewer.current?.getState() })}
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
