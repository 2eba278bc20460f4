import { z } from "zod";
import type { PaymentRow } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";
import type { PaymentDeps } from "./payment-deps.ts";

/** So long before a hold is lost, somebody must hear that no book has decided on it. */
const WARN_BEFORE_MS = 6 * 3_600_000;
const LOOK_EVERY_MS = 600_000;

/** As much of the last reading as says until when a hold lives. */
const Held = z.looseObject({
  status: z.literal("requires_capture"),
  latestCharge: z.looseObject({ captureBeforeMs: z.int() }),
});

/**
 * Looks for holds that will soon be lost and that no instruction captures or lets go of: each is
 * mailed to its register once a run, as a task for a person. The relay itself decides nothing.
 */
export function createUnorderedHolds(deps: PaymentDeps) {
  const { storage, after, log, signals, now } = deps;
  const told = new Set<string>();
  let cancel: () => void = () => undefined;
  let isStopped = false;

  async function look(): Promise<void> {
    try {
      await storage.transaction(async (tx) => {
        for (const payment of await tx.payments.selectUnfinished()) await consider(tx, payment);
      });
    } catch (error) {
      log.error("holds were not looked through", { error: String(error) });
    }
    if (!isStopped) cancel = after(LOOK_EVERY_MS, () => void look());
  }

  async function consider(tx: Tx, payment: PaymentRow): Promise<void> {
    const { paymentId, registerId } = payment;
    const captureBeforeMs = heldUntilMs(payment);
    if (captureBeforeMs === null || captureBeforeMs - now() > WARN_BEFORE_MS) return;
    if (told.has(paymentId) || (await isOrdered(tx, paymentId))) return;
    const body = { kind: "hold-unordered", paymentId, captureBeforeMs } as const;
    await tx.mailboxes.append(registerId, body, now());
    told.add(paymentId);
    log.warn("a hold without an order will be lost", { paymentId, captureBeforeMs });
    signals.mailed(registerId);
  }

  return {
    start: look,
    stop(): void {
      isStopped = true;
      cancel();
    },
  };
}

function heldUntilMs({ mailed }: PaymentRow): number | null {
  const held = Held.safeParse(JSON.parse(mailed ?? "null"));
  return held.success ? held.data.latestCharge.captureBeforeMs : null;
}

async function isOrdered(tx: Tx, paymentId: string): Promise<boolean> {
  const orders = [`capture-${paymentId}`, `void-${paymentId}`];
  for (const id of orders) {
    if ((await tx.instructions.select(id))?.state === "stored") return true;
  }
  return false;
}
