import type { RefundableSaleView, RefundQuoteView } from "../../../contract/refund-views.ts";
import { cardOf, type RefundChoice } from "../../actions/refund-choice.ts";
import { AmountField, amountIn } from "../../components/amount-field.tsx";
import { CheckBox } from "../../components/check-box.tsx";
import { ReasonChoice } from "../../components/reason-choice.tsx";
import { Segments } from "../../components/segments.tsx";
import { cardWords } from "../../format/card-words.ts";
import { formatAmount } from "../../format/format-money.ts";
import { refundDialogWords as words } from "./refund-dialog-words.ts";
import { RefundLines } from "./refund-lines.tsx";
import { WhoseAccount } from "./whose-account.tsx";

type Props = Readonly<{
  left: RefundableSaleView;
  choice: RefundChoice;
  quote: RefundQuoteView | null;
  partText: string;
  onChoice: (change: Partial<RefundChoice>) => void;
  onPartText: (text: string) => void;
}>;

/** What goes back, where to, and why. */
export function RefundChoices({ left, choice, quote, partText, onChoice, onPartText }: Props) {
  const { currency } = left.refundable;
  return (
    <>
      <Segments
        label={words.what}
        value={choice.kind}
        onChoose={(kind) => onChoice({ kind })}
        options={[
          { value: "all", name: words.all },
          { value: "lines", name: words.lines },
          { value: "part", name: words.part },
        ]}
      />
      {choice.kind === "lines" && (
        <RefundLines
          left={left}
          pieces={choice.pieces}
          worth={quote?.lines ?? []}
          onPieces={(pieces) => onChoice({ pieces })}
        />
      )}
      {choice.kind === "part" && (
        <AmountField
          name={words.partAmount(formatAmount(left.refundable))}
          text={partText}
          currency={currency}
          onText={(text) => {
            onPartText(text);
            onChoice({ part: amountIn(text, currency) });
          }}
        />
      )}
      <WhereTo {...{ left, choice, onChoice }} />
      {choice.to === "card" && choice.kind !== "all" && <TipToo {...{ left, choice, onChoice }} />}
      <ReasonChoice
        reasons={words.reasons}
        reason={choice.reason}
        onReason={(reason) => onChoice({ reason })}
      />
    </>
  );
}

/** Before a name of the shop's own, in which no colon can stand. */
const NAMED = ":";
type Named = `${typeof NAMED}${string}`;

function isNamed(way: string): way is Named {
  return way.startsWith(NAMED);
}

type WhereProps = Pick<Props, "left" | "choice" | "onChoice">;

/** Which card is asked only where several paid: each gets back no more than it gave. */
function WhereTo({ left, choice, onChoice }: WhereProps) {
  const cards = left.cards.filter(({ refundable }) => refundable.minor > 0);
  return (
    <>
      <Segments
        label={words.to}
        value={choice.to === "named" ? `${NAMED}${choice.named ?? ""}` : choice.to}
        onChoose={(way) =>
          onChoice(isNamed(way) ? { to: "named", named: way.slice(1) } : { to: way })
        }
        options={[
          { value: "card", name: words.toCard, isDisabled: cards.length === 0 },
          { value: "cash", name: words.toCash },
          { value: "credit", name: words.toCredit },
          ...left.named.map(({ name }) => ({ value: `${NAMED}${name}` as const, name })),
        ]}
      />
      {choice.to === "card" && cards.length > 1 && (
        <Segments
          label={words.whichCard}
          value={choice.paymentId ?? ""}
          onChoose={(paymentId) => {
            const chosen = cards.find((card) => card.paymentId === paymentId);
            onChoice({ paymentId: chosen?.paymentId ?? null });
          }}
          options={cards.map((card) => ({ value: card.paymentId, name: cardWords(card) }))}
        />
      )}
      {choice.to === "credit" && (
        <WhoseAccount
          name={choice.name}
          chosen={choice.account}
          onName={(name, account) => onChoice({ name, account })}
        />
      )}
    </>
  );
}

/** The tip is the customer's to get back, too, but only to its card. */
function TipToo({ left, choice, onChoice }: WhereProps) {
  const card = cardOf(left, choice);
  if (card === undefined || card.tipRefundable.minor === 0) return null;
  return (
    <CheckBox isChecked={choice.withTip} onCheck={(withTip) => onChoice({ withTip })}>
      {words.tip(formatAmount(card.tipRefundable))}
    </CheckBox>
  );
}
