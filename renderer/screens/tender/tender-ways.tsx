import { Banknote, CreditCard, QrCode, TriangleAlert } from "lucide-react";
import { money } from "../../../contract/money.ts";
import type { RegisterView, ShopView } from "../../../contract/views.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { cardWay } from "../../format/status-words.ts";
import { tenderWords } from "./tender-words.ts";
import { useShortcut } from "../../keys/use-shortcut.ts";

type Props = Readonly<{
  view: RegisterView;
  onCard: () => void;
  onLink: () => void;
  onExact: () => void;
}>;

/** How to pay; cash is what the pad beside it is for. */
export function TenderWays({ view, onCard, onLink, onExact }: Props) {
  const { word, isWarning } = cardWay(view.status);
  return (
    <nav className="tender-ways" aria-label={tenderWords.ways}>
      <button
        type="button"
        className="button"
        aria-keyshortcuts={useShortcut("F10")}
        onClick={onCard}
      >
        <CreditCard aria-hidden="true" />
        <b>{tenderWords.card}</b>
        <span className={isWarning ? "meta trouble" : "meta"}>
          {isWarning && <TriangleAlert className="small" aria-hidden="true" />}
          {word}
        </span>
        <KeyCap name="F10" />
      </button>
      <button type="button" className="button" aria-keyshortcuts="F6" onClick={onLink}>
        <QrCode aria-hidden="true" />
        <b>{tenderWords.link}</b>
        <span className="meta">{tenderWords.ownPhone}</span>
        <KeyCap name="F6" />
      </button>
      <button
        type="button"
        className="button"
        aria-pressed="true"
        aria-keyshortcuts={useShortcut("F9")}
        onClick={onExact}
      >
        <Banknote aria-hidden="true" />
        <b>{tenderWords.cash}</b>
        <span className="meta">{roundingWords(view.shop)}</span>
        <KeyCap name="F9" />
      </button>
    </nav>
  );
}

function roundingWords({ cashStepMinor, currency }: ShopView): string {
  return cashStepMinor > 1
    ? tenderWords.roundsTo(formatAmount(money(cashStepMinor, currency)))
    : tenderWords.toTheCent;
}
