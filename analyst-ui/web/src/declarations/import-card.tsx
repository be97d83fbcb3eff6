import { IMPORT_FORMATS, type ImportFormat, type ImportReceipt } from '@h986/domain';
import { type FormEvent, useState } from 'react';
import { ProblemError } from '../api/call.ts';
import { useApp } from '../app/context.ts';
import { errorWords } from '../i18n/word.ts';
import { type FaultRow, formatOf, rowsOf } from './fault-rows.ts';
import { Faults } from './faults.tsx';

/** A file of declarations goes in here; what is wrong with it is shown with its places. */
export function ImportCard({ onImported }: { onImported(): void }) {
  const { call, words } = useApp();
  const [format, setFormat] = useState<ImportFormat>('csv');
  const [busy, setBusy] = useState(false);
  const [receipt, setReceipt] = useState<ImportReceipt | null>(null);
  const [faults, setFaults] = useState<FaultRow[]>([]);
  const [error, setError] = useState<unknown>();
  const w = words.declarations;

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const file = given.get('file');
    if (!(file instanceof File)) return;
    setBusy(true);
    setReceipt(null);
    setFaults([]);
    setError(undefined);
    const onError = given.get('onError') === 'keep' ? 'keep' : 'refuse';
    call('importDeclarations', { query: { format, onError }, file })
      .then((taken) => {
        setReceipt(taken);
        setFaults(rowsOf(taken.faults));
        onImported();
      })
      .catch((thrown: unknown) => {
        setError(thrown);
        if (thrown instanceof ProblemError) setFaults(rowsOf(thrown.errors));
      })
      .finally(() => setBusy(false));
  };

  return (
    <form className="card import" onSubmit={submit} data-testid="import">
      <h2>{w.importTitle}</h2>
      <div className="row">
        <label className="grow">
          {w.file}
          <input
            name="file"
            type="file"
            required
            onChange={(event) => setFormat(formatOf(event.target.files?.[0]?.name ?? '') ?? format)}
          />
        </label>
        <label>
          {w.format}
          <select
            name="format"
            value={format}
            onChange={(event) => setFormat(IMPORT_FORMATS.find((one) => one === event.target.value) ?? format)}
          >
            {IMPORT_FORMATS.map((one) => (
              <option key={one} value={one}>
                {words.importFormat[one]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {w.onError}
          <select name="onError">
            <option value="refuse">{w.refuse}</option>
            <option value="keep">{w.keep}</option>
          </select>
        </label>
        <button type="submit" className="primary" disabled={busy}>
          {w.submit}
        </button>
      </div>
      <p className="dim">{w.importHint}</p>
      {error !== undefined && (
        <p className="error" role="alert">
          {faults.length > 0 ? words.error['import-refused'] : errorWords(words, error)}
        </p>
      )}
      {receipt !== null && <Taken receipt={receipt} />}
      {faults.length > 0 && <Faults rows={faults} />}
    </form>
  );
}

function Taken({ receipt: { changed, receipts } }: { receipt: ImportReceipt }) {
  const { words, format } = useApp();
  const w = words.declarations;
  const count = receipts.filter(({ outcome }) => outcome === 'created' || outcome === 'changed').length;
  return (
    <div role="status">
      <p className="good">✓ {changed ? w.imported(format.number(count)) : w.unchanged}</p>
      <ul className="receipts">
        {receipts.slice(0, 100).map(({ reference, version, outcome }) => (
          <li key={reference}>
            <span className="mono">{reference}</span>{' '}
            <small className="dim">
              {w.version(format.number(version))} · {words.declarationOutcome[outcome]}
            </small>
          </li>
        ))}
        {receipts.length > 100 && <li className="dim">{w.more(format.number(receipts.length - 100))}</li>}
      </ul>
    </div>
  );
}
