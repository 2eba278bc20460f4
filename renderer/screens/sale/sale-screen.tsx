import { Activity } from "react";
import type { RegisterView } from "../../../contract/views.ts";
import { clearSale, moveSelection, removeSelectedLine, undo } from "../../actions/edit-sale.ts";
import { goTo, openPanel, openTender, parkOrRecall, showReceipt } from "../../actions/navigate.ts";
import { afterNotes } from "../../actions/notes.ts";
import { dismissTimesOrNotice } from "../../actions/search.ts";
import { chargeCard } from "../../actions/take-card.ts";
import { SEARCH_ID } from "../../keys/search-id.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useSearch } from "../../store/search-store.ts";
import { useUi, type Panel } from "../../store/ui-store.ts";
import { AskingPanel } from "./asking-panel.tsx";
import { DiscountPanel } from "./discount-panel.tsx";
import { DrawerNow } from "./drawer-now.tsx";
import { EarlierSales } from "./earlier-sales.tsx";
import { LastSale } from "./last-sale.tsx";
import { NotesPanel } from "./notes-panel.tsx";
import { ParkedNow } from "./parked-now.tsx";
import { ParkedScreen } from "./parked-screen.tsx";
import { PricePanel } from "./price-panel.tsx";
import { QuantityPanel } from "./quantity-panel.tsx";
import { QuickKeys } from "./quick-keys.tsx";
import { SaleActions } from "./sale-actions.tsx";
import { saleWords } from "./sale-words.ts";
import { SaleTicket } from "./sale-ticket.tsx";
import { SearchField } from "./search-field.tsx";
import { SearchResults } from "./search-results.tsx";
import { useKeyGrid } from "./use-key-grid.ts";

/** Panels that change a line need one. */
const onLine: readonly Panel[] = ["quantity", "discount", "price"];

/** Three regions that never move: the ticket, find and add, and the bar over both. */
export function SaleScreen({ view }: Readonly<{ view: RegisterView }>) {
  const openedPanel = useUi((state) => state.panel);
  const isOnLine = openedPanel !== null && onLine.includes(openedPanel);
  const { isWide } = useKeyGrid();
  const panel = isOnLine && view.sale.lines.length === 0 ? null : openedPanel;
  useKeys({
    F3: () => openPanel("notes"),
    F6: () => void afterNotes(parkOrRecall),
    F7: () => goTo("sales"),
    "Alt+P": () => openPanel("price"),
    F4: () => openPanel("quantity"),
    F5: () => openPanel("discount"),
    F9: () => void afterNotes(() => openTender("exact")),
    F10: () => void afterNotes(chargeCard),
    F12: () => void afterNotes(() => openTender("ask")),
    "Ctrl+Z": () => void undo(),
    "Alt+R": () => {
      if (view.lastReceipt) showReceipt(view.lastReceipt);
    },
  });
  if (panel === "parked") return <ParkedScreen view={view} />;
  return (
    <div className="till sell">
      <SaleTicket view={view} />
      {panel === null && <FindAndAdd view={view} />}
      {panel !== null && <PanelOf view={view} panel={panel} />}
      {isWide && <Beside view={view} />}
    </div>
  );
}

/** What a wide screen has room for: whoever comes back, and the drawer. */
function Beside({ view }: Readonly<{ view: RegisterView }>) {
  return (
    <aside className="aside-column">
      <ParkedNow view={view} />
      {view.lastReceipt && (
        <>
          <LastSale receipt={view.lastReceipt} />
          <EarlierSales lastSaleId={view.lastReceipt.saleId} />
        </>
      )}
      <DrawerNow day={view.day} />
    </aside>
  );
}

function PanelOf({ view, panel }: Readonly<{ view: RegisterView; panel: Panel }>) {
  switch (panel) {
    case "quantity":
      return <QuantityPanel view={view} />;
    case "discount":
      return <DiscountPanel view={view} />;
    case "price":
      return <PricePanel view={view} />;
    case "notes":
      return <NotesPanel view={view} />;
    default:
      return <AskingPanel />;
  }
}

function FindAndAdd({ view }: Readonly<{ view: RegisterView }>) {
  // A scan into the field is over before anything was looked for: then the keys stay.
  const hasAnswer = useSearch((state) => state.answeredText !== "");
  useKeys({
    F2: () => document.getElementById(SEARCH_ID)?.focus(),
    ArrowUp: () => moveSelection(-1),
    ArrowDown: () => moveSelection(1),
    Delete: () => void removeSelectedLine(),
    "Ctrl+Delete": () => void clearSale(),
    Escape: dismissTimesOrNotice,
  });
  return (
    <main className="work">
      <h1 className="hidden">{saleWords.sell}</h1>
      <SearchField />
      {hasAnswer && <SearchResults />}
      {/* Kept, and out of sight: to draw all keys anew takes longer than a search. */}
      <Activity mode={hasAnswer ? "hidden" : "visible"}>
        <QuickKeys />
      </Activity>
      <SaleActions view={view} />
    </main>
  );
}
