import type { LineId } from "../../../contract/ids.ts";
import type { RefundChoice } from "../../actions/refund.ts";
import type { RefundableSale } from "../../actions/refundable-sale.ts";
import { Segments } from "../../components/segments.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { AmountField, amountIn } from "../../components/amount-field.tsx";
import { refundDialogWords as words } from "./refund-dialog-words.ts";
import { WhoseAccount } from "./whose-account.tsx";

type Props = Readonly<{
  detail: RefundableSale;
  choice: RefundChoice;
  partText: string;
  onChoice: (change: Partial<RefundChoice>) => void;
  onPartText: (text: string) => void;
}>;

/** What goes back, and where to. */
export function RefundChoices({ detail, choice, partText, onChoice, onPartText }: Props) {
  const { left } = detail;
  return (
    <>
      <Segments
        label={words.what}
        value={choice.kind}
        onChoose={(kind) => {
          onChoice({ kind });
        }}
        options={[
          { value: "all", name: words.all },
          { value: "lines", name: words.lines },
          { value: "part", name: words.part },
        ]}
      />
      {choice.kind === "lines" && (
        <RefundLines
          detail={detail}
          chosen={choice.lineIds}
          onChosen={(lineIds) => {
            onChoice({ lineIds });
          }}
        />
      )}
      {choice.kind === "part" && (
        <AmountField
          name={words.partAmount(formatAmount(left.refundable))}
          text={partText}
          currency={left.refundable.currency}
          onText={(text) => {
            onPartText(text);
            onChoice({ part: amountIn(text, left.refundable.currency) });
          }}
        />
      )}
      <WhereTo {...{ detail, choice, onChoice }} />
      {choice.to === "card" && choice.kind !== "all" && (
        <TipToo detail={detail} choice={choice} onChoice={onChoice} />
      )}
    </>
  );
}

type WhereProps = Pick<Props, "detail" | "choice" | "onChoice">;

function WhereTo({ detail, choice, onChoice }: WhereProps) {
  const [card] = detail.left.cards;
  const hasCard = card !== undefined && card.refundable.minor > 0;
  return (
    <>
      <Segments
        label={words.to}
        value={choice.to}
        onChoose={(to) => {
          onChoice({ to });
        }}
        options={[
          { value: "card", name: words.toCard, isDisabled: !hasCard },
          { value: "cash", name: words.toCash },
          { value: "credit", name: words.toCredit },
        ]}
      />
      {choice.to === "credit" && (
        <WhoseAccount
          name={choice.name}
          chosen={choice.account}
          onName={(name, account) => {
            onChoice({ name, account });
          }}
        />
      )}
    </>
  );
}

/** The tip is the customer's to get back, too, but only to its card. */
function TipToo({ detail, choice, onChoice }: WhereProps) {
  const [card] = detail.left.cards;
  if (card === undefined || card.tipRefundable.minor === 0) return null;
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={choice.withTip}
        onChange={(event) => {
          onChoice({ withTip: event.target.checked });
        }}
      />
      {words.tip(formatAmount(card.tipRefundable))}
    </label>
  );
}

type LinesProps = Readonly<{
  detail: RefundableSale;
  chosen: readonly LineId[];
  onChosen: (lineIds: readonly LineId[]) => void;
}>;

/** Each line with all that is left of it. */
export function RefundLines({ detail, chosen, onChosen }: LinesProps) {
  const lines = detail.left.lines.filter(({ refundableQuantity }) => refundableQuantity > 0);
  return (
    <fieldset className="refund-lines">
      <legend className="hidden">{words.lines}</legend>
      {lines.map(({ lineId, name, refundableQuantity, refundable }) => (
        <label className="check" key={lineId}>
          <input
            type="checkbox"
            checked={chosen.includes(lineId)}
            onChange={(event) => {
              const others = chosen.filter((one) => one !== lineId);
              onChosen(event.target.checked ? [...others, lineId] : others);
            }}
          />
          <span className="grow">{words.pieces(refundableQuantity, name)}</span>
          <span className="num">{formatAmount(refundable)}</span>
        </label>
      ))}
    </fieldset>
  );
}
