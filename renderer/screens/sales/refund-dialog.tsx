import { useState } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import type { SaleDetailView } from "../../../contract/views.ts";
import { closeRefund, refundSale } from "../../actions/refund.ts";
import { HoldButton } from "../../components/hold-button.tsx";
import { KeyCap } from "../../components/key-cap.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { cardWords } from "../../format/card-words.ts";
import { formatAmount } from "../../format/format-money.ts";
import type { RefusalCode } from "../../format/words.ts";
import { useUi } from "../../store/ui-store.ts";
import { refundDialogWords as words } from "./refund-dialog-words.ts";

/** Says what is kept, then asks for a held key: money leaves the shop. */
export function RefundDialog({ detail }: Readonly<{ detail: SaleDetailView }>) {
  const refundingId = useUi((state) => state.refundingId);
  return (
    <ModalOverlay
      className="scrim"
      isDismissable
      isOpen={refundingId === detail.receipt.saleId}
      onOpenChange={(open) => {
        if (!open) closeRefund();
      }}
    >
      <Modal className="dialog">
        <Dialog className="dialog-in">
          <RefundForm detail={detail} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function RefundForm({ detail }: Readonly<{ detail: SaleDetailView }>) {
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const { receipt, refundable } = detail;
  const card = receipt.tenders.find((tender) => tender.tender === "card");
  const figure = formatAmount(refundable);
  return (
    <>
      <header>
        <Heading slot="title" level={2}>
          {words.title(figure, refundable.currency)}
        </Heading>
      </header>
      <div className="dialog-body refund">
        <p>{words.kept(receipt.receiptNumber)}</p>
        <dl className="facts">
          <div>
            <dt>{words.to}</dt>
            <dd>{card ? cardWords(card) : words.card}</dd>
          </div>
          <div>
            <dt>{words.when}</dt>
            <dd>{words.days}</dd>
          </div>
        </dl>
        <p className="meta">{words.nothingYet}</p>
        {refusal && <RefusalNote code={refusal} />}
      </div>
      <footer>
        <button type="button" className="button" onClick={closeRefund}>
          {words.back}
          <KeyCap name="Esc" />
        </button>
        <HoldButton
          name={words.hold}
          heldName={words.held}
          figure={figure}
          onConfirm={() => void refundSale(detail).then(setRefusal)}
        />
      </footer>
    </>
  );
}
