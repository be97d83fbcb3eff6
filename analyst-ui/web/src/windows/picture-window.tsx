import type { ScanId } from '@h986/domain';
import { useEffect, useRef } from 'react';
import { useApp } from '../app/context.ts';
import { errorWords } from '../i18n/word.ts';
import { useReading } from '../review/use-reading.ts';
import { Containers } from '../shared/containers.tsx';
import { ViewerPanel } from '../shared/viewer-panel.tsx';
import type { Viewer } from '../viewer/index.ts';
import { useLit } from './use-lit.ts';

/** The picture alone, as large as the monitor. */
export function PictureWindow({ scanId }: { scanId: ScanId }) {
  const { channel, words } = useApp();
  const { data: scan, error, boxes } = useReading(scanId);
  const [lit, light] = useLit(channel);
  const viewer = useRef<Viewer>(null);

  useEffect(
    () =>
      channel.hear((message) => {
        const asked = message.kind === 'zoom' && boxes?.find(({ id }) => id === message.id);
        if (asked) viewer.current?.lookAt(asked.box);
      }),
    [channel, boxes],
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
        onSeen={(state) => channel.say({ kind: 'seen', state: { ...state } })}
      />
    </main>
  );
}
