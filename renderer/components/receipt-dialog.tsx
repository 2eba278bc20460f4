import type { ShopView } from "../../contract/views.ts";
import { hideReceipt } from "../actions/navigate.ts";
import { useUi } from "../store/ui-store.ts";
import { CloseButton, OverDialog } from "./over-dialog.tsx";
import { ReceiptPaper } from "./receipt-paper.tsx";
import { receiptWords } from "./receipt-words.ts";

/** A receipt over the screen. Looking at it changes nothing under it. */
export function ReceiptDialog({ shop }: Readonly<{ shop: ShopView }>) {
  const { shownReceipt: receipt, copyNumber } = useUi();
  return (
    <OverDialog
      isOpen={receipt !== null}
      title={receiptWords.title}
      onClose={hideReceipt}
      foot={<CloseButton name={receiptWords.close} onPress={hideReceipt} />}
    >
      <div className="dialog-body" tabIndex={0} role="region" aria-label={receiptWords.title}>
        {copyNumber !== null && <p className="copy-mark">{receiptWords.copy(copyNumber)}</p>}
        {receipt && <ReceiptPaper receipt={receipt} shop={shop} />}
      </div>
    </OverDialog>
  );
}
