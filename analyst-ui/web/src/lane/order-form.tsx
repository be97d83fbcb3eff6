import type { ScanSummary } from '@h986/domain';
import { type FormEvent, useState } from 'react';
import { useApp } from '../app/context.ts';
import { errorWords, wordFor } from '../i18n/word.ts';
import { checkContainer, type DraftField, EMPTY_DRAFT, orderOf } from './order-draft.ts';

/** Order a scan, and with the big button trigger it at once. */
export function OrderForm({ lane, onOrdered }: { lane: string; onOrdered(scan: ScanSummary): void }) {
  const { call, words } = useApp();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [faults, setFaults] = useState<Partial<Record<DraftField, string>>>({});
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const w = words.lane;

  const send = (trigger: boolean): void => {
    const checked = orderOf(draft);
    setFaults(checked.faults ?? {});
    if (checked.faults !== null) return;
    setBusy(true);
    setError(undefined);
    call('createScan', { body: { ...checked.order, lane, trigger } })
      .then((scan) => {
        setDraft(EMPTY_DRAFT);
        onOrdered(scan);
      }, setError)
      .finally(() => setBusy(false));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(true);
  };
  const text = (field: 'plate' | 'reference' | 'goods' | 'hsCode' | 'massKg', label: string, maxLength: number) => (
    <label>
      {label}
      <input
        name={field}
        value={draft[field]}
        maxLength={maxLength}
        inputMode={field === 'massKg' || field === 'hsCode' ? 'decimal' : undefined}
        aria-invalid={field in faults}
        onChange={(event) => setDraft({ ...draft, [field]: event.target.value })}
      />
      <Fault code={faults[field as DraftField]} />
    </label>
  );

  return (
    <form className="card order" onSubmit={submit} data-testid="order-form">
      <h2>{w.order}</h2>
      <div className="pairs">
        {([0, 1] as const).map((i) => (
          <ContainerField
            key={i}
            n={i + 1}
            value={draft.containers[i]}
            fault={faults[`container${i}`]}
            onChange={(value) => {
              const [a, b] = draft.containers;
              setDraft({ ...draft, containers: i === 0 ? [value, b] : [a, value] });
              setFaults({ ...faults, [`container${i}`]: undefined });
            }}
          />
        ))}
      </div>
      {text('plate', w.plate, 20)}
      <details>
        <summary>{w.declaration}</summary>
        <div className="pairs">
          {text('reference', w.reference, 100)}
          {text('hsCode', w.hsCode, 14)}
        </div>
        {text('goods', w.goods, 2000)}
        {text('massKg', w.massKg, 12)}
      </details>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorWords(words, error)}
        </p>
      )}
      <button type="submit" className="primary big" disabled={busy} data-testid="order-and-trigger">
        {w.orderAndTrigger}
      </button>
      <div className="row spread">
        <small className="dim">{w.triggerHint}</small>
        <button type="button" disabled={busy} onClick={() => send(false)} data-testid="order-only">
          {w.orderOnly}
        </button>
      </div>
    </form>
  );
}

interface ContainerFieldProps {
  n: number;
  value: string;
  fault: string | undefined;
  onChange(value: string): void;
}

function ContainerField({ n, value, fault, onChange }: ContainerFieldProps) {
  const { words } = useApp();
  const check = checkContainer(value);
  const code = check.state === 'wrong' ? check.code : fault;
  const hintId = `container-${n}-hint`;
  return (
    <label>
      {words.lane.container(n)}
      <input
        className="mono"
        name={`container${n}`}
        value={value}
        maxLength={16}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={code !== undefined}
        aria-describedby={hintId}
        onChange={(event) => onChange(event.target.value.toUpperCase())}
      />
      <span id={hintId} aria-live="polite">
        {code !== undefined && <Fault code={code} />}
        {code === undefined && check.state === 'ok' && <small className="good">✓ {words.lane.containerOk}</small>}
        {code === undefined && check.state !== 'ok' && <small className="dim">{words.lane.containerHint}</small>}
      </span>
    </label>
  );
}

function Fault({ code }: { code: string | undefined }) {
  const { words } = useApp();
  if (code === undefined) return null;
  return <small className="error">✕ {wordFor(words.error, code)}</small>;
}
