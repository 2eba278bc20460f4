import { create } from "zustand";
import type { LineId } from "../../contract/ids.ts";
import type { ReceiptView, SaleView } from "../../contract/views.ts";
import type { RefusalCode } from "../format/words.ts";

export type Place = "sale" | "tender" | "change" | "sales" | "reports";

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
  panel: "quantity" | "discount" | null;
  selectedLineId: LineId | null;
  notice: Notice | null;
  /** The sale whose cash is being taken, until the register has said what became of it. */
  taking: SaleView | null;
  /** The sale that was just paid, while its change is shown. */
  paid: ReceiptView | null;
  /** The receipt that lies over the screen. */
  shownReceipt: ReceiptView | null;
  /** Digits of the cash that the tender starts with; "" asks for it. */
  givenDigits: string;
}>;

export const useUi = create<UiState>()(() => ({
  place: "sale",
  panel: null,
  selectedLineId: null,
  notice: null,
  taking: null,
  paid: null,
  shownReceipt: null,
  givenDigits: "",
}));
