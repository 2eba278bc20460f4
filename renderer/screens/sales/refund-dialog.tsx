import { useState } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import type { RefundableSaleView } from "../../../contract/refund-views.ts";
import { closeRefund, refundSale, withAccount } from "../../actions/refund.ts";
import { cardOf, paidLess, type RefundChoice } from "../../actions/refund-choice.ts";
import { HoldButton } from "../../components/hold-button.tsx";
import { CloseButton } from "../../components/over-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { cardWords } from "../../format/card-words.ts";
import { formatAmount } from "../../format/format-money.ts";
import type { RefusalCode } from "../../format/words.ts";
import { useUi } from "../../store/ui-store.ts";
import { firstChoice } from "./first-choice.ts";
import { RefundChoices } from "./refund-choices.tsx";
import { refundDialogWords as words } from "./refund-dialog-words.ts";
import { useRefundQuote } from "./use-refund-quote.ts";

type Props = Readonly<{ left: RefundableSaleView }>;

/** Says what is kept, then asks for a held key: money leaves the shop. */
export function RefundDialog({ left }: Props) {
  const refundingId = useUi((state) => state.refundingId);
  return (
    <ModalOverlay
      className="scrim"
      isDismissable
      isOpen={refundingId === left.saleId}
      onOpenChange={(open) => {
        if (!open) closeRefund();
      }}
    >
      <Modal className="dialog">
        <Dialog className="dialog-in">
          <RefundForm left={left} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function RefundForm({ left }: Props) {
  const [refused, setRefused] = useState<RefusalCode | null>(null);
  const [partText, setPartText] = useState("");
  const [choice, setChoice] = useState<RefundChoice>(() => firstChoice(left));
  const { total, quote, refusal, isSettled } = useRefundQuote(left, choice);
  const figure = formatAmount(total);
  const give = async () => {
    if (!isSettled) return;
    const settled = await withAccount(choice);
    if (typeof settled === "string") {
      setRefused(settled);
      return;
    }
    setChoice(settled);
    setRefused(await refundSale(left, settled, total));
  };
  const why = refusal ?? refused;
  return (
    <>
      <header>
        <Heading slot="title" level={2}>
          {words.title(figure, total.currency)}
        </Heading>
      </header>
      <div className="dialog-body refund">
        <RefundChoices
          {...{ left, choice, quote, partText }}
          onPartText={setPartText}
          onChoice={(change) => {
            setChoice({ ...choice, ...change });
            setRefused(null);
          }}
        />
        <RefundFacts left={left} choice={choice} />
        <output className="hidden" aria-live="polite">
          {figure}
        </output>
        <p className="meta">{words.kept(left.receiptNumber)}</p>
        {why && <RefusalNote code={why} />}
      </div>
      <footer>
        <CloseButton name={words.back} onPress={closeRefund} />
        <HoldButton
          name={words.hold}
          heldName={words.held}
          figure={figure}
          isDisabled={total.minor === 0}
          onConfirm={() => void give()}
        />
      </footer>
    </>
  );
}

type FactsProps = Props & Readonly<{ choice: RefundChoice }>;

function RefundFacts({ left, choice }: FactsProps) {
  const facts = choice.to === "card" ? cardFacts(left, choice) : paidFacts(choice);
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

function cardFacts(left: RefundableSaleView, choice: RefundChoice): Facts {
  const card = cardOf(left, choice);
  if (card === undefined) return [];
  const isRest = choice.kind === "all" && paidLess(left, choice);
  return [
    [words.to, cardWords(card)],
    card.needsCard ? [words.atReader, words.cardAgain] : [words.when, words.days],
    ...(isRest ? ([[words.rest, words.restLater]] as const) : []),
  ];
}

function paidFacts({ to, account, named, name }: RefundChoice): Facts {
  if (to !== "credit") {
    return [
      [words.to, to === "named" ? (named ?? "") : words.drawer],
      [words.handOver, words.onceWritten],
    ];
  }
  const whose = account?.name || name.trim() || words.noAccount;
  return [
    [words.to, words.ofAccount(whose)],
    [words.spendable, words.onceWritten],
  ];
}
