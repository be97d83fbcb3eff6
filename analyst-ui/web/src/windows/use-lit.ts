import { useCallback, useEffect, useState } from 'react';
import type { DeskChannel } from './channel.ts';

/** The finding that is lit, the same in all windows of the desk. */
export function useLit(channel: DeskChannel): [lit: string | null, light: (id: string | null) => void] {
  const [lit, setLit] = useState<string | null>(null);
  useEffect(
    () =>
      channel.hear((message) => {
        if (message.kind === 'lit') setLit(message.id);
      }),
    [channel],
  );
  const light = useCallback(
    (id: string | null): void => {
      setLit(id);
      channel.say({ kind: 'lit', id });
    },
    [channel],
  );
  return [lit, light];
}
