import { parseMoney, type Currency, type Money } from "../../contract/money.ts";
import { asciiDigits } from "../format/ascii-digits.ts";

type Props = Readonly<{
  name: string;
  text: string;
  onText: (text: string) => void;
  currency: Currency;
}>;

/** An amount as people write it; a decimal comma is taken for a point. */
export function AmountField({ name, text, onText, currency }: Props) {
  const isOdd = text !== "" && amountIn(text, currency) === null;
  return (
    <label className="field">
      <span>{name}</span>
      <input
        className="num"
        inputMode="decimal"
        autoComplete="off"
        aria-invalid={isOdd}
        value={text}
        onChange={(event) => {
          onText(event.target.value);
        }}
      />
    </label>
  );
}

/** Null where the text is no amount of the currency; nothing is zero. */
export function amountIn(text: string, currency: Currency): Money | null {
  const parsed = parseMoney(
    asciiDigits(text)
      .trim()
      .replace(/[,\u066b]/u, ".") || "0",
    currency,
  );
  return parsed.ok ? parsed.value : null;
}
