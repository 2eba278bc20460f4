import { UserPlus, X } from "lucide-react";
import type { LineView, RegisterView, SaleView } from "../../../contract/views.ts";
import { clearSale } from "../../actions/edit-sale.ts";
import { openPanel } from "../../actions/navigate.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { LineList } from "../../components/line-list.tsx";
import { TicketLine } from "../../components/ticket-line.tsx";
import { useUi } from "../../store/ui-store.ts";
import { EmptyTicket } from "./empty-ticket.tsx";
import { ExchangeRow } from "./exchange-row.tsx";
import { HeldSales } from "./held-sales.tsx";
import { LineTools } from "./line-tools.tsx";
import { NoticeRow } from "./notice-row.tsx";
import { SaleSums } from "./sale-sums.tsx";
import { sellingWords } from "./selling-words.ts";
import { saleWords } from "./sale-words.ts";
import { useShortcut } from "../../keys/use-shortcut.ts";

type Props = Readonly<{ view: RegisterView; isLocked?: boolean }>;

/** The open sale. Locked while it is being paid: then it is read, not worked on. */
export function SaleTicket({ view, isLocked = false }: Props) {
  const { sale, shop } = view;
  const selectedId = useUi((state) => state.selectedLineId);
  const isKnown = sale.lines.some(({ lineId }) => lineId === selectedId);
  const markedId = isKnown ? selectedId : sale.lines.at(-1)?.lineId;
  return (
    <section className={isLocked ? "ticket locked" : "ticket"} aria-label={saleWords.sale}>
      <HeldSales />
      <ExchangeRow {...{ sale, isLocked }} />
      <TicketHead sale={sale} isLocked={isLocked} />
      {sale.lines.length === 0 ? (
        <EmptyTicket lastReceipt={view.lastReceipt} />
      ) : (
        <LineList lines={sale.lines} markedId={isLocked ? null : (markedId ?? null)}>
          {(line, isMarked) => <Line line={line} isMarked={isMarked} />}
        </LineList>
      )}
      {sale.note && <p className="ticket-said">{sale.note}</p>}
      {!isLocked && <NoticeRow />}
      <SaleSums sale={sale} shop={shop} />
    </section>
  );
}

function TicketHead({ sale, isLocked }: Readonly<{ sale: SaleView; isLocked: boolean }>) {
  return (
    <header>
      <h2>{saleWords.sale}</h2>
      <span className="meta">{saleWords.items(sale.itemCount)}</span>
      {sale.customer && <span className="meta cut">{sale.customer.name}</span>}
      <span className="grow" />
      {!isLocked && <NotesButton />}
      {!isLocked && sale.lines.length > 0 && <ClearButton />}
    </header>
  );
}

function Line({ line, isMarked }: Readonly<{ line: LineView; isMarked: boolean }>) {
  return (
    <>
      <button
        type="button"
        className="line-main"
        aria-current={isMarked}
        onClick={() => {
          useUi.setState({ selectedLineId: line.lineId });
        }}
      >
        <TicketLine line={line} each={saleWords.each} />
      </button>
      {isMarked && <LineTools line={line} />}
    </>
  );
}

function NotesButton() {
  return (
    <button
      type="button"
      className="button quiet"
      aria-label={sellingWords.notes}
      aria-keyshortcuts={useShortcut("F3")}
      onClick={() => openPanel("notes")}
    >
      <UserPlus aria-hidden="true" />
      <KeyCap name="F3" />
    </button>
  );
}

function ClearButton() {
  return (
    <button
      type="button"
      className="button quiet"
      aria-keyshortcuts="Control+Delete"
      onClick={() => void clearSale()}
    >
      <X aria-hidden="true" />
      {saleWords.clear}
      <KeyCap name="Ctrl Del" />
    </button>
  );
}
