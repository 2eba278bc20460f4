import { useState } from "react";
import type { LineId } from "../../../contract/ids.ts";
import type { SaleDetailView } from "../../../contract/views.ts";
import { beginExchange, closeExchange } from "../../actions/exchange.ts";
import { CloseButton, OverDialog } from "../../components/over-dialog.tsx";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import type { RefusalCode } from "../../format/words.ts";
import { focusOnMount } from "../../keys/focus-on-mount.ts";
import { useExchange } from "../../store/exchange-store.ts";
import { exchangeWords as words } from "./exchange-words.ts";
import { RefundLines } from "./refund-choices.tsx";

/** Which goods come back; what they are exchanged for is sold as always. */
export function ExchangeDialog({ detail }: Readonly<{ detail: SaleDetailView }>) {
  const isOpen = useExchange(({ choosingId }) => choosingId === detail.receipt.saleId);
  return isOpen && <ExchangeForm detail={detail} />;
}

function ExchangeForm({ detail }: Readonly<{ detail: SaleDetailView }>) {
  const [chosen, setChosen] = useState<readonly LineId[]>(() =>
    detail.left.lines.map(({ lineId }) => lineId),
  );
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const begin = () => void beginExchange(detail, chosen).then(setRefusal);
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
          if (event.key !== "Enter") return;
          event.preventDefault();
          begin();
        }}
      >
        <p className="lead">{words.chooseAbout}</p>
        <RefundLines detail={detail} chosen={chosen} onChosen={setChosen} />
        {refusal && <RefusalNote code={refusal} />}
      </form>
    </OverDialog>
  );
}
