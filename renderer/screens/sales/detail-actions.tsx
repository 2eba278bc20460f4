import {
  ArrowLeftRight,
  Ban,
  Check,
  HandCoins,
  Hourglass,
  Printer,
  ReceiptText,
  Undo2,
} from "lucide-react";
import { useState } from "react";
import type { SaleDetailView } from "../../../contract/views.ts";
import { canExchange, openExchange } from "../../actions/exchange.ts";
import { tippablesOf, type Tippable } from "../../actions/late-tip.ts";
import { askTakeAsTip, isTakenBeyond } from "../../actions/misfit.ts";
import { showReceipt } from "../../actions/navigate.ts";
import { canRefund, openRefund } from "../../actions/refund.ts";
import { reprintReceipt } from "../../actions/reprint.ts";
import { askVoid, voidableOf } from "../../actions/void-sale.ts";
import { ActButton } from "../../components/act-button.tsx";
import { useKeys } from "../../keys/use-keys.ts";
import { useSales } from "../../store/sales-store.ts";
import { useNow } from "../../store/use-now.ts";
import { exchangeWords } from "./exchange-words.ts";
import { salesWords } from "./sales-words.ts";
import { TipDialog } from "./tip-dialog.tsx";
import { tipWords } from "./tip-words.ts";

/** What can be done with a completed sale. Each has a key; what cannot be done keeps its place. */
export function DetailActions({ detail }: Readonly<{ detail: SaleDetailView }>) {
  const voidable = voidableOf(detail, useNow());
  const isVoiding = detail.payments.some(({ payment }) => payment.isVoiding);
  const openReceipt = () => showReceipt(detail.receipt);
  const reprint = () => void reprintReceipt(detail.receipt.saleId);
  const voidSale = () => {
    if (voidable) askVoid(detail, voidable);
  };
  const exchange = () => openExchange(detail.left);
  const tips = useTips(detail);
  useKeys({ F7: openRefund, E: exchange, "Alt+R": openReceipt, P: reprint });
  useKeys({ ...(voidable && { V: voidSale }), ...(tips.canOpen && { T: tips.open }) });
  return (
    <div className="row detail-actions">
      <ActButton
        name={salesWords.showReceipt}
        icon={ReceiptText}
        keyName="Alt R"
        onPress={openReceipt}
      />
      <ActButton name={salesWords.reprint} icon={Printer} keyName="P" onPress={reprint} />
      {isVoiding ? (
        <span className="chip">
          <Hourglass aria-hidden="true" />
          {salesWords.voidRequested}
        </span>
      ) : (
        voidable && <ActButton name={salesWords.void} icon={Ban} keyName="V" onPress={voidSale} />
      )}
      {tips.canOpen && (
        <ActButton name={tipWords.button} icon={HandCoins} keyName="T" onPress={tips.open} />
      )}
      {tips.dialog}
      <TakenMore detail={detail} />
      <ActButton
        name={exchangeWords.button}
        icon={ArrowLeftRight}
        keyName="E"
        isDisabled={!canExchange(detail.left)}
        onPress={exchange}
      />
      <ActButton
        name={salesWords.refund}
        icon={Undo2}
        keyName="F7"
        isDisabled={!canRefund(detail.left)}
        onPress={openRefund}
      />
    </div>
  );
}

/**
 * The dialog belongs to the sale that it was opened on; another one that is shown closes it. The end
 * of the window does not: the clerk must read why nothing can be added any more.
 */
function useTips(detail: SaleDetailView) {
  const { saleId } = detail.receipt;
  const [opened, setOpened] = useState<Opened | null>(null);
  const [first, ...others] = tippablesOf(detail, useNow());
  const isMeant = useSales(({ openId }) => openId === saleId);
  const isOpen = opened?.saleId === saleId;
  if (opened !== null && !isOpen) setOpened(null);
  return {
    canOpen: first !== undefined && isMeant,
    open: () => {
      if (first) setOpened({ saleId, cards: [first, ...others] });
    },
    dialog: isOpen && (
      <TipDialog
        detail={detail}
        cards={opened.cards}
        open={[first, ...others].map((one) => one?.paymentId)}
        onClose={() => setOpened((now) => (now?.saleId === saleId ? null : now))}
      />
    ),
  };
}

type Opened = Readonly<{
  saleId: SaleDetailView["receipt"]["saleId"];
  cards: readonly [Tippable, ...Tippable[]];
}>;

/** Of this sale Stripe took more than the book knows: a manager takes it for a tip. */
function TakenMore({ detail: { payments } }: Readonly<{ detail: SaleDetailView }>) {
  const taken = payments.map(({ payment }) => payment).find(isTakenBeyond);
  const accept = () => {
    if (taken) askTakeAsTip(taken);
  };
  useKeys(taken ? { A: accept } : {});
  return taken && <ActButton name={tipWords.takeAsTip} icon={Check} keyName="A" onPress={accept} />;
}
