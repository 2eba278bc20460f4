import type { Money } from "../../../contract/money.ts";
import { formatAmount } from "../../format/format-money.ts";
import { paymentWords } from "./payment-words.ts";

type Props = Readonly<{
  amount: Money;
  /** What the picture is, for who cannot see it. */
  label: string;
  /** The lines that the reader shows under the amount. */
  asks: readonly string[];
  /** Waves say that a card may come; they breathe. */
  isInviting: boolean;
}>;

/** Longer amounts would leave the reader's screen. */
const LONG_AMOUNT = 8;

/** The reader as the customer sees it. */
export function ReaderPicture({ amount, label, asks, isInviting }: Props) {
  const figure = formatAmount(amount);
  return (
    <svg
      className={isInviting ? "reader inviting" : "reader"}
      width="196"
      height="318"
      viewBox="0 -16 196 334"
      role="img"
      aria-label={label}
    >
      {isInviting && <Waves />}
      <rect className="case" x="30" y="44" width="136" height="262" rx="18" />
      <rect className="glass" x="42" y="62" width="112" height="184" rx="6" />
      <text className="caption" x="98" y={isInviting ? 98 : 138}>
        {paymentWords.waiting.readerTotal}
      </text>
      <text
        className={figure.length >= LONG_AMOUNT ? "figure long" : "figure"}
        x="98"
        y={isInviting ? 124 : 164}
      >
        {figure}
      </text>
      {isInviting && <Contactless />}
      {asks.map((line, index) => (
        <text key={line} className="asks" x="98" y={206 + index * 16}>
          {line}
        </text>
      ))}
      <path className="case" d="M66 306v8h64v-8" />
      <path className="slot" d="M74 270h48" />
    </svg>
  );
}

function Waves() {
  return (
    <g className="waves">
      <path d="M80 30a26 26 0 0 1 36 0" />
      <path d="M70 19a41 41 0 0 1 56 0" opacity="0.6" />
      <path d="M60 8a56 56 0 0 1 76 0" opacity="0.3" />
    </g>
  );
}

function Contactless() {
  return (
    <g className="contactless" transform="translate(86 146)">
      <path d="M2 8.5a8 8 0 0 1 0 9M8 5a14 14 0 0 1 0 16M14 1.5a21 21 0 0 1 0 23M20 -2a28 28 0 0 1 0 30" />
    </g>
  );
}
