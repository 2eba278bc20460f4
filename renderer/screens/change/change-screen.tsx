import { CircleCheck, ReceiptText } from "lucide-react";
import { money } from "../../../contract/money.ts";
import type { ReceiptView, ShopView } from "../../../contract/views.ts";
import { goTo, showReceipt } from "../../actions/navigate.ts";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { TallButton } from "../../components/tall-button.tsx";
import { paidWords } from "../../format/paid-words.ts";
import { formatAmount } from "../../format/format-money.ts";
import { focusOnMount } from "../../keys/focus-on-mount.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { ChangePieces } from "./change-pieces.tsx";
import { changeWords } from "./change-words.ts";
import { PaidTicket } from "./paid-ticket.tsx";

type Props = Readonly<{ receipt: ReceiptView; shop: ShopView }>;

/** Figures longer than 100.00 need a smaller size to stay on one line. */
const LONG_FIGURE = 6;

/** One number and the coins to take. It stays until the next sale begins. */
export function ChangeScreen({ receipt, shop }: Props) {
  // The last one completed the sale; those before it were parts, and their change was given.
  const tender = receipt.tenders.at(-1);
  const nextSale = () => {
    goTo("sale");
  };
  const openReceipt = () => {
    showReceipt(receipt);
  };
  useKeys({ Enter: nextSale, Escape: nextSale, "Alt+R": openReceipt });
  if (!tender) return null;
  const change = tender.tender === "cash" ? tender.change : money(0, receipt.total.currency);
  const figure = formatAmount(change);
  const isNothing = change.minor === 0;
  return (
    <div className="till">
      <PaidTicket receipt={receipt} />
      <main className="region green" ref={focusOnMount} tabIndex={-1}>
        <header>
          <CircleCheck className="large" aria-hidden="true" />
          <h1>{tender.tender === "cash" ? changeWords.title : changeWords.paid}</h1>
          <span className="aside num">
            {tender.tender === "cash"
              ? changeWords.givenFor(formatAmount(tender.given), formatAmount(tender.amount))
              : paidWords(tender)}
          </span>
        </header>
        <div className="stage change">
          <div className="give">
            <h2>{isNothing ? changeWords.nothingBack : changeWords.giveBack}</h2>
            <output
              className={figure.length >= LONG_FIGURE ? "num long" : "num"}
              aria-label={changeWords.giveBack}
              aria-live="assertive"
            >
              {figure}
            </output>
          </div>
          <ChangePieces change={change} shop={shop} />
        </div>
        <div className="foot">
          <TallButton
            name={changeWords.receipt}
            icon={ReceiptText}
            keyName="Alt R"
            onPress={openReceipt}
          />
          <p className="meta grow">{changeWords.stays}</p>
          <PrimaryButton name={changeWords.nextSale} keyName="Enter" onPress={nextSale} />
        </div>
      </main>
    </div>
  );
}
