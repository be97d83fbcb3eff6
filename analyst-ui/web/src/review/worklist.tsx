import type { ScanSummary } from '@h986/domain';
import { ActionButton } from '../actions/action-button.tsx';
import { useApp } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { errorWords } from '../i18n/word.ts';
import { Containers } from '../shared/containers.tsx';
import { useNow } from '../shared/hooks.ts';
import { DecisionBadge, VerdictBadge } from '../shared/verdict.tsx';
import { OpenQuestions } from './open-questions.tsx';
import { UnderWay } from './under-way.tsx';
import { urgencyWords } from './urgency.ts';

interface Props {
  scans: readonly ScanSummary[] | undefined;
  error: unknown;
  open: string | null;
}

/** What waits for an analyst, in the order that the server gives. */
export function Worklist({ scans, error, open }: Props) {
  const { words } = useApp();
  const now = useNow(1000);
  return (
    <section className="card list worklist" aria-label={words.review.worklist}>
      <h2>
        {words.review.worklist} {scans && <span className="dim">{scans.length}</span>}
      </h2>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorWords(words, error)}
        </p>
      )}
      {scans === undefined && error === undefined && <p className="dim">{words.loading}</p>}
      <ActionButton action="take-next">{words.readings.takeNext}</ActionButton>
      {scans?.length === 0 && <p className="dim">{words.review.empty}</p>}
      <ul data-testid="worklist" data-keys="worklist">
        {scans?.map((scan) => (
          <li key={scan.scanId}>
            <Row scan={scan} now={now} open={scan.scanId === open} />
          </li>
        ))}
      </ul>
      <OpenQuestions open={open} />
      <UnderWay open={open} />
    </section>
  );
}

/** Moves the focus by so many rows; from elsewhere it goes to the open scan, else to the first. */
export function focusRow(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-keys="worklist"] a')];
  const now = rows.indexOf(document.activeElement as HTMLElement);
  const open = rows.findIndex((row) => row.hasAttribute('aria-current'));
  rows[now === -1 ? Math.max(0, open) : Math.min(rows.length - 1, Math.max(0, now + by))]?.focus();
}

function Row({ scan, now, open }: { scan: ScanSummary; now: number; open: boolean }) {
  const { words, format, user } = useApp();
  const urgency = urgencyWords(scan, now, words, format);
  const holder = scan.heldBy === user.name ? words.review.heldByYou : words.review.heldBy(scan.heldBy ?? '');
  return (
    <a
      className="item"
      href={hrefOf('review', scan.scanId)}
      aria-current={open ? 'true' : undefined}
      data-scan-id={scan.scanId}
    >
      <span className="row spread">
        <Containers scan={scan} stacked />
        {scan.decision === null ? <VerdictBadge kind={scan.verdict} /> : <DecisionBadge kind={scan.decision} />}
      </span>
      <span className="row spread">
        <small className={urgency.overdue ? 'error' : 'dim'}>
          {urgency.overdue && '⚠ '}
          {urgency.text}
        </small>
        <small className="dim">{scan.heldBy === null ? scan.lane : holder}</small>
      </span>
    </a>
  );
}
