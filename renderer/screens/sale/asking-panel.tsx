import { useState } from "react";
import type { ProductView } from "../../../contract/views.ts";
import { addProduct } from "../../actions/edit-sale.ts";
import { closePanel } from "../../actions/navigate.ts";
import { addAsked } from "../../actions/sell-more.ts";
import { BackButton } from "../../components/back-button.tsx";
import { KeyCap } from "../../components/key-cap.tsx";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { digitsValue } from "../../format/digits-entry.ts";
import { formatMilli } from "../../format/format-measure.ts";
import { formatAmount } from "../../format/format-money.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useUi, type Asking } from "../../store/ui-store.ts";
import { DigitsPad } from "./digits-pad.tsx";
import { ScanHint } from "./panel-head.tsx";
import { sellingWords } from "./selling-words.ts";

/** What must be said before a product can be added: which variant, how much, at what price. */
export function AskingPanel() {
  const asking = useUi((state) => state.asking);
  if (asking === null) return null;
  return asking.asks === "variant" ? <Variants asking={asking} /> : <Figure asking={asking} />;
}

function Figure({ asking: { product, asks } }: Readonly<{ asking: Asking }>) {
  const [digits, setDigits] = useState("");
  const value = digitsValue(digits);
  const isWeight = asks === "weight";
  const empty = isWeight ? sellingWords.enterWeight : sellingWords.enterPrice;
  const why = value === 0 ? empty : null;
  const unit = product.unit ?? "kg";
  const add = () => {
    if (why === null) void addAsked(product, isWeight ? { milli: value } : { priceMinor: value });
  };
  useKeys({ Enter: add, Escape: closePanel });
  return (
    <main className="work">
      <div className="place-head">
        <BackButton onPress={closePanel} />
        <h1>
          {isWeight
            ? sellingWords.howMuch(product.name, unit)
            : sellingWords.whatPrice(product.name)}
        </h1>
      </div>
      <div className="entry-panels">
        <DigitsPad
          label={isWeight ? sellingWords.weight : sellingWords.price}
          digits={digits}
          shown={isWeight ? formatMilli(value) : formatAmount({ ...product.price, minor: value })}
          unit={isWeight ? unit : product.price.currency}
          onDigits={setDigits}
        />
        <section className="panel after" aria-label={product.name}>
          <dl className="now">
            <div className="first">
              <dt>{[product.name, product.detail].filter(Boolean).join(", ")}</dt>
              <dd className="num">
                {isWeight && sellingWords.perUnit(formatAmount(product.price), unit)}
              </dd>
            </div>
          </dl>
        </section>
      </div>
      <div className="actions entry-actions">
        <ScanHint />
        <PrimaryButton name={sellingWords.add} keyName="Enter" why={why} onPress={add} />
      </div>
    </main>
  );
}

/** The variants as keys, each with a digit. */
function Variants({ asking: { product, variants } }: Readonly<{ asking: Asking }>) {
  const choose = (variant: ProductView) => {
    closePanel();
    void addProduct(variant, { isVariant: true });
  };
  const digits = variants
    .slice(0, 9)
    .map((variant, at) => [String(at + 1), () => choose(variant)] as const);
  useKeys({ ...Object.fromEntries(digits), Escape: closePanel });
  return (
    <main className="work">
      <div className="place-head">
        <BackButton onPress={closePanel} />
        <h1>{sellingWords.chooseVariant(product.name)}</h1>
      </div>
      <div className="variants" role="group" aria-label={sellingWords.variants}>
        {variants.map((variant, at) => (
          <button
            key={variant.productId}
            type="button"
            className="quick-key"
            onClick={() => {
              choose(variant);
            }}
          >
            <span className="name">{variant.detail || variant.name}</span>{" "}
            <span className="detail">{variant.name}</span>{" "}
            <span className="price num">{formatAmount(variant.price)}</span>
            {at < 9 && <KeyCap name={String(at + 1)} />}
          </button>
        ))}
      </div>
      <div className="actions entry-actions">
        <ScanHint />
      </div>
    </main>
  );
}
