import { PackageOpen, Search, ShoppingBasket } from "lucide-react";
import type { RegisterView, SaleDetailView } from "../../../contract/views.ts";
import { isReceiptNumber } from "../../actions/look-up.ts";
import { openReturn } from "../../actions/return-goods.ts";
import { findSales } from "../../actions/sales-list.ts";
import { goTo } from "../../actions/navigate.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { Rail } from "../../components/rail.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { isComposing } from "../../keys/composing.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useLookup } from "../../store/lookup-store.ts";
import { useSales } from "../../store/sales-store.ts";
import { AttentionList } from "./attention-list.tsx";
import { LookedUpSale, LookUpButton } from "./looked-up-sale.tsx";
import { ReturnDialog } from "./return-dialog.tsx";
import { returnWords } from "./return-words.ts";
import { SaleDetail } from "./sale-detail.tsx";
import { focusSales, SaleList } from "./sale-list.tsx";
import { salesWords } from "./sales-words.ts";
import { useShortcut } from "../../keys/use-shortcut.ts";

/** What was sold, and the proof of it. */
export function SalesScreen({ view }: Readonly<{ view: RegisterView }>) {
  const { sales, detail, refusal, query } = useSales();
  const startSale = () => {
    goTo("sale");
  };
  useKeys({ Escape: startSale, N: openReturn });
  return (
    <div className="shell">
      <Rail />
      <main className="two">
        <section className="list-column" aria-label={salesWords.title}>
          <header>
            <h1>{salesWords.title}</h1>
            <span className="grow" />
            <button type="button" className="button" aria-keyshortcuts="N" onClick={openReturn}>
              <PackageOpen aria-hidden="true" />
              {returnWords.button}
              <KeyCap name="N" />
            </button>
          </header>
          {refusal && <RefusalNote code={refusal} />}
          <AttentionList items={view.attention} />
          <FindField />
          {sales?.length === 0 && <NoSales query={query} onStart={startSale} />}
          {sales && sales.length > 0 && <SaleList sales={sales} />}
        </section>
        <Beside detail={sales?.length ? detail : null} shop={view.shop} />
        <ReturnDialog currency={view.shop.currency} />
      </main>
    </div>
  );
}

type BesideProps = Readonly<{ detail: SaleDetailView | null; shop: RegisterView["shop"] }>;

/** The marked sale, or a receipt of another till that is looked up. */
function Beside({ detail, shop }: BesideProps) {
  const receiptNumber = useLookup((state) => state.receiptNumber);
  if (receiptNumber !== null) return <LookedUpSale receiptNumber={receiptNumber} />;
  return detail ? <SaleDetail detail={detail} shop={shop} /> : <section className="page" />;
}

const FIND_ID = "find-sale";

/** Receipt, amount, card, code, customer or day: one field for all. */
function FindField() {
  const query = useSales((state) => state.query);
  useKeys({ F2: () => document.getElementById(FIND_ID)?.focus() });
  return (
    <div className="search find-sale" role="search">
      <Search aria-hidden="true" />
      <input
        id={FIND_ID}
        type="text"
        aria-label={salesWords.find}
        aria-keyshortcuts={useShortcut("F2")}
        placeholder={salesWords.find}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => void findSales(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" && !isComposing(event.nativeEvent)) focusSales();
        }}
      />
      <KeyCap name="F2" />
    </div>
  );
}

type NoSalesProps = Readonly<{ query: string; onStart: () => void }>;

function NoSales({ query, onStart }: NoSalesProps) {
  if (query !== "") {
    return (
      <div className="empty" role="status">
        <b>{salesWords.noneFound}</b>
        <span>{salesWords.findAdvice}</span>
        {isReceiptNumber(query) && <LookUpButton text={query} />}
      </div>
    );
  }
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
