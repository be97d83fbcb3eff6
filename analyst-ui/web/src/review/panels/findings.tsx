import type { Finding } from '@h986/domain';
import { useApp } from '../../app/context.ts';
import { wordFor } from '../../i18n/word.ts';
import { useBelowThreshold } from '../below-threshold.ts';
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

/**
 * The findings in words; the one under the pointer, here or on the picture, is lit in both places. Those that their own model does not
 * believe are one line, until they are asked for.
 */
function FindingsBody({ scan, findings, below, lit, onLit, onZoomTo }: PanelProps) {
  const { words } = useApp();
  const { shown } = useBelowThreshold();
  const w = words.review;
  const above = shown ? findings.length - below : findings.length;
  const list = (from: number, to: number) =>
    findings
      .slice(from, to)
      .map((finding, i) => <Item key={finding.id} n={from + i + 1} {...{ scan, finding, lit, onLit, onZoomTo }} />);
  return (
    <div data-testid="findings">
      {above === 0 ? (
        <p className="dim">{below === 0 ? w.noFindings : w.noneAbove}</p>
      ) : (
        <ol className="findings">{list(0, above)}</ol>
      )}
      {below > 0 && <BelowLine places={below} shown={shown} />}
      {shown && below > 0 && (
        <ol className="findings below-threshold" start={above + 1}>
          {list(above, findings.length)}
        </ol>
      )}
    </div>
  );
}

function BelowLine({ places, shown }: { places: number; shown: boolean }) {
  const { words } = useApp();
  const { toggle } = useBelowThreshold();
  return (
    <button
      type="button"
      className="fold"
      aria-expanded={shown}
      title={words.review.belowWhy}
      data-testid="below-threshold"
      onClick={toggle}
    >
      <span aria-hidden="true">{shown ? '▾' : '▸'}</span> {words.review.below(places)}
    </button>
  );
}

interface ItemProps extends Pick<PanelProps, 'scan' | 'lit' | 'onLit' | 'onZoomTo'> {
  finding: Finding;
  n: number;
}

function Item({ scan: { scanId, revision }, finding, n, lit, onLit, onZoomTo }: ItemProps) {
  const { words, format } = useApp();
  const w = words.review;
  const metres = (mm: number): string => format.number(mm / 1000, 1);
  return (
    <li>
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
            {n} · {words.findingKind[finding.kind]}
          </strong>
          <span className="nowrap">{w.score(format.number(finding.score, 2))}</span>
        </span>
        <span className="with-crop">
          <span>
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
          </span>
          {finding.cropKey && (
            <img src={`/api/scans/${scanId}/findings/${finding.id}/crop?revision=${revision}`} alt="" loading="lazy" />
          )}
        </span>
      </button>
    </li>
  );
}
