import { useEffect, useRef } from 'react';
import { useApp } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { useEvents, useLoad } from '../shared/hooks.ts';

const SETTLE_MS = 500;

/** What colleagues ask and nobody has answered; nothing where nothing is asked. */
export function OpenQuestions({ open }: { open: string | null }) {
  const { call, words, user } = useApp();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asks = user.role === 'analyst' || user.role === 'risk-officer';
  const ask = async () => (asks ? call('listConsultations', { query: { open: 'true' } }) : []);
  const { data, reload } = useLoad(ask, 'open-questions');
  useEvents({
    onEvent(event) {
      if (event.kind !== 'scan') return;
      clearTimeout(timer.current);
      timer.current = setTimeout(reload, SETTLE_MS);
    },
    onResync() {},
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  const others = data?.filter(({ askedBy }) => askedBy !== user.name) ?? [];
  if (others.length === 0) return null;
  const w = words.consult;
  return (
    <section className="under-way" aria-label={w.open}>
      <h3>
        {w.open} <span className="dim">{others.length}</span>
      </h3>
      <ul data-testid="open-questions">
        {others.map(({ id, scanId, containers, askedBy, question }) => (
          <li key={id}>
            <a className="item" href={hrefOf('review', scanId)} aria-current={scanId === open ? 'true' : undefined}>
              <span className="row spread">
                <span className="mono">{containers.join(' + ') || scanId.slice(-6)}</span>
                <small className="dim">{w.asks(askedBy)}</small>
              </span>
              <small>{question.slice(0, 120)}</small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
