/** Drawn, not typed: the machines at a port have few fonts. */
const PATHS = {
  large: 'M2 6V2h4 M10 2h4v4 M14 10v4h-4 M6 14H2v-4',
  window: 'M2 4h9v9H2z M5 4V2h9v9h-3',
  clock: 'M8 2a6 6 0 1 0 .01 0 M8 5v3l2.5 1.5 M6 .8h4',
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg className="drawn" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
