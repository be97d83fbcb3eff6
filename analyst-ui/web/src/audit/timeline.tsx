import type { AuditEvent } from '@h986/domain';
import { useApp } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { errorWords } from '../i18n/word.ts';
import { useEvents, useLoad } from '../shared/hooks.ts';
import { eventWords } from './event-words.ts';

/** Everything that the audit log has of one scan, oldest first. */
export function Timeline({ scanId }: { scanId: string }) {
  const { call, words } = useApp();
  const { data, error, reload } = useLoad(() => call('getTimeline', { params: { scanId } }), scanId);
  const w = words.audit;
  useEvents({
    onEvent(event) {
      if (event.kind === 'scan' && event.scan.scanId === scanId) reload();
    },
    onResync() {},
  });
  return (
    <section className="card timeline" aria-label={w.timeline}>
      <header className="row spread">
        <div>
          <h2>{w.timeline}</h2>
          <small className="dim mono">{scanId}</small>
        </div>
        <a className="button" href={hrefOf('review', scanId)}>
          {w.openScan}
        </a>
      </header>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorWords(words, error)}
        </p>
      )}
      {data === undefined && error === undefined && <p className="dim">{words.loading}</p>}
      <ol className="scroll" data-testid="timeline">
        {data?.map((event) => (
          <EventRow key={event.seq} event={event} />
        ))}
      </ol>
    </section>
  );
}

function EventRow({ event }: { event: AuditEvent }) {
  const { words, format } = useApp();
  return (
    <li data-action={event.action}>
      <details>
        <summary>
          <span className="when">
            {format.instant(event.at)}
            <small className="mono" title={`${words.audit.hash} ${event.hash}`}>
              {event.seq} {event.hash.slice(0, 8)}
            </small>
          </span>
          <span className="what">{eventWords(event, words)}</span>
          <span className="who">{event.actor === 'system' ? words.audit.system : event.actor}</span>
        </summary>
        <dl>
          <dt>{words.audit.hash}</dt>
          <dd className="mono break">{event.hash}</dd>
          <dt>{words.audit.detail}</dt>
          <dd>
            <pre>{JSON.stringify(event.detail, null, 2)}</pre>
          </dd>
        </dl>
      </details>
    </li>
  );
}
