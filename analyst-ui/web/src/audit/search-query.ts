import { DECISION_KINDS, type RouteInput, SCANNER_CHECK_STATES, VERDICT_KINDS } from '@h986/domain';

export type DecisionQuery = Partial<RouteInput<'listDecisions'>['query']>;

/** The search form as the server's query; days are whole days of this place's time. */
export function queryOf(form: FormData): DecisionQuery {
  const text = (name: string): string | undefined => String(form.get(name) ?? '').trim() || undefined;
  return {
    container: text('container')?.toUpperCase().replace(/[\s-]/g, ''),
    by: text('by'),
    kind: DECISION_KINDS.find((kind) => kind === text('kind')),
    verdict: VERDICT_KINDS.find((kind) => kind === text('verdict')),
    scannerCheck: (['invalid', ...SCANNER_CHECK_STATES] as const).find((state) => state === text('scannerCheck')),
    from: instantOf(text('from'), 'T00:00:00.000'),
    to: instantOf(text('to'), 'T23:59:59.999'),
  };
}

function instantOf(day: string | undefined, time: string): string | undefined {
  const at = new Date(`${day}${time}`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
