import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { hideReceipt } from "../actions/navigate.ts";
import type { ShopView } from "../../contract/views.ts";
import { useUi } from "../store/ui-store.ts";
import { KeyCap } from "./key-cap.tsx";
import { ReceiptPaper } from "./receipt-paper.tsx";
import { receiptWords } from "./receipt-words.ts";

/** A receipt over the screen. Looking at it changes nothing under it. */
export function ReceiptDialog({ shop }: Readonly<{ shop: ShopView }>) {
  const receipt = useUi((state) => state.shownReceipt);
  return (
    <ModalOverlay
      className="scrim"
      isDismissable
      isOpen={receipt !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) hideReceipt();
      }}
    >
      <Modal className="dialog">
        <Dialog className="dialog-in">
          <header>
            <Heading slot="title" level={2}>
              {receiptWords.title}
            </Heading>
          </header>
          <div className="dialog-body" tabIndex={0} role="region" aria-label={receiptWords.title}>
            {receipt && <ReceiptPaper receipt={receipt} shop={shop} />}
          </div>
          <footer>
            <button type="button" className="button" onClick={hideReceipt}>
              {receiptWords.close}
              <KeyCap name="Esc" />
            </button>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
