import { ShoppingBasket } from "lucide-react";
import type { RegisterView } from "../../../contract/views.ts";
import { goTo } from "../../actions/navigate.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { Rail } from "../../components/rail.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { useKeys } from "../../keys/use-keys.ts";
import { useSales } from "../../store/sales-store.ts";
import { AttentionList } from "./attention-list.tsx";
import { SaleDetail } from "./sale-detail.tsx";
import { SaleList } from "./sale-list.tsx";
import { salesWords } from "./sales-words.ts";

/** What was sold, and the proof of it. */
export function SalesScreen({ view }: Readonly<{ view: RegisterView }>) {
  const { sales, detail, refusal } = useSales();
  const startSale = () => {
    goTo("sale");
  };
  useKeys({ Escape: startSale });
  return (
    <div className="shell">
      <Rail />
      <main className="two">
        <section className="list-column" aria-label={salesWords.title}>
          <header>
            <h1>{salesWords.title}</h1>
            <span className="meta">{salesWords.newestFirst}</span>
          </header>
          {refusal && <RefusalNote code={refusal} />}
          <AttentionList items={view.attention} />
          {sales?.length === 0 && <NoSales onStart={startSale} />}
          {sales && sales.length > 0 && <SaleList sales={sales} />}
        </section>
        {detail && sales && sales.length > 0 ? (
          <SaleDetail detail={detail} shop={view.shop} />
        ) : (
          <section className="page" />
        )}
      </main>
    </div>
  );
}

function NoSales({ onStart }: Readonly<{ onStart: () => void }>) {
  return (
    <div className="empty">
      <b>{salesWords.emptyTitle}</b>
      <span>{salesWords.emptyAdvice}</span>
      <button type="button" className="button" aria-keyshortcuts="Escape" onClick={onStart}>
        <ShoppingBasket aria-hidden="true" />
        {salesWords.startSale}
        <KeyCap name="Esc" />
      </button>
    </div>
  );
}
