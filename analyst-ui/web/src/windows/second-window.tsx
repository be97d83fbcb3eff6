import type { ScanId } from '@h986/domain';
import { useEffect, useState } from 'react';
import { useApp } from '../app/context.ts';
import type { WindowKind } from './channel.ts';
import { FactsWindow } from './facts-window.tsx';
import { PictureWindow } from './picture-window.tsx';
import { useRelay } from './use-relay.ts';

const HERE_MS = 1_000;

/** A window on another monitor: what the window with the worklist reads, in step with it. It holds nothing and decides nothing. */
export function SecondWindow({ kind }: { kind: WindowKind }) {
  const { channel, words } = useApp();
  const [scanId, setScanId] = useState<ScanId | null>(null);

  useEffect(() => {
    const here = (): void => channel.say({ kind: 'here', window: kind });
    const gone = (): void => channel.say({ kind: 'gone', window: kind });
    const stop = channel.hear((message) => {
      if (message.kind === 'reading') setScanId(message.scanId);
    });
    here();
    const timer = setInterval(here, HERE_MS);
    window.addEventListener('pagehide', gone);
    return () => {
      stop();
      clearInterval(timer);
      window.removeEventListener('pagehide', gone);
      gone();
    };
  }, [channel, kind]);
  useEffect(() => {
    document.title = `${words.windows[kind]} · ${words.appName}`;
  }, [words, kind]);

  useRelay(
    ['worklist', 'reading', 'decision', ...(kind === 'facts' ? (['viewer', 'marks', 'compare'] as const) : [])],
    scanId,
  );

  if (scanId === null) return <main className="centre dim">{words.windows.waiting}</main>;
  return kind === 'picture' ? (
    <PictureWindow key={scanId} scanId={scanId} />
  ) : (
    <FactsWindow key={scanId} scanId={scanId} />
  );
}
