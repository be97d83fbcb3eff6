import { verifyChain } from '../../records/audit-log.ts';
import { decide, searchDecisions } from '../../records/decisions.ts';
import { returnLease, takeLease } from '../../records/leases.ts';
import { takeNext } from '../../review/assign.ts';
import { answerColleague, askColleague, listConsultations } from '../../review/consultations.ts';
import { marksOf, removeMark, setMark } from '../../review/marks.ts';
import { timelineFor } from '../../review/timeline.ts';
import type { Tools } from '../../tools.ts';
import type { Handlers } from '../handler.ts';

type Own = Pick<
  Handlers,
  | 'takeNext'
  | 'takeLease'
  | 'returnLease'
  | 'decide'
  | 'listDecisions'
  | 'listMarks'
  | 'setMark'
  | 'removeMark'
  | 'askColleague'
  | 'answerColleague'
  | 'listConsultations'
  | 'getTimeline'
  | 'auditStatus'
>;

export function reviewHandlers(tools: Tools): Own {
  const leases = { ...tools, leaseMs: tools.limits.LEASE_MS };
  return {
    takeNext: (_nothing, { user }) => takeNext(leases, user.name),
    takeLease: ({ params }, { user: { name, role } }) => takeLease(leases, { scanId: params.scanId, user: name, role }),
    returnLease: ({ params }, { user }) => returnLease(tools, { scanId: params.scanId, user: user.name }),
    decide: ({ params, body }, { user }) => decide(tools, { scanId: params.scanId, user: user.name, decision: body }),
    listDecisions: ({ query }, { user }) => searchDecisions(tools.db, query, user),
    listMarks: ({ params }, { user }) => marksOf(tools.db, params.scanId, user),
    setMark: ({ params, body }, { user }) => setMark(tools, { ...params, user: user.name, draft: body }),
    async removeMark({ params }, { user }) {
      await removeMark(tools, { ...params, user: user.name });
      return {};
    },
    askColleague: ({ params, body }, { user }) =>
      askColleague(tools, { scanId: params.scanId, user: user.name, question: body.question }),
    answerColleague: ({ params, body }, { user }) =>
      answerColleague(tools, { id: params.consultationId, user: user.name, answer: body.answer }),
    listConsultations: ({ query }, { user }) => listConsultations(tools.db, query, user),
    getTimeline: ({ params }, { user }) => timelineFor(tools.db, params.scanId, user),
    auditStatus: () => verifyChain(tools.db, tools.now()),
  };
}
