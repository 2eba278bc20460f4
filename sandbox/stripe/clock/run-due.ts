import { settleDebit } from "../behaviour/bank-debit.ts";
import { expireLateSession } from "../behaviour/checkout.ts";
import { finalizeLate } from "../behaviour/draft-invoice.ts";
import { renewSubscription, retryInvoice } from "../behaviour/subscription-course.ts";
import { tellTrialEnds } from "../behaviour/trials.ts";
import { expireHolds, nextHoldDeadlineMs } from "../behaviour/expire-holds.ts";
import { forgetCollected } from "../behaviour/collect-card.ts";
import { settleRefund } from "../behaviour/settle-refund.ts";
import { bookLater } from "../money/book-charge.ts";
import { mature } from "../money/book.ts";
import { decideDispute, loseOverdue } from "../money/dispute-course.ts";
import { meetAftermath } from "../money/aftermath.ts";
import { runPayouts } from "../money/payout-run.ts";
import { markInTransit, markPaid, markReconciled } from "../money/payout-course.ts";
import { finishRun } from "../reports/finish-run.ts";
import { tellPrepared } from "../reports/prepared-data.ts";
import type { World } from "../world.ts";
import type { JobKind } from "./job.ts";

const work: Readonly<Record<JobKind, (world: World, id: string) => void>> = {
  "book-charge": bookLater,
  mature,
  "payout-run": runPayouts,
  "payout-in-transit": markInTransit,
  "payout-reconciled": markReconciled,
  "payout-paid": markPaid,
  aftermath: meetAftermath,
  "dispute-decided": decideDispute,
  "dispute-overdue": loseOverdue,
  "report-run": finishRun,
  "report-data": tellPrepared,
  "expire-checkout": expireLateSession,
  "settle-debit": settleDebit,
  "renew-subscription": renewSubscription,
  "retry-invoice": retryInvoice,
  "finalize-invoice": finalizeLate,
  "trial-will-end": tellTrialEnds,
  "refund-settles": settleRefund,
  "card-forgotten": forgetCollected,
  "webhook-retry": (world, id) => world.outgoing.push(id),
};

/** When the next thing happens by itself; null when nothing is planned. */
export function nextDueMs(world: World): number | null {
  const holdMs = nextHoldDeadlineMs(world);
  const jobMs = world.state.agenda[0]?.atMs ?? null;
  if (holdMs === null || jobMs === null) return holdMs ?? jobMs;
  return Math.min(holdMs, jobMs);
}

/** Does everything that is due, in order, each at its own moment. */
export function runDue(world: World, untilMs = world.now()): void {
  for (;;) {
    const dueMs = nextDueMs(world);
    if (dueMs === null || dueMs > untilMs) return;
    world.clock.at(dueMs, () => runNext(world, dueMs));
  }
}

function runNext(world: World, dueMs: number): void {
  const { agenda } = world.state;
  const job = agenda[0];
  if (job === undefined || job.atMs > dueMs) {
    expireHolds(world);
    return;
  }
  agenda.shift();
  work[job.what](world, job.id);
}
