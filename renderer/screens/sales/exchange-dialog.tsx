import { useState } from "react";
import type { RefundableSaleView } from "../../../contract/refund-views.ts";
import { beginExchange, closeExchange } from "../../actions/exchange.ts";
import { allPieces, type Pieces } from "../../actions/refund-choice.ts";
import { CloseButton, OverDialog } from "../../components/over-dialog.tsx";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import type { RefusalCode } from "../../format/words.ts";
import { isComposing } from "../../keys/composing.ts";
import { focusOnMount } from "../../keys/focus-on-mount.ts";
import { useExchange } from "../../store/exchange-store.ts";
import { exchangeWords as words } from "./exchange-words.ts";
import { firstChoice } from "./first-choice.ts";
import { RefundLines } from "./refund-lines.tsx";
import { useRefundQuote } from "./use-refund-quote.ts";

type Props = Readonly<{ left: RefundableSaleView }>;

/** Which goods come back; what they are exchanged for is sold as always. */
export function ExchangeDialog({ left }: Props) {
  const isOpen = useExchange(({ choosingId }) => choosingId === left.saleId);
  return isOpen && <ExchangeForm left={left} />;
}

function ExchangeForm({ left }: Props) {
  const [pieces, setPieces] = useState<Pieces>(() => allPieces(left));
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const { quote } = useRefundQuote(left, {
    ...firstChoice(left),
    kind: "lines",
    pieces,
    to: "cash",
  });
  const begin = () => void beginExchange(left, pieces).then(setRefusal);
  const foot = (
    <>
      <CloseButton name={words.back} onPress={closeExchange} />
      <PrimaryButton name={words.goOn} keyName="Enter" onPress={begin} />
    </>
  );
  return (
    <OverDialog isOpen title={words.choose} onClose={closeExchange} foot={foot}>
      <form
        className="dialog-body risk"
        ref={focusOnMount}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || isComposing(event.nativeEvent)) return;
          event.preventDefault();
          begin();
        }}
      >
        <p className="lead">{words.chooseAbout}</p>
        <RefundLines {...{ left, pieces }} onPieces={setPieces} worth={quote?.lines ?? []} />
        {refusal && <RefusalNote code={refusal} />}
      </form>
    </OverDialog>
  );
}
