import type { Declaration, DeclarationCandidate } from '@h986/domain';
import { useApp } from '../../app/context.ts';
import type { Panel, PanelProps } from './panel.tsx';

/** What customs were told: every declaration that may be this scan's, and whether that is in doubt. */
export const DECLARED: Panel = {
  id: 'declared',
  place: 'below',
  title: ({ review }) => review.declared,
  Body: DeclaredBody,
};

function DeclaredBody({ scan: { declarations } }: PanelProps) {
  const { words } = useApp();
  const { state, candidates, undeclared } = declarations;
  if (candidates.length === 0) {
    return (
      <p className="dim" data-testid="declaration-none">
        {words.declarationMatch.none}
      </p>
    );
  }
  return (
    <div data-testid="declaration" data-state={state}>
      <p className={state === 'several' ? 'warn' : 'dim'} role="status">
        {state === 'several' && '⚠ '}
        {words.declarationMatch[state]}
      </p>
      {undeclared.length > 0 && <p className="warn">⚠ {words.declarations.undeclared(undeclared.join(', '))}</p>}
      {candidates.map((candidate) => (
        <Candidate key={`${candidate.source} ${candidate.declaration.reference}`} candidate={candidate} />
      ))}
    </div>
  );
}

function Candidate({ candidate: { source, version, late, declaration } }: { candidate: DeclarationCandidate }) {
  const { words, format } = useApp();
  const w = words.declarations;
  return (
    <article className="candidate">
      <small className="dim">
        {source === 'order' || version === null ? w.fromOrder : w.version(format.number(version))}
        {late && <span className="warn"> · {w.late}</span>}
      </small>
      <DeclarationFacts declaration={declaration} />
    </article>
  );
}

function DeclarationFacts({ declaration }: { declaration: Declaration }) {
  const { words, format } = useApp();
  const w = words.review;
  const { reference, consignee, consignor, containers, seals, goods, grossMassKg, equipment = [] } = declaration;
  const weighed = equipment.flatMap(({ weighbridgeMassKg }) => weighbridgeMassKg ?? []);
  const rows: [string, string | undefined][] = [
    [words.declarations.reference, reference],
    [words.audit.container, containers.join(' + ')],
    [w.consignor, consignor],
    [w.consignee, consignee],
    [w.seals, [...equipment.flatMap((entry) => entry.seals), ...seals].join(', ')],
    [words.lane.massKg, grossMassKg === undefined ? undefined : format.number(grossMassKg)],
    [words.declarations.weighedKg, weighed.map((mass) => format.number(mass)).join(' + ')],
  ];
  return (
    <>
      <dl className="facts-list">
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
      {goods.map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines of goods may say the same
        <p key={i} className="goods">
          <strong>{item.description}</strong>
          <small className="dim">
            {words.lane.hsCode} <span className="mono">{item.hsCode}</span>
            {item.packages !== undefined && ` · ${w.packages} ${format.number(item.packages)}`}
            {item.grossMassKg !== undefined && ` · ${format.number(item.grossMassKg)} kg`}
          </small>
        </p>
      ))}
    </>
  );
}
