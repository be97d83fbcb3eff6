import type { ScanId } from '@h986/domain';
import { useEffect, useRef, useState } from 'react';
import { useApp } from '../app/context.ts';
import { errorWords } from '../i18n/word.ts';
import { Beside } from '../review/compare/beside.tsx';
import { CompareBar, CompareFoot, ToolRow } from '../review/compare/compare-bar.tsx';
import { useCompare } from '../review/compare/use-compare.ts';
import { MarkBar, MarkText } from '../review/marks/mark-bar.tsx';
import { placeOf } from '../review/marks/size.ts';
import { type ShownViewer, useMarks } from '../review/marks/use-marks.ts';
import { useReading } from '../review/use-reading.ts';
import { useSimilar } from '../review/use-similar.ts';
import { Containers } from '../shared/containers.tsx';
import { ViewerPanel } from '../shared/viewer-panel.tsx';
import type { Viewer } from '../viewer/index.ts';
import { useLit } from './use-lit.ts';

/** The picture alone, as large as the monitor. */
export function PictureWindow({ scanId }: { scanId: ScanId }) {
  const { channel, words, user } = useApp();
  const { data: scan, error, boxes } = useReading(scanId);
  const [lit, light] = useLit(channel);
  const viewer = useRef<Viewer>(null);
  const [shown, setShown] = useState<ShownViewer | null>(null);
  const marks = useMarks({ scanId, scan, held: scan?.heldBy === user.name, shown, lit, light });
  const compare = useCompare(scan, useSimilar(scan), shown);
  const drawn = marks.marks;

  useEffect(
    () =>
      channel.hear((message) => {
        if (message.kind !== 'zoom') return;
        const asked = boxes?.find(({ id }) => id === message.id)?.box;
        const mark = drawn.find(({ id }) => id === message.id);
        const place = asked ?? (mark && placeOf(mark));
        if (place) viewer.current?.lookAt(place);
      }),
    [channel, boxes, drawn],
  );

  return (
    <main className="second card reading" data-testid="picture-window" data-scan-id={scanId}>
      <h1 className="second-title">{scan === undefined ? words.loading : <Containers scan={scan} />}</h1>
      {error !== undefined && <p className="error">{errorWords(words, error)}</p>}
      <ViewerPanel
        scanId={scanId}
        boxes={boxes}
        heatMapOf={scan?.result?.hasHeatMap ? scan.revision : null}
        load={scan?.result?.load}
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
        over={<MarkText marks={marks} />}
        onSeen={(state) => {
          compare.onSeen(state);
          channel.say({ kind: 'seen', state: { ...state, compared: compare.looked() } });
        }}
      />
    </main>
  );
}
