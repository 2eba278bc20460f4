import type { World } from "../world.ts";

/** What the sandbox can have to do at a later time, by itself. */
export type JobKind =
  | "book-charge"
  | "mature"
  | "payout-run"
  | "payout-in-transit"
  | "payout-reconciled"
  | "payout-paid"
  | "aftermath"
  | "dispute-decided"
  | "dispute-overdue"
  | "report-run"
  | "expire-checkout"
  | "renew-subscription"
  | "retry-invoice"
  | "refund-settles"
  | "card-forgotten"
  | "webhook-retry";

/** Plain data, so that a loaded state goes on with what it had to do. */
export type Job = { atMs: number; what: JobKind; id: string };

/** Puts a job behind everything that is due by then: what was planned first happens first. */
export function schedule(world: World, job: Job): void {
  const { agenda } = world.state;
  let at = agenda.length;
  while (at > 0 && (agenda[at - 1]?.atMs ?? 0) > job.atMs) at -= 1;
  agenda.splice(at, 0, job);
}

export function unschedule(world: World, what: JobKind, id: string): void {
  const { agenda } = world.state;
  const at = agenda.findIndex((job) => job.what === what && job.id === id);
  if (at >= 0) agenda.splice(at, 1);
}
