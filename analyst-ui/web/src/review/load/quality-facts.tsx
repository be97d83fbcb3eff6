import type { ImageQuality, QualityFigure } from '@h986/domain';
import { useApp } from '../../app/context.ts';
import { wordFor } from '../../i18n/word.ts';

const SIGN: Record<QualityFigure['grade'], string> = { good: '✓', usable: '?', rescan: '!' };

/** Whether the picture can be judged by, and the figures that say so: those that are not good are in sight. */
export function QualityFacts({ quality: { grade, figures } }: { quality: ImageQuality }) {
  const { words } = useApp();
  const poor = figures.filter((figure) => figure.grade !== 'good');
  const good = figures.filter((figure) => figure.grade === 'good');
  return (
    <section data-testid="quality" data-grade={grade}>
      <h4 className="row spread">
        {words.load.quality}
        <span className={`grade ${grade}`}>
          {SIGN[grade]} {words.load.qualityGrade[grade]}
        </span>
      </h4>
      <Figures figures={poor} />
      {good.length > 0 && (
        <details>
          <summary className="dim">
            {SIGN.good} {words.load.qualityGrade.good}: {good.length}
          </summary>
          <Figures figures={good} />
        </details>
      )}
    </section>
  );
}

function Figures({ figures }: { figures: readonly QualityFigure[] }) {
  const { words, format } = useApp();
  const units: Readonly<Record<string, (n: string) => string>> = words.unit;
  const text = ({ value, unit }: QualityFigure): string => {
    if (unit === 'share') return format.percent(value);
    const number = format.number(value, Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 2 : 1);
    return units[unit]?.(number) ?? `${number} ${unit}`;
  };
  return (
    <ul className="figures">
      {figures.map((figure) => (
        <li key={figure.name} className="row spread">
          <span>{wordFor(words.qualityFigure, figure.name)}</span>
          <span className={`grade ${figure.grade}`}>
            {SIGN[figure.grade]} {text(figure)}
          </span>
        </li>
      ))}
    </ul>
  );
}
