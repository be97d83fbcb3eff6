import type { Consultation } from '@h986/domain';
import { type FormEvent, useState } from 'react';
import { useApp } from '../../app/context.ts';
import { errorWords } from '../../i18n/word.ts';
import { useEvents, useLoad } from '../../shared/hooks.ts';
import type { Panel, PanelProps } from './panel.tsx';

/** Questions about this scan to whoever can help; the scan stays with who asks. */
export const CONSULT: Panel = {
  id: 'consult',
  place: 'below',
  title: ({ consult }) => consult.title,
  Body: ConsultBody,
};

function ConsultBody({ scan }: PanelProps) {
  const { call, words, user } = useApp();
  const { scanId } = scan;
  const asks = user.role === 'analyst' || user.role === 'risk-officer';
  const ask = async () => (asks ? call('listConsultations', { query: { scanId } }) : []);
  const { data, error, reload } = useLoad(ask, scanId);
  useEvents({
    onEvent(event) {
      if (event.kind === 'scan' && event.scan.scanId === scanId) reload();
    },
    onResync() {},
  });
  if (!asks) return null;
  const w = words.consult;
  const held = scan.heldBy === user.name;
  return (
    <div className="consult" data-testid="consult">
      {error !== undefined && <p className="error">{errorWords(words, error)}</p>}
      {data?.toReversed().map((one) => (
        <Question key={one.id} asked={one} onAnswered={reload} />
      ))}
      {held ? (
        <Say
          label={w.question}
          button={w.ask}
          send={(question) => call('askColleague', { params: { scanId }, body: { question } }).then(reload)}
        />
      ) : (
        data?.length === 0 && <p className="dim">{w.mustHold}</p>
      )}
    </div>
  );
}

function Question({ asked, onAnswered }: { asked: Consultation; onAnswered(): void }) {
  const { call, words, format, user } = useApp();
  const w = words.consult;
  return (
    <article>
      <p>
        <small className="dim">
          {w.asks(asked.askedBy)} · {format.time(asked.askedAt)}
        </small>
        <br />
        {asked.question}
      </p>
      {asked.answer !== null && (
        <p>
          <small className="dim">
            {w.answers(asked.answeredBy ?? '')} · {asked.answeredAt && format.time(asked.answeredAt)}
          </small>
          <br />
          {asked.answer}
        </p>
      )}
      {asked.answer === null && asked.askedBy === user.name && <p className="dim">{w.waiting}</p>}
      {asked.answer === null && asked.askedBy !== user.name && (
        <Say
          label={w.answer}
          button={w.send}
          send={(answer) =>
            call('answerColleague', { params: { consultationId: asked.id }, body: { answer } }).then(onAnswered)
          }
        />
      )}
    </article>
  );
}

/** A text and the button that sends it; what was typed stays until it has arrived. */
function Say({ label, button, send }: { label: string; button: string; send(text: string): Promise<unknown> }) {
  const { words } = useApp();
  const [text, setText] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    send(text.trim())
      .then(() => setText(''), setError)
      .finally(() => setBusy(false));
  };
  return (
    <form onSubmit={submit} className="row">
      <label className="grow">
        {label}
        <textarea rows={2} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <button type="submit" disabled={busy || text.trim() === ''}>
        {button}
      </button>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorWords(words, error)}
        </p>
      )}
    </form>
  );
}
