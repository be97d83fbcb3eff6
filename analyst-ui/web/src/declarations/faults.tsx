import { useApp } from '../app/context.ts';
import { wordFor } from '../i18n/word.ts';
import type { FaultRow } from './fault-rows.ts';

/** What is wrong with a file, each fault with its place. */
export function Faults({ rows }: { rows: readonly FaultRow[] }) {
  const { words, format } = useApp();
  const w = words.declarations;
  return (
    <div className="faults" data-testid="faults">
      <h3>{w.faults(format.number(rows.length))}</h3>
      <ul>
        {rows.map(({ code, line, segment, field, reference }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list stays as it came
          <li key={i} data-code={code}>
            <small className="dim">
              {line !== undefined && `${w.line(format.number(line))} `}
              {segment !== undefined && `${w.segment(format.number(segment))} `}
              <span className="mono">{field}</span>
            </small>{' '}
            {wordFor(words.importFault, code)}
            {reference !== undefined && <small className="dim mono"> · {reference}</small>}
          </li>
        ))}
      </ul>
    </div>
  );
}
