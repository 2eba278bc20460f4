import { Banknote, CreditCard, Hash, History, Pause, Percent, Undo2 } from "lucide-react";
import type { RegisterView } from "../../../contract/views.ts";
import { undo } from "../../actions/edit-sale.ts";
import { openPanel, openTender, parkOrRecall } from "../../actions/navigate.ts";
import { chargeCard } from "../../actions/take-card.ts";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { TallButton } from "../../components/tall-button.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { canTakeCards } from "../../format/status-words.ts";
import { sellingWords } from "./selling-words.ts";
import { saleWords } from "./sale-words.ts";

/** The row at the foot: what changes the sale left, what pays it right. */
export function SaleActions({ view }: Readonly<{ view: RegisterView }>) {
  const { sale, status, day } = view;
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
      <TallButton
        name={isEmpty ? sellingWords.recall : sellingWords.park}
        icon={isEmpty ? History : Pause}
        keyName="F6"
        isDisabled={isEmpty && day.parkedCount === 0}
        onPress={parkOrRecall}
      />
      <span className="grow" />
      <TallButton
        name={saleWords.cash}
        icon={Banknote}
        keyName="F9"
        isDisabled={isEmpty}
        onPress={() => openTender("exact")}
      />
      <TallButton
        name={saleWords.card}
        icon={CreditCard}
        keyName="F10"
        isDisabled={isEmpty}
        trouble={canTakeCards(status) ? null : saleWords.cardsOffline}
        isCharge
        onPress={() => void chargeCard()}
      />
      <PrimaryButton
        name={saleWords.pay}
        keyName="F12"
        figure={formatAmount(sale.left)}
        why={isEmpty ? saleWords.nothingToPay : null}
        onPress={() => openTender("ask")}
      />
    </div>
  );
}
