import type { Declaration } from '@h986/domain';
import { useState } from 'react';
import { useApp } from '../app/context.ts';
import { errorWords } from '../i18n/word.ts';
import { useLoad } from '../shared/hooks.ts';

/** All that one declaration says, in its newest version or an older one. */
export function DeclarationCard({ reference }: { reference: string }) {
  const { call, words, format } = useApp();
  const [version, setVersion] = useState<number>();
  const ask = () => call('getDeclaration', { params: { reference }, query: { version } });
  const { data, error } = useLoad(ask, `${reference} ${version}`);
  const w = words.declarations;
  if (data === undefined) {
    return <section className="card empty">{error === undefined ? words.loading : errorWords(words, error)}</section>;
  }
  return (
    <section className="card declaration" data-testid="declaration-card">
      <h2 className="mono break">{data.reference}</h2>
      <label>
        {w.versions}
        <select value={data.version} onChange={(event) => setVersion(Number(event.target.value))}>
          {data.versions.map((one) => (
            <option key={one.version} value={one.version}>
              {`${w.version(format.number(one.version))} · ${format.instant(one.at)} · ${one.by}`}
            </option>
          ))}
        </select>
      </label>
      <Facts declaration={data.declaration} />
      <Equipment declaration={data.declaration} />
      <Goods declaration={data.declaration} />
      <dl>
        <dt>{w.format}</dt>
        <dd>{words.importFormat[data.format]}</dd>
        <dt>{w.digest}</dt>
        <dd className="mono break">{data.digest}</dd>
      </dl>
    </section>
  );
}

function Facts({ declaration: d }: { declaration: Declaration }) {
  const { words, format } = useApp();
  const w = words.declarations;
  const { carriage = {}, bill = {} } = d;
  const joined = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(' · ');
  const time = (at: string | undefined): string | undefined => at && format.instant(at);
  const rows: [string, string][] = [
    [w.bill, joined(bill.master, bill.house)],
    [words.review.consignor, d.consignor ?? ''],
    [words.review.consignee, d.consignee ?? ''],
    [w.carrier, d.carrier ?? ''],
    [w.declarant, d.declarant ?? ''],
    [w.ship, joined(carriage.vessel, carriage.imo && `IMO ${carriage.imo}`, carriage.voyage)],
    [w.route, joined(carriage.portOfLoading, carriage.portOfDischarge, carriage.origin)],
    [w.declaredAt, time(d.declaredAt) ?? ''],
    [w.valid, joined(time(d.validFrom), time(d.validTo))],
    [words.lane.massKg, d.grossMassKg === undefined ? '' : format.number(d.grossMassKg)],
    [words.review.seals, d.seals.join(', ')],
  ];
  const told = rows.filter(([, value]) => value !== '');
  return (
    <dl>
      {told.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Equipment({ declaration: { equipment = [] } }: { declaration: Declaration }) {
  const { words, format } = useApp();
  const w = words.declarations;
  const mass = (kg: number | undefined): string => (kg === undefined ? '' : format.number(kg));
  return (
    <Table heads={[w.container, w.sizeType, words.review.seals, w.grossKg, w.weighedKg]}>
      {equipment.map((entry) => (
        <tr key={entry.container}>
          <td className="mono">{entry.container}</td>
          <td className="mono">{entry.sizeType}</td>
          <td className="mono">{entry.seals.join(', ')}</td>
          <td>{mass(entry.grossMassKg)}</td>
          <td>{mass(entry.weighbridgeMassKg)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Goods({ declaration: { goods, containers } }: { declaration: Declaration }) {
  const { words, format } = useApp();
  const w = words.declarations;
  if (goods.length === 0) return null;
  const mass = (kg: number | undefined): string => (kg === undefined ? '' : format.number(kg));
  return (
    <Table heads={[w.goods, words.lane.hsCode, words.review.packages, w.grossKg, w.netKg]}>
      {goods.map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines of goods may say the same
        <tr key={i}>
          <td>
            {item.description}
            {containers.length > 1 && <small className="dim mono"> {item.containers?.join(' + ')}</small>}
          </td>
          <td className="mono">{item.hsCode}</td>
          <td>
            {item.packages !== undefined && format.number(item.packages)} {item.packingType}
          </td>
          <td>{mass(item.grossMassKg)}</td>
          <td>{mass(item.netMassKg)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Table({ heads, children }: { heads: readonly string[]; children: React.ReactNode }) {
  return (
    <table>
      <thead>
        <tr>
          {heads.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
