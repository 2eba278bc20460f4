import type { RegisterEvent } from "../../contract/commands.ts";
import type { Refused } from "../../contract/result.ts";
import type { ReceiptView, RegisterView, SaleDetailView, SaleView } from "../../contract/views.ts";
import { dismissApproval } from "../actions/approve.ts";
import { followCredit, followSpend } from "../actions/credit.ts";
import { followHistory } from "../actions/credit-history.ts";
import { followPaidRefund, noteExchange } from "../actions/exchange.ts";
import { followHoldEnd, followHolds } from "../actions/holds.ts";
import { followLookedUpRefund, followLookup, lookUpAgain } from "../actions/look-up.ts";
import { noteParts } from "../actions/split.ts";
import { refreshSales } from "../actions/sales-list.ts";
import { resumeTopUp } from "../actions/top-up-card.ts";
import { api, carryBy } from "../api.ts";
import { isRefusalCode, type RefusalCode } from "../format/words.ts";
import type { Transport } from "../transports/transport.ts";
import { nextSelectedLine } from "./changed-line.ts";
import { followLanes, followPayment, followReceipt, resumePaying } from "./follow-payments.ts";
import { resumeSpend, showPaidByCredit } from "./follow-credit.ts";
import { usePeople } from "./people-store.ts";
import { useReaders } from "./readers-store.ts";
import { useRegister } from "./register-store.ts";
import { useSales } from "./sales-store.ts";
import { useUi } from "./ui-store.ts";

/** Keeps the store a copy of the register's views for as long as the window lives. */
export function followRegister(transport: Transport): void {
  carryBy(transport);
  transport.start({
    onConnected: () => void readViews(),
    onLost: () => {
      const isFirst = useRegister.getState().view === null;
      useRegister.setState({ connection: isFirst ? "connecting" : "restarting" });
    },
    onEvent: applyEvent,
  });
}

/**
 * Events may have been missed, so everything is asked for again. The view is asked for last and
 * taken at once: what changes after it is told after it. Were another answer awaited between the
 * two, the events of that moment would be undone by a view that is older than they are.
 */
async function readViews(): Promise<void> {
  const keyPages = await api("catalog.keys", {});
  if (!keyPages.ok) {
    noteFailure(keyPages);
    return;
  }
  useRegister.setState({ keyPages: keyPages.value });
  const view = await api("register.view", {});
  if (!view.ok) {
    noteFailure(view);
    return;
  }
  const before = useRegister.getState().view;
  if (before) {
    markChangedLine(before.sale, view.value.sale);
    noteParts(before.sale, view.value.sale);
    noteSeat(before.seat, view.value.seat);
  }
  useRegister.setState({ connection: "connected", view: view.value, failure: null });
  noteExchange(view.value.exchange);
  resumePaying(before, view.value);
  resumeSpend(view.value);
  resumeTopUp(view.value.topUp);
  void refreshSales();
  void lookUpAgain();
}

/** A line that is lost again is asked anew once it is back. */
function noteFailure({ refusal, detail }: Refused<RefusalCode>): void {
  if (refusal !== "connection-lost") useRegister.setState({ failure: { code: refusal, detail } });
}

function applyEvent(event: RegisterEvent): void {
  if (event.event === "catalog-changed") {
    useRegister.setState({ keyPages: event.view });
    return;
  }
  const { view } = useRegister.getState();
  // Nothing is shown yet: the view that is on its way has it.
  if (!view) return;
  switch (event.event) {
    case "sale-changed":
      replaceSale(view, event.view);
      break;
    case "sale-completed":
      replaceLastReceipt(view, event.view);
      break;
    case "payment-changed":
      followPayment(view, event.view);
      break;
    case "lanes-changed":
      followLanes(view, event.view);
      break;
    case "sale-detail-changed":
      replaceDetail(event.view);
      break;
    default:
      replacePart(view, event);
  }
}

