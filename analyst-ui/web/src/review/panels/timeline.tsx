import { useApp } from '../../app/context.ts';
import { eventWords } from '../../audit/event-words.ts';
import { errorWords } from '../../i18n/word.ts';
import { useEvents, useLoad } from '../../shared/hooks.ts';
import type { Panel, PanelProps } from './panel.tsx';

/** What happened to this scan so far, newest first. */
export const TIMELINE: Panel = {
  id: 'timeline',
  place: 'below',
  title: ({ review }) => review.timeline,
  Body: TimelineBody,
};

function TimelineBody({ scan }: PanelProps) {
  const { call, words, format, user } = useApp();
  const { scanId } = scan;
  const asks = user.role === 'analyst' || user.role === 'risk-officer';
  const ask = async () => (asks ? call('getTimeline', { params: { scanId } }) : []);
  const { data, error, reload } = useLoad(ask, scanId);
  useEvents({
    onEvent(event) {
      if (event.kind === 'scan' && event.scan.scanId === scanId) reload();
    },
    onResync() {},
  });
  if (!asks) return <p className="dim">{words.review.timelineNotYours}</p>;
  if (error !== undefined) return <p className="error">{errorWords(words, error)}</p>;
  if (data === undefined) return <p className="dim">{words.loading}</p>;
  return (
    <ol className="events">
      {data.toReversed().map((event) => (
        <li key={event.seq} data-action={event.action}>
          <small className="dim nowrap">{format.time(event.at)}</small>
          <span>{eventWords(event, words)}</span>
          <small className="dim">{event.actor === 'system' ? words.audit.system : event.actor}</small>
        </li>
      ))}
    </ol>
  );
}
