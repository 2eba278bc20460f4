import { PaymentId, RegisterId, SaleId, UserId } from "../../contract/ids.ts";
import type { PaymentReading } from "../../contract/relay-protocol.ts";
import type { Payment } from "../../register/payments/payment-state.ts";
import type { LeaseRow, PaymentRow } from "../../server/storage/rows.ts";
import { chargeReading } from "../support/readings.ts";
import { globals, intents, type Attempt, type Intent, type State } from "./state.ts";

/**
 * `alone`: one attempt, for what more trouble leads to. `two-tills`: each attempt is another register's, on one reader. `one-till`: the second attempt is
 * for the same sale, and starts once the first is proven dead.
 */
export const scenes = ["alone", "one-till", "two-tills"] as const;
export type Scene = (typeof scenes)[number];

const AMOUNT = 1_250;
export const paymentIds = [PaymentId.parse("pay_1"), PaymentId.parse("pay_2")] as const;
const registerIds = [RegisterId.parse("reg_1"), RegisterId.parse("reg_2")] as const;
const none = null;

export const registerOf = (scene: Scene, attempt: Attempt) =>
  registerIds[scene === "two-tills" ? attempt : 0];
export const lineOf = (scene: Scene, attempt: Attempt): number =>
  scene !== "two-tills" || attempt === 0 ? globals.line1 : globals.line2;
export const isOnline = (state: State, scene: Scene, attempt: Attempt): boolean =>
  state[lineOf(scene, attempt)] === 1;

export function startedPayment(scene: Scene, attempt: Attempt): Payment {
  const paymentId = paymentIds[attempt];
  return {
    paymentId,
    saleId: SaleId.parse(scene !== "two-tills" ? "sale_1" : `sale_${attempt + 1}`),
    registerId: registerOf(scene, attempt),
    userId: UserId.parse("user_1"),
    connection: "main",
    readerId: "tmr_1",
    readerLabel: "",
    via: "relay",
    amountMinor: AMOUNT,
    currency: "EUR",
    phase: "waiting",
    tries: [{ number: 1, outcome: "waiting", charge: none }],
    intentId: none,
    tipMinor: 0,
    startedAtMs: 0,
    tryStartedAtMs: 0,
    onReaderAtMs: none,
    isCardInProcess: false,
    isCancelRequested: false,
    cancelRequestedAtMs: none,
    tipCapMinor: 0,
    endReason: none,
    attention: none,
    isPart: false,
    misfit: none,
    // The whole sale at once: its capture is ordered with its approval.
    captureAtMs: 0,
    isVoiding: false,
  };
}

/** As the relay writes it when a start arrives, or a resolve of what never arrived. */
export function newRow(scene: Scene, attempt: Attempt, state: PaymentRow["state"]): PaymentRow {
  const isStarted = state === "starting";
  return {
    paymentId: paymentIds[attempt],
    registerId: registerOf(scene, attempt),
    connection: "main",
    startedAtMs: 0,
    saleId: none,
    readerId: isStarted ? "tmr_1" : none,
    via: "relay",
    amountMinor: isStarted ? AMOUNT : none,
    currency: isStarted ? "EUR" : none,
    intentId: none,
    state,
    isAtReader: false,
    sends: 0,
    chargeBefore: none,
    wantsCancel: false,
    mailed: none,
  };
}

export function leaseRow(scene: Scene, attempt: Attempt): LeaseRow {
  const paymentId = paymentIds[attempt];
  const registerId = registerOf(scene, attempt);
  return { connection: "main", readerId: "tmr_1", registerId, paymentId };
}

type IntentReading = NonNullable<PaymentReading["intent"]>;

export function chargeIdOf(attempt: Attempt, intent: Intent): string | null {
  return intent.charges.length === 0 ? null : `ch_${attempt}${intent.charges.length}`;
}

export function intentReading(scene: Scene, attempt: Attempt, intent: Intent): IntentReading {
  const chargeId = chargeIdOf(attempt, intent);
  const captured = intent.status === "succeeded";
  const status = intent.charges.at(-1) ?? "failed";
  return {
    intentId: `pi_${attempt}`,
    status: intent.status,
    amountMinor: AMOUNT,
    tipMinor: 0,
    amountReceivedMinor: captured ? AMOUNT : 0,
    currency: "EUR",
    attempt: paymentIds[attempt],
    register: registerOf(scene, attempt),
    latestCharge: chargeId === null ? null : chargeReading({ chargeId, status, captured }),
    lastErrorCode: null,
  };
}

/** What is read of an intent's number; 0 is an attempt of which Stripe knows none. */
export function readingOf(scene: Scene, attempt: Attempt, number: number): PaymentReading {
  const intent = intents.at(number);
  return {
    paymentId: paymentIds[attempt],
    readAtMs: 0,
    source: "poll",
    eventId: null,
    intent: intent && intentReading(scene, attempt, intent),
  };
}
