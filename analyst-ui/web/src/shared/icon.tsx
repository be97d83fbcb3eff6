/** Drawn, not typed: the machines at a port have few fonts. */
const PATHS = {
  large: 'M2 6V2h4 M10 2h4v4 M14 10v4h-4 M6 14H2v-4',
  window: 'M2 4h9v9H2z M5 4V2h9v9h-3',
  box: 'M2 4h12v8H2z',
  arrow: 'M2 13 13 3 M7 3h6v6',
  ruler: 'M1 8h14 M1 4v8 M15 4v8',
  note: 'M2 3h12v8H7l-3 3v-3H2z',
  undo: 'M6 3 2 7l4 4 M2 7h8a4 4 0 0 1 0 7H7',
  redo: 'M10 3l4 4-4 4 M14 7H6a4 4 0 0 0 0 7h3',
  write: 'M2 14l1-4 8-8 3 3-8 8z',
  remove: 'M3 3l10 10 M13 3 3 13',
  clock: 'M8 2a6 6 0 1 0 .01 0 M8 5v3l2.5 1.5 M6 .8h4',
} as const;
export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="drawn" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
