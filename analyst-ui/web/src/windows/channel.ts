import type { MarkId, ScanId } from '@h986/domain';

/** What a second window shows: the picture alone, or the facts alone. */
export const WINDOW_KINDS = ['picture', 'facts'] as const;
export type WindowKind = (typeof WINDOW_KINDS)[number];

/** What the windows of one desk say to each other. */
export type Message =
  /** A second window is there; said every second. */
  | { kind: 'here'; window: WindowKind }
  | { kind: 'gone'; window: WindowKind }
  /** The scan that is read; said by the window that has the worklist. */
  | { kind: 'reading'; scanId: ScanId | null }
  /** The finding or place that is lit, wherever it was lit. */
  | { kind: 'lit'; id: string | null }
  | { kind: 'zoom'; id: string }
  /** A stroke has reached the records. */
  | { kind: 'marks-kept'; scanId: ScanId }
  /** The mark that is chosen, wherever it was chosen. */
  | { kind: 'mark-chosen'; id: MarkId | null }
  /** The picture is to be compared with this, where it is shown. */
  | { kind: 'compare'; scanId: ScanId; container: number }
  /** How the picture is shown now, for the record of a decision. */
  | { kind: 'seen'; state: Record<string, unknown> }
  /** A key was pressed in a window that has nothing for its action to act on; for windows that show the same scan. */
  | { kind: 'perform'; action: string; scanId: ScanId };

export interface DeskChannel {
  say(message: Message): void;
  /** @returns how to stop */
  hear(heard: (message: Message) => void): () => void;
  close(): void;
}

/** Between the windows of one user in one browser; only pages of our own origin can speak here. */
export function openChannel(user: string): DeskChannel {
  const channel = new BroadcastChannel(`desk:${user}`);
  const listeners = new Set<(message: Message) => void>();
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    for (const listener of listeners) listener(data);
  };
  return {
    say: (message) => channel.postMessage(message),
    hear(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    close: () => channel.close(),
  };
}

/** `?window=picture` in the address makes a page a second window. */
export function windowKindOf(search: string): WindowKind | null {
  const asked = new URLSearchParams(search).get('window');
  return WINDOW_KINDS.find((kind) => kind === asked) ?? null;
}

/** Opens a second window, or brings it to the front. It needs a gesture: else the browser refuses. */
export function openWindow(kind: WindowKind): void {
  window.open(`/?window=${kind}`, `h986-${kind}`, 'popup,width=1600,height=900')?.focus();
}
