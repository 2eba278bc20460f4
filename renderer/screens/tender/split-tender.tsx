import { useState, type ReactNode } from "react";
import { money } from "../../../contract/money.ts";
import type { LineId } from "../../../contract/ids.ts";
import type { SaleView } from "../../../contract/views.ts";
import { splitSale } from "../../actions/split.ts";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { Segments } from "../../components/segments.tsx";
import { digitsValue, nextDigits } from "../../format/digits-entry.ts";
import { formatAmount } from "../../format/format-money.ts";
import { partOf, shareOfLines, type Split } from "../../format/split-shares.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { AmountSplit, EvenSplit, LinesSplit } from "./split-choices.tsx";
import { splitWords } from "./split-words.ts";

type Props = Readonly<{ sale: SaleView; ways: ReactNode }>;
type Kind = "even" | "amount" | "lines";

/** Who pays how much: alike, an amount, or what somebody had. The next tender takes it. */
export function SplitTender({ sale, ways }: Props) {
  const [kind, setKind] = useState<Kind>("even");
  const [people, setPeople] = useState(2);
  const [digits, setDigits] = useState("");
  const [lineIds, setLineIds] = useState<readonly LineId[]>([]);
  const split = chosen(sale, { kind, people, digits, lineIds });
  const part = partOf(sale, split);
  const why = split === null ? whyNot(kind) : null;
  const choose = () => {
    if (split !== null) splitSale(split);
  };
  useKeys({
    Enter: choose,
    E: () => setKind("even"),
    M: () => setKind("amount"),
    L: () => setKind("lines"),
  });
  return (
    <>
      <div className="tender-split">
        {ways}
        <section className="entry split-entry" aria-label={splitWords.title}>
          <Segments
            label={splitWords.title}
            value={kind}
            onChoose={setKind}
            options={[
              { value: "even", name: splitWords.even, keyName: "E" },
              { value: "amount", name: splitWords.amount, keyName: "M" },
              { value: "lines", name: splitWords.lines, keyName: "L" },
            ]}
          />
          {kind === "even" && <EvenSplit sale={sale} people={people} onPeople={setPeople} />}
          {kind === "amount" && (
            <AmountSplit
              entered={money(digitsValue(digits), sale.left.currency)}
              onKey={(key) => setDigits((before) => nextDigits(before, key))}
            />
          )}
          {kind === "lines" && <LinesSplit sale={sale} lineIds={lineIds} onLines={setLineIds} />}
        </section>
      </div>
      <div className="actions entry-actions">
        <p className="meta grow">{splitWords.hint}</p>
        <PrimaryButton
          name={splitWords.payPart}
          keyName="Enter"
          figure={formatAmount(part)}
          why={why}
          onPress={choose}
        />
      </div>
    </>
  );
}

type Choice = Readonly<{
  kind: Kind;
  people: number;
  digits: string;
  lineIds: readonly LineId[];
}>;

/** Null while nothing is chosen that could be paid. */
function chosen(sale: SaleView, { kind, people, digits, lineIds }: Choice): Split | null {
  if (kind === "even") return { kind, people };
  const minor = kind === "amount" ? digitsValue(digits) : shareOfLines(sale, lineIds).minor;
  return minor > 0 && minor <= sale.left.minor ? { kind: "amount", minor } : null;
}

function whyNot(kind: Kind): string {
  return kind === "lines" ? splitWords.chooseLines : splitWords.enterAmount;
}
