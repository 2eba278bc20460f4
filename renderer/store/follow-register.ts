import type { RegisterEvent } from "../../contract/commands.ts";
import type { ReceiptView, SaleView } from "../../contract/views.ts";
import { refreshSales } from "../actions/sales-list.ts";
import { api, carryBy } from "../api.ts";
import type { Transport } from "../transports/transport.ts";
import { nextSelectedLine } from "./changed-line.ts";
import { useRegister } from "./register-store.ts";
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

/** Events may have been missed, so everything is asked for again. */
async function readViews(): Promise<void> {
  const [view, keyPages] = await Promise.all([api("register.view", {}), api("catalog.keys", {})]);
  const refused = [view, keyPages].find((answer) => !answer.ok);
  if (view.ok && keyPages.ok) {
    const before = useRegister.getState().view;
    if (before) markChangedLine(before.sale, view.value.sale);
    useRegister.setState({
      connection: "connected",
      view: view.value,
      keyPages: keyPages.value,
      failure: null,
    });
    void refreshSales();
  } else if (refused?.ok === false && refused.refusal !== "connection-lost") {
    useRegister.setState({ failure: { code: refused.refusal, detail: refused.detail } });
  }
}

function applyEvent(event: RegisterEvent): void {
  if (event.event === "sale-changed") replaceSale(event.view);
  else replaceLastReceipt(event.view);
}

function replaceSale(sale: SaleView): void {
  const { view } = useRegister.getState();
  if (!view) return;
  markChangedLine(view.sale, sale);
  useRegister.setState({ view: { ...view, sale } });
}

function replaceLastReceipt(lastReceipt: ReceiptView): void {
  const { view } = useRegister.getState();
  if (!view) return;
  useRegister.setState({ view: { ...view, lastReceipt } });
  void refreshSales();
}

function markChangedLine(before: SaleView, after: SaleView): void {
  if (before.saleId !== after.saleId) leaveTender();
  useUi.setState(({ selectedLineId }) => ({
    selectedLineId: nextSelectedLine(before, after, selectedLineId),
  }));
}

/** Another window finished the sale: its tender must not go on with the next one. */
function leaveTender(): void {
  const { place, taking } = useUi.getState();
  if (place === "tender" && !taking) useUi.setState({ place: "sale" });
}