type FlowEvent =
  "sale-changed" | "sale-completed" | "payment-changed" | "lanes-changed" | "sale-detail-changed";
type PartEvent = Exclude<RegisterEvent, { event: FlowEvent | "catalog-changed" }>;

/** What somebody was about to do is theirs: nobody says yes to it at another's seat. */
function noteSeat({ clerk }: RegisterView["seat"], after: RegisterView["seat"]): void {
  if (clerk?.userId !== after.clerk?.userId) dismissApproval();
  if (clerk !== null) usePeople.setState({ satLast: clerk.userId });
}

function replaceSeat(view: RegisterView, seat: RegisterView["seat"]): void {
  noteSeat(view.seat, seat);
  useRegister.setState({ view: { ...view, seat } });
}

/** Events whose view only takes the place of an older one. */
function replacePart(view: RegisterView, event: PartEvent): void {
  switch (event.event) {
    case "day-changed":
      useRegister.setState({ view: { ...view, day: event.view } });
      break;
    case "seat-changed":
      replaceSeat(view, event.view);
      break;
    case "readers-changed":
      useReaders.setState({ readers: event.view });
      break;
    case "exchange-changed":
      noteExchange(event.view);
      break;
    case "attention-changed":
      useRegister.setState({ view: { ...view, attention: event.view } });
      break;
    case "status-changed":
      useRegister.setState({ view: { ...view, status: event.view } });
      break;
    default:
      followRelayAnswer(event);
  }
}

/** What the relay answered to what it was asked for. */
function followRelayAnswer(event: PartEvent): void {
  switch (event.event) {
    case "credit-changed":
      followCredit(event.view);
      break;
    case "credit-history-told":
      followHistory(event.view);
      break;
    case "holds-listed":
      followHolds(event.view);
      break;
    case "hold-ended":
      followHoldEnd(event.view);
      break;
    case "credit-spend-changed":
      followSpend(event.view);
      break;
    case "sale-looked-up":
      followLookup(event.view);
      break;
    case "paid-refund-changed":
      followPaidRefund(event.view);
      followLookedUpRefund(event.view);
      // The relay said no, or did not answer: nothing was given back.
      if (event.view.refusal !== null) {
        const { refusal } = event.view;
        useSales.setState({ refusal: isRefusalCode(refusal) ? refusal : "relay-offline" });
      }
      break;
    default:
    // Jobs and backups: no screen shows their own events yet.
  }
}

/** Another sale is open: its payment, if it has one, is told by its lane or by an event. */
function replaceSale(view: RegisterView, sale: SaleView): void {
  markChangedLine(view.sale, sale);
  noteParts(view.sale, sale);
  const lane = view.lanes.find((held) => held.sale.saleId === sale.saleId);
  const payment = sale.saleId === view.sale.saleId ? view.payment : (lane?.payment ?? null);
  useRegister.setState({ view: { ...view, sale, payment } });
}

function replaceLastReceipt(view: RegisterView, lastReceipt: ReceiptView): void {
  useRegister.setState({ view: { ...view, lastReceipt } });
  showPaidByCredit(lastReceipt);
  followReceipt(lastReceipt);
  void refreshSales();
}

function replaceDetail(detail: SaleDetailView): void {
  if (useSales.getState().openId === detail.receipt.saleId) useSales.setState({ detail });
  void refreshSales();
}

function markChangedLine(before: SaleView, after: SaleView): void {
  if (before.saleId !== after.saleId) {
    useUi.setState({ times: 1 });
    leaveTender();
  }
  useUi.setState(({ selectedLineId }) => ({
    selectedLineId: nextSelectedLine(before, after, selectedLineId),
  }));
}

/** Another window finished the sale: its tender must not go on with the next one. */
function leaveTender(): void {
  const { place, taking } = useUi.getState();
  if (place === "tender" && !taking) useUi.setState({ place: "sale" });
}
