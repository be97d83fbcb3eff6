import { useApp } from '../../app/context.ts';
import { wordFor } from '../../i18n/word.ts';
import { reasonOf } from '../finding-words.ts';
import type { Panel, PanelProps } from './panel.tsx';

export const FINDINGS: Panel = {
  id: 'findings',
  place: 'side',
  title: ({ review }) => review.findings,
  Hint: ({ findings }) => <span className="dim">{findings.length}</span>,
  Body: FindingsBody,
  when: ({ result }) => result !== null,
};

/** The findings in words; the one under the pointer, here or on the picture, is lit in both places. */
function FindingsBody({ findings, lit, onLit, onZoomTo }: PanelProps) {
  const { words, format } = useApp();
  const w = words.review;
  const metres = (mm: number): string => format.number(mm / 1000, 1);
  if (findings.length === 0) return <p className="dim">{w.noFindings}</p>;
  return (
    <ol className="findings" data-testid="findings">
      {findings.map((finding, i) => (
        <li key={finding.id}>
          <button
            type="button"
            className={`item ${finding.kind} ${lit === finding.id ? 'lit' : ''}`}
            data-finding-id={finding.id}
            onPointerEnter={() => onLit(finding.id)}
            onPointerLeave={() => onLit(null)}
            onFocus={() => onLit(finding.id)}
            onBlur={() => onLit(null)}
            onClick={() => onZoomTo(finding.id)}
          >
            <span className="row spread">
              <strong>
                {i + 1} · {words.findingKind[finding.kind]}
              </strong>
              <span className="nowrap">{w.score(format.number(finding.score, 2))}</span>
            </span>
            <small>{reasonOf(finding, words, format)}</small>
            {finding.family && <small>{w.looksLike(wordFor(words.family, finding.family))}</small>}
            {finding.phantomTrained && (
              <small className="warn" title={w.phantomTrainedWhy}>
                {w.phantomTrained}
              </small>
            )}
            <small className="dim">
              {w.at(metres(finding.boxMm.x), metres(finding.boxMm.y))} ·{' '}
              {w.size(metres(finding.boxMm.w), metres(finding.boxMm.h))}
            </small>
          </button>
        </li>
      ))}
    </ol>
  );
}
