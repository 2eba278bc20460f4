import type { SaleId } from "../../contract/ids.ts";
import type { ReceiptView } from "../../contract/views.ts";
import { isOpenPayment } from "../format/payment-region.ts";
import { keysHere } from "../keys/key-help.ts";
import { useRegister } from "../store/register-store.ts";
import { isTillLocked, useUi, type Panel, type Place } from "../store/ui-store.ts";
import { noteAddition, scanCode } from "./edit-sale.ts";
import { enterSale, leavePayment } from "./lanes.ts";
import { keepNotes } from "./notes.ts";
import { forgetLookup } from "./look-up.ts";
import { openSale } from "./open-sale.ts";
import { lookForReaders } from "./readers.ts";
import { openParked, park } from "./parking.ts";
import { readPeople } from "./people.ts";
import { closeCorrection } from "./correct.ts";
import { readReport } from "./report.ts";
import { readZReports } from "./z-reports.ts";
import { creditCode, findCredit } from "./credit.ts";
import { closeTopUp, findAccount, forgetAccount } from "./credit-history.ts";
import { closeExchange } from "./exchange.ts";
import { readHolds } from "./holds.ts";
import { forgetTender, showCredit } from "./split.ts";
import { clearSearch } from "./search.ts";
import { useTender } from "../store/tender-store.ts";
import { useCorrection } from "../store/correction-store.ts";
import { useSales } from "../store/sales-store.ts";
import { openNewestSale, openSaleDetail, showAllSales } from "./sales-list.ts";

export function goTo(place: Place): void {
  if (place === "sale") {
    forgetQuery();
    enterSale();
    return;
  }
  useUi.setState({ place, panel: null, paid: null });
  useCorrection.setState({ entry: null, done: null });
  forgetQuery();
  if (place === "sales") void openNewestSale();
  if (place === "reports") void readReport();
  if (place === "readers") void lookForReaders();
  if (place === "z-reports") void readZReports();
  if (place === "people") void readPeople();
  if (place === "credit") forgetAccount();
  if (place === "holds") void readHolds();
}

/** A list that was narrowed is whole again when somebody comes back to it. */
function forgetQuery(): void {
  forgetLookup();
  if (useSales.getState().query !== "") void showAllSales();
}

/** Leads to one sale in the list of sales. */
export function openSalesAt(saleId: SaleId): void {
  forgetQuery();
  useUi.setState({ place: "sales", panel: null, paid: null, explained: null });
  void openSaleDetail(saleId);
}

export function openPanel(panel: Exclude<Panel, "asking" | "parked">): void {
  const isOnLine = panel !== "notes";
  if (!isOnLine || openSale()?.lines.length) useUi.setState({ panel, notice: null });
}

/** F6: a sale with items is parked, an empty one makes room for a parked one. */
export function parkOrRecall(): void {
  if (openSale()?.lines.length) void park("");
  else void openParked();
}

export function closePanel(): void {
  useUi.setState({ panel: null });
}

/** Opens the tender; a second key, never the same, takes the money. */
export function openTender(given: "ask" | "exact"): void {
  const sale = openSale();
  if (!sale || sale.lines.length === 0) return;
  const givenDigits = given === "exact" ? String(sale.cashLeft.minor) : "";
  clearSearch();
  if (useUi.getState().place === "sale") forgetTender();
  else useTender.setState({ panel: "cash" });
  useUi.setState({ place: "tender", panel: null, notice: null, paying: null, givenDigits });
}

export function showReceipt(receipt: ReceiptView): void {
  useUi.setState({ shownReceipt: receipt, copyNumber: null });
}

export function hideReceipt(): void {
  useUi.setState({ shownReceipt: null });
}

export function showHelp(): void {
  useUi.setState({ help: keysHere() });
}

export function hideHelp(): void {
  useUi.setState({ help: null });
}

/** A scan where a PIN is asked for adds nothing, and is no part of the PIN. */
export function refuseScan(code: string): void {
  const reason = isTillLocked() ? "locked" : "needs-approval";
  useUi.setState({ notice: { kind: "not-added", code: reason, what: code } });
}

/** Codes that the screen asks for: of an account of store credit, or the number on a tender. */
async function isMeantHere(code: string): Promise<boolean> {
  const { place } = useUi.getState();
  const isAccount = creditCode(code) !== null;
  if (place === "tender" && isAccount) {
    showCredit();
    await findCredit(code);
    return true;
  }
  if (place === "tender" && useTender.getState().panel === "named") {
    useTender.setState({ reference: code });
    return true;
  }
  if (place === "credit" && isAccount) await findAccount(code);
  return place === "credit" && isAccount;
}

/**
 * A scan means "sell this" wherever the clerk is, so it leads back to the sale. While one is being
 * paid, the code of a store credit account means "pay by this"; among the accounts it means its own.
 */
export async function scanAnywhere(code: string): Promise<void> {
  if (useUi.getState().approving !== null) {
    refuseScan(code);
    return;
  }
  if (useUi.getState().taking) {
    // It is said on the next screen: nothing may change a sale while its cash is being written down.
    useUi.setState({ notice: { kind: "not-added", code: "sale-not-open", what: code } });
    return;
  }
  if (await isMeantHere(code)) return;
  useUi.setState({
    ...{ shownReceipt: null, refundingId: null, isReturning: false, risk: null, help: null },
    explained: null,
  });
  closeCorrection();
  closeExchange();
  closeTopUp();
  clearSearch();
  if (isLockedByPayment()) {
    goTo("sale");
    useUi.setState({ notice: { kind: "not-added", code: "payment-in-progress", what: code } });
    return;
  }
  if (useUi.getState().panel === "notes") await keepNotes();
  leavePayment();
  const answer = await scanCode(code);
  if (answer) noteAddition(answer, code);
}

function isLockedByPayment(): boolean {
  const payment = useRegister.getState().view?.payment ?? null;
  return payment !== null && isOpenPayment(payment);
}
