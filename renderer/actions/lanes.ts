import type { SaleId } from "../../contract/ids.ts";
import type { LaneView, RegisterView } from "../../contract/views.ts";
import { openPaying, type Paying } from "../store/paying.ts";
import { useRegister } from "../store/register-store.ts";
import { useUi } from "../store/ui-store.ts";

/** Whether the payment on the screen is of a sale that was set aside. */
export function isHeld(view: RegisterView, { sale }: Paying): boolean {
  return view.lanes.some((lane) => lane.sale.saleId === sale.saleId);
}

/** Shows a sale that was set aside with what its payment has come to. */
export function showLane({ sale, payment }: LaneView): void {
  useUi.setState({
    place: "payment",
    panel: null,
    paid: null,
    payingRefusal: null,
    paying: { sale, payment, receipt: null },
  });
}

export function showLaneAt(index: number): void {
  const lane = useRegister.getState().view?.lanes[index];
  if (lane) showLane(lane);
}

/** Lays the payment on the screen down: what is left is the open sale, with its own if it has one. */
export function leavePayment(): void {
  const { view } = useRegister.getState();
  const paying = view && openPaying(view);
  useUi.setState({
    place: paying ? "payment" : "sale",
    paying,
    paid: null,
    panel: null,
    payingRefusal: null,
  });
}

/** The way back to selling: a payment that the clerk has not yet dealt with comes first. */
export function enterSale(): void {
  const { view } = useRegister.getState();
  const { place, paying } = useUi.getState();
  const isStepAside = place === "payment" && view !== null && paying !== null;
  if (paying === null || (isStepAside && isHeld(view, paying))) leavePayment();
  else useUi.setState({ place: "payment", paid: null, panel: null });
}

export function dismissSettled(saleId: SaleId): void {
  useUi.setState(({ settled }) => ({
    settled: settled.filter(({ sale }) => sale.saleId !== saleId),
  }));
}
