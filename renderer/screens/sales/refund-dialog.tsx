import { useState } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { money } from "../../../contract/money.ts";
import {
  closeRefund,
  refundSale,
  refundTotal,
  withAccount,
  type RefundChoice,
} from "../../actions/refund.ts";
import type { RefundableSale } from "../../actions/refundable-sale.ts";
import { HoldButton } from "../../components/hold-button.tsx";
import { KeyCap } from "../../components/key-cap.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { cardWords } from "../../format/card-words.ts";
import { newRefundId } from "../../format/new-id.ts";
import { formatAmount } from "../../format/format-money.ts";
import type { RefusalCode } from "../../format/words.ts";
import { useUi } from "../../store/ui-store.ts";
import { RefundChoices } from "./refund-choices.tsx";
import { refundDialogWords as words } from "./refund-dialog-words.ts";

/** Says what is kept, then asks for a held key: money leaves the shop. */
export function RefundDialog({ detail }: Readonly<{ detail: RefundableSale }>) {
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

function RefundForm({ detail }: Readonly<{ detail: RefundableSale }>) {
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const [partText, setPartText] = useState("");
  const [choice, setChoice] = useState<RefundChoice>(() => firstChoice(detail));
  const { receipt, left } = detail;
  const total = refundTotal(detail, choice);
  const figure = formatAmount(total ?? money(0, left.refundable.currency));
  const { currency } = left.refundable;
  const give = async () => {
    const settled = await withAccount(choice);
    if (typeof settled === "string") {
      setRefusal(settled);
      return;
    }
    setChoice(settled);
    setRefusal(await refundSale(detail, settled));
  };
  return (
    <>
      <header>
        <Heading slot="title" level={2}>
          {words.title(figure, currency)}
        </Heading>
      </header>
      <div className="dialog-body refund">
        <RefundChoices
          {...{ detail, choice, partText }}
          onPartText={setPartText}
          onChoice={(change) => {
            setChoice({ ...choice, ...change });
          }}
        />
        <RefundFacts detail={detail} choice={choice} />
        <p className="meta">{words.kept(receipt.receiptNumber)}</p>
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
          onConfirm={() => void give()}
        />
      </footer>
    </>
  );
}

function firstChoice({ refundable }: RefundableSale): RefundChoice {
  const to = refundable.minor > 0 ? "card" : "cash";
  return { kind: "all", lineIds: [], part: null, withTip: false, to, ...nobody() };
}

const nobody = () => ({ refundId: newRefundId(), name: "", account: null });

function RefundFacts({
  detail,
  choice,
}: Readonly<{ detail: RefundableSale; choice: RefundChoice }>) {
  const facts = choice.to === "card" ? cardFacts(detail) : paidFacts(choice);
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Facts = readonly (readonly [name: string, value: string])[];

function cardFacts({ receipt, left }: RefundableSale): Facts {
  const card = receipt.tenders.find((tender) => tender.tender === "card");
  const needsCard = left.cards[0]?.needsCard === true;
  return [
    [words.to, card ? cardWords(card) : words.drawer],
    needsCard ? [words.atReader, words.cardAgain] : [words.when, words.days],
  ];
}

function paidFacts({ to, account, name }: RefundChoice): Facts {
  if (to === "cash") {
    return [
      [words.to, words.drawer],
      [words.handOver, words.onceWritten],
    ];
  }
  const whose = account?.name || name.trim() || words.noAccount;
  return [
    [words.to, words.ofAccount(whose)],
    [words.spendable, words.onceWritten],
  ];
}
