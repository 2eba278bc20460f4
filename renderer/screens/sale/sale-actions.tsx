import { Banknote, Hash, Percent, Undo2 } from "lucide-react";
import type { SaleView } from "../../../contract/views.ts";
import { undo } from "../../actions/edit-sale.ts";
import { openPanel, openTender } from "../../actions/navigate.ts";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { TallButton } from "../../components/tall-button.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { saleWords } from "./sale-words.ts";

/** The row at the foot: what changes the sale left, what pays it right. */
export function SaleActions({ sale }: Readonly<{ sale: SaleView }>) {
  const isEmpty = sale.lines.length === 0;
  return (
    <div className="actions sale-actions">
      <TallButton
        name={saleWords.quantity}
        icon={Hash}
        keyName="F4"
        isDisabled={isEmpty}
        onPress={() => openPanel("quantity")}
      />
      <TallButton
        name={saleWords.discount}
        icon={Percent}
        keyName="F5"
        isDisabled={isEmpty}
        onPress={() => openPanel("discount")}
      />
      <TallButton
        name={saleWords.undo}
        icon={Undo2}
        keyName="Ctrl Z"
        isDisabled={!sale.canUndo}
        onPress={() => void undo()}
      />
      <span className="grow" />
      <TallButton
        name={saleWords.cashExact}
        icon={Banknote}
        keyName="F9"
        isDisabled={isEmpty}
        onPress={() => openTender("exact")}
      />
      <PrimaryButton
        name={saleWords.pay}
        keyName="F12"
        figure={formatAmount(sale.total)}
        why={isEmpty ? saleWords.nothingToPay : null}
        onPress={() => openTender("ask")}
      />
    </div>
  );
}
