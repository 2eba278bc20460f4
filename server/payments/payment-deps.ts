import type { PaymentId, RegisterId } from "../../contract/ids.ts";
import type { FromRelay } from "../../contract/relay-protocol.ts";
import type { After, Clock, Logger, Trace } from "../ports.ts";
import type { Storage } from "../storage/storage.ts";
import type { Accounts } from "../stripe/accounts.ts";
import type { Lanes } from "./lanes.ts";

type Hint = Extract<FromRelay, { type: "payment-hint" }>;

/** What has happened, for those parts of the relay that go on from there. Called after commits. */
export type Signals = Readonly<{
  /** Something was marked stale. */
  stale: () => void;
  /** This register has new mail. */
  mailed: (registerId: RegisterId) => void;
  hint: (registerId: RegisterId, hint: Pick<Hint, "paymentId" | "hint">) => void;
  /** It may be at a reader: read it in turn until it is not. */
  watch: (paymentId: PaymentId) => void;
  /** It wants to be cancelled: see to it, in its lane. */
  end: (paymentId: PaymentId) => void;
}>;

export type PaymentDeps = Readonly<{
  storage: Storage;
  accounts: Accounts;
  now: Clock;
  after: After;
  log: Logger;
  trace: Trace;
  lanes: Lanes;
  signals: Signals;
  /** Where customers reach the public listener, without a slash at its end; null: nobody said. */
  publicUrl: () => string | null;
  /** A register's name, for people. */
  nameOf: (registerId: RegisterId) => string;
}>;
