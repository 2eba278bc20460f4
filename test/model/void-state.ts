import { payments, intents } from "./state.ts";
import type { Move as AnyMove } from "./move.ts";

/** Not begun, to be carried out, or how it ended at the relay. */
type Order = "none" | "stored" | "succeeded" | "canceled" | "voided";
export type Act = "capture" | "void";

/** The hold of a completed sale: its capture is ordered, and a clerk may void it meanwhile. */
export type VoidState = {
  budget: number;
  isOnline: boolean;
  /** The till takes no void any more. */
  isWindowOver: boolean;
  /** By number, as all of `state.ts`. */
  till: number;
  isCapturedInBook: boolean;
  isVoidInBook: boolean;
  isCancelledInBook: boolean;
  outbox: Act | null;
  toRelay: readonly (Act | "read")[];
  refused: readonly Act[];
  row: number;
  capture: Order;
  void: Order;
  /** What the relay waits for an answer to, in the payment's lane. */
  job: Act | null;
  /** Requests that may still reach Stripe. */
  late: readonly Act[];
  intent: number;
  isMarked: boolean;
  isAsked: boolean;
  read: number;
  mail: readonly number[];
};
export type Move = AnyMove<VoidState>;

export const statusOf = ({ intent }: VoidState) => intents.must(intent).status;
export const tillOf = ({ till }: VoidState) => payments.must(till);
