import { HandCoins, Trash2, X } from "lucide-react";
import type { Money } from "../../../contract/money.ts";
import type { SaleView } from "../../../contract/views.ts";
import { lastPart } from "../../actions/split.ts";
import { BackButton } from "../../components/back-button.tsx";
import { KeyCap } from "../../components/key-cap.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { useTender, type TenderPanel, type TenderState } from "../../store/tender-store.ts";
import { tenderWords } from "./tender-words.ts";

type Props = Readonly<{
  sale: SaleView;
  /** What the next tender takes, where that is not all that is left. */
  part: Money | null;
  onBack: () => void;
  onAll: () => void;
  onGiveUp: () => void;
}>;

const titles: Readonly<Record<Exclude<TenderPanel, "named">, string>> = {
  cash: tenderWords.title,
  credit: tenderWords.creditTitle,
  split: tenderWords.splitTitle,
};

type Shown = Pick<TenderState, "panel" | "named">;

function titleOf({ panel, named }: Shown, part: Money | null): string {
  if (part !== null) return tenderWords.partTitle(formatAmount(part));
  return panel === "named" ? tenderWords.namedTitle(named ?? "") : titles[panel];
}

/** The way back, what is being paid, and what is owed of the part before. */
export function TenderHead({ sale, part, onBack, onAll, onGiveUp }: Props) {
  const tender = useTender();
  return (
    <div className="place-head">
      <BackButton onPress={onBack} />
      <h1>{titleOf(tender, part)}</h1>
      {part !== null && (
        <button type="button" className="button" aria-keyshortcuts="A" onClick={onAll}>
          <X aria-hidden="true" />
          {tenderWords.payAll(formatAmount(sale.left))}
          <KeyCap name="A" />
        </button>
      )}
      <span className="grow" />
      <Owed />
      {lastPart(sale) && (
        <button
          type="button"
          className="button give-up"
          aria-label={tenderWords.giveUp}
          aria-keyshortcuts="Control+Delete"
          onClick={onGiveUp}
        >
          <Trash2 aria-hidden="true" />
          <span>{tenderWords.giveUp}</span>
          <KeyCap name="Ctrl Del" />
        </button>
      )}
    </div>
  );
}

/** It stays until the next tender, as the change of a whole sale does. */
function Owed() {
  const owed = useTender((state) => state.owed);
  return (
    <output className="owed" aria-label={tenderWords.giveBack} aria-live="assertive">
      {owed && (
        <>
          <HandCoins aria-hidden="true" />
          {tenderWords.giveBack} <b className="num">{formatAmount(owed)}</b>
        </>
      )}
    </output>
  );
}
