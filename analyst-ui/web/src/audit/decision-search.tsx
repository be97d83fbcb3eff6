import { DECISION_KINDS, SCANNER_CHECK_STATES, VERDICT_KINDS } from '@h986/domain';
import { type FormEvent, useState } from 'react';
import { useApp } from '../app/context.ts';
import { go, hrefOf } from '../app/route.ts';
import { errorWords, wordFor } from '../i18n/word.ts';
import { CHECK_SIGN } from '../shared/check-facts.tsx';
import { useLoad } from '../shared/hooks.ts';
import { DecisionBadge, VerdictBadge } from '../shared/verdict.tsx';
import { type DecisionQuery, queryOf } from './search-query.ts';

/** Decisions, newest first. */
export function DecisionSearch({ open, onOpen }: { open: string | null; onOpen(): void }) {
  const { call, words, format } = useApp();
  const [query, setQuery] = useState<DecisionQuery>({});
  const [turn, setTurn] = useState(0);
  const { data, error } = useLoad(() => call('listDecisions', { query }), `${turn} ${JSON.stringify(query)}`);
  const w = words.audit;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setQuery(queryOf(new FormData(event.currentTarget)));
    setTurn(turn + 1);
  };

  return (
    <section className="card search" aria-label={w.search}>
      <h2>{w.search}</h2>
      <form onSubmit={submit} data-testid="search">
        <label>
          {w.container}
          <input name="container" className="mono" maxLength={20} />
        </label>
        <label>
          {w.analyst}
          <input name="by" maxLength={64} />
        </label>
        <Choice name="kind" label={w.decision} codes={DECISION_KINDS} list={words.decisionKind} />
        <Choice name="verdict" label={w.verdict} codes={VERDICT_KINDS} list={words.verdictKind} />
        <Choice
          name="scannerCheck"
          label={words.check.filter}
          codes={['invalid', ...SCANNER_CHECK_STATES]}
          list={words.checkState}
        />
        <label>
          {w.from}
          <input name="from" type="date" />
        </label>
        <label>
          {w.to}
          <input name="to" type="date" />
        </label>
        <button type="submit" className="primary">
          {w.submit}
        </button>
      </form>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorWords(words, error)}
        </p>
      )}
      <div className="scroll">
        <table data-testid="decisions">
          <thead>
            <tr>
              {[w.when, w.container, w.decision, w.reason, w.verdict, words.check.filter, w.analyst].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data?.map((decision) => (
              <tr
                key={decision.id}
                aria-current={decision.scanId === open}
                data-scan-id={decision.scanId}
                onClick={() => {
                  go('audit', decision.scanId);
                  onOpen();
                }}
              >
                <td>{format.instant(decision.at)}</td>
                <td className="mono">
                  <a href={hrefOf('audit', decision.scanId)}>{decision.containers.join(' + ') || decision.scanId}</a>
                </td>
                <td>
                  <DecisionBadge kind={decision.kind} />
                </td>
                <td>{wordFor(words.decisionReason, decision.reason)}</td>
                <td>{decision.verdict && <VerdictBadge kind={decision.verdict} />}</td>
                <td>
                  {decision.scannerCheck &&
                    `${CHECK_SIGN[decision.scannerCheck.state]} ${words.checkState[decision.scannerCheck.state]}`}
                </td>
                <td>{decision.by}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {data?.length === 0 && <p className="dim">{w.noDecisions}</p>}
        {data === undefined && error === undefined && <p className="dim">{words.loading}</p>}
      </div>
    </section>
  );
}

interface ChoiceProps<T extends string> {
  name: string;
  label: string;
  codes: readonly T[];
  list: Readonly<Record<T, string>>;
}

function Choice<T extends string>({ name, label, codes, list }: ChoiceProps<T>) {
  const { words } = useApp();
  return (
    <label>
      {label}
      <select name={name} defaultValue="">
        <option value="">{words.audit.any}</option>
        {codes.map((code) => (
          <option key={code} value={code}>
            {list[code]}
          </option>
        ))}
      </select>
    </label>
  );
}
