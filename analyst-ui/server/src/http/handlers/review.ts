import { timelineOf, verifyChain } from '../../records/audit-log.ts';
import { decide, searchDecisions } from '../../records/decisions.ts';
import { returnLease, takeLease } from '../../records/leases.ts';
import { getSummary } from '../../records/scan-summary.ts';
import type { Tools } from '../../tools.ts';
import type { Handlers } from '../handler.ts';

type Own = Pick<Handlers, 'takeLease' | 'returnLease' | 'decide' | 'listDecisions' | 'getTimeline' | 'auditStatus'>;

export function reviewHandlers(tools: Tools): Own {
  const leases = { ...tools, leaseMs: tools.limits.LEASE_MS };
  return {
    takeLease: ({ params }, { user }) => takeLease(leases, { scanId: params.scanId, user: user.name }),
    returnLease: ({ params }, { user }) => returnLease(tools, { scanId: params.scanId, user: user.name }),
    decide: ({ params, body }, { user }) => decide(tools, { scanId: params.scanId, user: user.name, decision: body }),
    listDecisions: ({ query }) => searchDecisions(tools.db, query),
    async getTimeline({ params }) {
      await getSummary(tools.db, params.scanId);
      return timelineOf(tools.db, params.scanId);
    },
    auditStatus: () => verifyChain(tools.db, tools.now()),
  };
}
