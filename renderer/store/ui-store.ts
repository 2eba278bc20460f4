import { create } from "zustand";
import type { Command } from "../../contract/commands.ts";
import type { ExplainedView } from "../../contract/day-views.ts";
import type { LineId, SaleId } from "../../contract/ids.ts";
import type { Money } from "../../contract/money.ts";
import type { ParkedSaleView } from "../../contract/parking-views.ts";
import type { ArticleView, LaneView, ReceiptView, SaleView } from "../../contract/views.ts";
import type { RefusalCode } from "../format/words.ts";
import type { KeyHelp } from "../keys/key-help.ts";
import { useCorrection } from "./correction-store.ts";
import { useExchange } from "./exchange-store.ts";
import { useHistory } from "./history-store.ts";
import type { Paying } from "./paying.ts";
import { useRegister } from "./register-store.ts";

export const backOffice = [
  "sales",
  "reports",
  "drawer",
  "z-reports",
  "people",
  "readers",
  "settings",
  "credit",
  "holds",
] as const;
export type BackOffice = (typeof backOffice)[number];
export type Place = "sale" | "tender" | "change" | "payment" | "no-cards" | BackOffice;

/** What lies in the place of the keys; `parked` also in the place of the ticket. */
export type Panel = "quantity" | "discount" | "price" | "asking" | "notes" | "parked";

/** A product that cannot be added before something is said of it. */
export type Asking = ArticleView & Readonly<{ asks: "variant" | "weight" | "price" }>;

/** An act that waits for a manager's PIN; `settle` is told whether it was approved. */
export type WaitingAct = Readonly<{
  command: Command;
  input: unknown;
  settle: (isApproved: boolean) => void;
}>;

/**
 * An act that costs money by mistake: what the dialog says of it, and what a held key does. `act`
 * answers why not, or null once it is done.
 */
export type Risk = Readonly<{
  title: string;
  /** What is kept, in a sentence. */
  kept: string;
  facts: readonly (readonly [name: string, value: string])[];
  /** The words that go into the book; the first is the usual one. None where none is asked for. */
  reasons: readonly string[];
  hold: string;
  figure: string;
  /** Where cash is taken by it: how much is due. */
  due?: Money;
  /** `given` is the cash that was handed over; null where none is due. */
  act: (reason: string, given: Money | null) => Promise<RefusalCode | null>;
}>;

/** A number of a report, by the names of the report's figures that make it. */
export type Figure = Readonly<{ title: string; names: readonly string[] }>;

/** Whose number it is: of an X as it stood after an entry, or of a Z. */
export type FigureOf =
  Readonly<{ kind: "x"; lastSeq: number }> | Readonly<{ kind: "z"; zNumber: number }>;

/** A number that was opened, with all entries that were asked for so far. */
export type OpenedFigure = Readonly<{ figure: Figure; of: FigureOf; view: ExplainedView }>;

/** Lines went, and Undo brings them back. */
export type UndoNotice = Readonly<{ kind: "removed"; name: string } | { kind: "cleared" }>;

/** Something was not done; `what` is the code or the item that it was about. */
export type RefusalNotice = Readonly<{
  kind: "not-added" | "refused";
  code: RefusalCode;
  what: string;
}>;

/** What the ticket says over its sums until it is dealt with. Never a toast. */
export type Notice = UndoNotice | RefusalNotice;

/** Where the clerk is and what is marked: gone with the window, never asked of the register. */
export type UiState = Readonly<{
  place: Place;
  panel: Panel | null;
  /** The product about which the panel asks. */
  asking: Asking | null;
  /** Parked sales as they were when the list was opened, or when the last one came or went. */
  parked: readonly ParkedSaleView[];
  /** The one of them that is looked at; none stands for the newest. */
  markedParkedId: SaleId | null;
  selectedLineId: LineId | null;
  notice: Notice | null;
  /** How many pieces the next scan or product is of: "3 ×" typed before it. */
  times: number;
  /** The sale whose cash is being taken, until the register has said what became of it. */
  taking: SaleView | null;
  /** The sale that was just paid, while its change is shown. */
  paid: ReceiptView | null;
  /** The card payment that is on the screen, until the clerk goes on from it. */
  paying: Paying | null;
  /** Why the last press on a payment was refused; gone with the next press. */
  payingRefusal: RefusalCode | null;
  /** Held sales that were paid meanwhile, until the clerk has seen it. */
  settled: readonly LaneView[];
  /** The receipt that lies over the screen. */
  shownReceipt: ReceiptView | null;
  /** Which copy that receipt is, where it was printed once more. */
  copyNumber: number | null;
  /** The sale whose refund is being asked for in a dialog. */
  refundingId: SaleId | null;
  /** Goods come back without a receipt, in a dialog. */
  isReturning: boolean;
  /** The act that a held key would do, in a dialog. */
  risk: Risk | null;
  /** The act that a manager is asked about in a dialog. */
  approving: WaitingAct | null;
  /** The number of a report whose entries lie over the screen. */
  explained: OpenedFigure | null;
  /** The keys of the screen under the help, as they were when it was opened. */
  help: readonly KeyHelp[] | null;
  /** Digits of the cash that the tender starts with; "" asks for it. */
  givenDigits: string;
}>;

export const useUi = create<UiState>()(() => ({
  place: "sale",
  panel: null,
  asking: null,
  parked: [],
  markedParkedId: null,
  selectedLineId: null,
  notice: null,
  times: 1,
  taking: null,
  paid: null,
  paying: null,
  payingRefusal: null,
  settled: [],
  shownReceipt: null,
  copyNumber: null,
  refundingId: null,
  isReturning: false,
  risk: null,
  approving: null,
  explained: null,
  help: null,
  givenDigits: "",
}));

/** Dialogs that only the part of the screen under them knows of. */
let dialogs = 0;

/** A dialog covers the screen from here on; the answer takes it away. */
export function coverScreen(): () => void {
  dialogs += 1;
  return () => {
    dialogs -= 1;
  };
}

/** Nobody sits at the till: of all that lay over its screen only the help is shown. */
export function isTillLocked(): boolean {
  return useRegister.getState().view?.seat.clerk === null;
}

/** Something lies over the screen and takes all keys. */
export function isCovered(): boolean {
  if (isTillLocked()) return useUi.getState().help !== null;
  if (dialogs > 0) return true;
  const { shownReceipt, refundingId, isReturning, risk, approving, explained, help } =
    useUi.getState();
  const correcting = useCorrection.getState().entry;
  const over = [shownReceipt, refundingId, risk, approving, explained, help, correcting];
  const { choosingId } = useExchange.getState();
  if (choosingId !== null || useHistory.getState().isToppingUp) return true;
  return isReturning || over.some((one) => one !== null);
}
