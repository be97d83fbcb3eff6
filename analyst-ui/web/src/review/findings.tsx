import type { Finding } from '@h986/domain';
import { useApp } from '../app/context.ts';
import { wordFor } from '../i18n/word.ts';

interface Props {
  findings: readonly Finding[];
  lit: string | null;
  onLit(id: string | null): void;
}

/** Ratios say nothing with one decimal. */
const DECIMALS: Readonly<Record<string, number>> = { ratio: 2, inside: 2, outside: 2 };

/** The findings in words; the one under the pointer, here or on the picture, is lit in both places. */
export function Findings({ findings, lit, onLit }: Props) {
  const { words, format } = useApp();
  const w = words.review;
  const metres = (mm: number): string => format.number(mm / 1000, 1);
  return (
    <section>
      <h3>
        {w.findings} <span className="dim">{findings.length}</span>
      </h3>
      {findings.length === 0 && <p className="dim">{w.noFindings}</p>}
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
            >
              <span className="row spread">
                <strong>
                  {i + 1} · {words.findingKind[finding.kind]}
                </strong>
                <span className="nowrap">{w.score(format.number(finding.score, 2))}</span>
              </span>
              <small>
                {wordFor(words.findingReason, finding.reason.code)}
                {valuesOf(finding).map((text) => ` · ${text}`)}
              </small>
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
    </section>
  );

  function valuesOf({ reason }: Finding): string[] {
    const inWords: Readonly<Record<string, (n: string) => string>> = words.findingValue;
    // In the order of the dictionary, which reads well; the records keep no order.
    const order = Object.keys(inWords);
    const values = Object.entries(reason.values).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
    return values.map(([name, value]) => {
      const number = format.number(value, Number.isInteger(value) ? 0 : (DECIMALS[name] ?? 1));
      return inWords[name]?.(number) ?? `${name} ${number}`;
    });
  }
}
