import { type Role, ScanId } from '@h986/domain';
import { useSyncExternalStore } from 'react';

export const SCREENS = ['lane', 'review', 'declarations', 'audit', 'accounts', 'training'] as const;
export type Screen = (typeof SCREENS)[number];

export interface Route {
  screen: Screen;
  scanId: ScanId | null;
}

/** Who sees what, first the screen they begin with. The server refuses the rest whatever the page shows. */
const SCREENS_OF: Record<Role, readonly Screen[]> = {
  operator: ['lane'],
  analyst: ['review', 'training'],
  'risk-officer': ['audit', 'review', 'declarations', 'training'],
  administrator: ['lane', 'review', 'declarations', 'audit', 'accounts'],
};

export function screensOf(role: Role): readonly Screen[] {
  return SCREENS_OF[role];
}

/** `#/review/01J…`; a screen that the role does not have becomes its first. */
export function routeOf(hash: string, role: Role): Route {
  const [, wanted, scanId] = hash.replace(/^#/, '').split('/');
  const screen = screensOf(role).find((name) => name === wanted);
  if (screen === undefined) return { screen: screensOf(role)[0] ?? 'lane', scanId: null };
  return { screen, scanId: ScanId.safeParse(scanId).data ?? null };
}

export function hrefOf(screen: Screen, scanId?: string): string {
  return scanId === undefined ? `#/${screen}` : `#/${screen}/${scanId}`;
}

export function go(screen: Screen, scanId?: string): void {
  window.location.hash = hrefOf(screen, scanId);
}

export function useRoute(role: Role): Route {
  const hash = useSyncExternalStore(onHashChange, () => window.location.hash);
  return routeOf(hash, role);
}

function onHashChange(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}
