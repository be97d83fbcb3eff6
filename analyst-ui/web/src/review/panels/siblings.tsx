import type { OtherContainer, SimilarToContainer } from '@h986/domain';
import type { ReactNode } from 'react';
import { useApp } from '../../app/context.ts';
import { hrefOf } from '../../app/route.ts';
import type { Panel, PanelProps } from './panel.tsx';

/** What the other scans in the records say of each container of this one. */
export const SIBLINGS: Panel = {
  id: 'siblings',
  place: 'below',
  title: ({ siblings }) => siblings.title,
  Body: SiblingsBody,
  when: ({ result }) => result !== null,
};

function SiblingsBody({ similar, onCompare }: PanelProps) {
  if (!similar || similar.containers.length === 0) return null;
  return (
    <div data-testid="siblings">
      {similar.containers.map((one) => (
        <OfContainer key={one.container} one={one} alone={similar.containers.length === 1} onCompare={onCompare} />
      ))}
    </div>
  );
}

interface OfContainerProps {
  one: SimilarToContainer;
  alone: boolean;
  onCompare: PanelProps['onCompare'];
}

function OfContainer({ one, alone, onCompare }: OfContainerProps) {
  const { words, format } = useApp();
  const w = words.siblings;
  return (
    <>
      {!alone && <h4>{w.container(format.number(one.container + 1))}</h4>}
      <List title={w.lot}>
        {one.own === null ? <li className="dim">{w.few}</li> : <Own own={one.own} />}
        {one.siblings.map((other) => (
          <Other key={keyOf(other)} other={other} onCompare={onCompare} odd={other.odd}>
            {other.score !== null && <span className="mono">{w.score(format.number(other.score, 1))}</span>}
            <Differences differences={other.differences} />
          </Other>
        ))}
      </List>
      <List title={w.earlier}>
        {one.earlier.scans.map((other) => (
          <Other key={keyOf(other)} other={other} onCompare={onCompare} />
        ))}
      </List>
      <List title={w.similar}>
        {one.mostSimilar.map((other) => (
          <Other key={keyOf(other)} other={other} onCompare={onCompare}>
            <span className="mono">{w.alike(format.percent(Math.max(0, other.cosine)))}</span>
          </Other>
        ))}
      </List>
      <List title={w.same}>
        {one.sameContainer.map((other) => (
          <Other key={keyOf(other)} other={other} onCompare={onCompare} odd={other.changed && other.sameLoad}>
            <span>{other.changed ? w.changed : w.unchanged}</span>
            {other.sameLoad && <span className="dim">{w.sameLoad}</span>}
          </Other>
        ))}
      </List>
      {one.samePicture.length > 0 && (
        <List title={w.picture}>
          {one.samePicture.map((other) => (
            <Other key={keyOf(other)} other={other} onCompare={onCompare} odd>
              <span>{other.exact ? w.exact : w.noise}</span>
            </Other>
          ))}
        </List>
      )}
    </>
  );
}

const keyOf = ({ scanId, container }: OtherContainer): string => `${scanId} ${container}`;

function List({ title, children }: { title: string; children: ReactNode[] | ReactNode }) {
  const { words } = useApp();
  const empty = Array.isArray(children) && children.flat().filter(Boolean).length === 0;
  return (
    <div>
      <h4>{title}</h4>
      <ul className="other-scans">{empty ? <li className="dim">{words.siblings.none}</li> : children}</ul>
    </div>
  );
}

type Judged = NonNullable<SimilarToContainer['own']>;

function Own({ own }: { own: Judged }) {
  const { words, format } = useApp();
  const w = words.siblings;
  return (
    <li className={own.odd ? 'warn' : ''}>
      <strong>
        {own.odd && '⚠ '}
        {w.own}
      </strong>{' '}
      {own.odd && own.score !== null ? w.score(format.number(own.score, 1)) : w.ordinary}
      <Differences differences={own.differences} />
    </li>
  );
}

function Differences({ differences }: Pick<Judged, 'differences'>) {
  const { words, format } = useApp();
  const w = words.siblings;
  return differences.map(({ aspect, z, logRatio, along }) => (
    <small key={aspect} className="difference">
      {words.siblingAspect[aspect]} <span className="mono">z {format.number(z, 1)}</span>
      {logRatio !== undefined && ` ${w.times(format.number(Math.exp(logRatio), 2))}`}
      {along && ` ${w.place(format.percent(along.from), format.percent(along.to))}`}
    </small>
  ));
}

interface OtherProps {
  other: OtherContainer;
  odd?: boolean;
  onCompare: PanelProps['onCompare'];
  children?: ReactNode;
}

function Other({ other, odd = false, onCompare, children }: OtherProps) {
  const { words, format } = useApp();
  const name = other.numbers.join(' ') || other.scanId;
  return (
    <li className={odd ? 'warn' : ''}>
      <a href={hrefOf('review', other.scanId)} target="_blank" rel="noreferrer" title={words.siblings.opens}>
        {other.previewKey !== null && <img src={`/api/scans/${other.scanId}/preview`} alt="" loading="lazy" />}
        <span className="mono">{name}</span>
      </a>{' '}
      {odd && <strong>⚠ {words.siblings.odd}</strong>} <small className="dim">{format.instant(other.at)}</small>{' '}
      <button
        type="button"
        className="small"
        aria-label={`${words.compare.begin}: ${name}`}
        onClick={() => onCompare({ scanId: other.scanId, container: other.container })}
      >
        {words.compare.begin}
      </button>{' '}
      {children}
    </li>
  );
}
