import type { ScanDetail } from '@h986/domain';
import { useApp } from '../app/context.ts';

/** What customs were told. */
export function Declared({ scan: { declaration } }: { scan: ScanDetail }) {
  const { words, format } = useApp();
  const w = words.review;
  if (declaration === null) {
    return (
      <section>
        <h3>{w.declared}</h3>
        <p className="dim">{w.noDeclaration}</p>
      </section>
    );
  }
  const { reference, consignee, consignor, containers, seals, goods, grossMassKg } = declaration;
  const rows: [string, string | undefined][] = [
    [words.lane.reference, reference],
    [words.audit.container, containers.join(' + ')],
    [w.consignor, consignor],
    [w.consignee, consignee],
    [w.seals, seals.join(', ')],
    [words.lane.massKg, grossMassKg === undefined ? undefined : format.number(grossMassKg)],
  ];
  return (
    <section data-testid="declaration">
      <h3>{w.declared}</h3>
      <dl>
        {rows.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {goods.map((item) => (
        <p key={`${item.hsCode} ${item.description}`} className="goods">
          <strong>{item.description}</strong>
          <small className="dim">
            {words.lane.hsCode} <span className="mono">{item.hsCode}</span>
            {item.packages !== undefined && ` · ${w.packages} ${format.number(item.packages)}`}
            {item.grossMassKg !== undefined && ` · ${format.number(item.grossMassKg)} kg`}
          </small>
        </p>
      ))}
    </section>
  );
}
