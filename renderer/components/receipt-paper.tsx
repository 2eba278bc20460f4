import { addMoney } from "../../contract/money.ts";
import { basisPointsOf, taxKey } from "../../contract/tax-rate.ts";
import type {
  CardTenderView,
  CashTenderView,
  LineView,
  ReceiptView,
  ShopView,
  TenderView,
} from "../../contract/views.ts";
import { emvValueWords, emvWords } from "../format/emv-words.ts";
import { cardWords, readWords } from "../format/card-words.ts";
import { formatDiscount } from "../format/format-discount.ts";
import { formatHash } from "../format/format-hash.ts";
import { formatAmount } from "../format/format-money.ts";
import { formatRate } from "../format/format-rate.ts";
import { formatMoment } from "../format/format-time.ts";
import { measureWords, nameWords, overrideWords } from "../format/line-words.ts";
import { MINUS } from "../format/locale.ts";
import { paidWords } from "../format/paid-words.ts";
import { keptTogether } from "../i18n/t.ts";
import { receiptWords } from "./receipt-words.ts";

type Props = Readonly<{ receipt: ReceiptView; shop: ShopView }>;

/** The receipt as a customer gets it, drawn from its data. */
export function ReceiptPaper({ receipt, shop }: Props) {
  return (
    <article className="receipt" aria-label={`${receiptWords.receipt} ${receipt.receiptNumber}`}>
      <div className="shop-head">
        <b>{shop.name}</b>
        {shop.addressLines.map((line) => (
          <p key={line} dir="auto">
            {line}
          </p>
        ))}
      </div>
      <section>
        <ul>
          {receipt.lines.map((line) => (
            <PaperLine key={line.lineId} line={line} />
          ))}
        </ul>
      </section>
      <Totals receipt={receipt} shop={shop} />
      <Tenders receipt={receipt} />
      <Taxes receipt={receipt} shop={shop} />
      <section className="stamp">
        <p>
          {receiptWords.receipt} {keptTogether(receipt.receiptNumber)}
        </p>
        <p>
          {formatMoment(receipt.atMs)}, {receipt.clerk}
        </p>
        <p>
          {receiptWords.entry} {receipt.seq}{" "}
          <span className="mono">{formatHash(receipt.hash)}</span>
        </p>
      </section>
    </article>
  );
}

function PaperLine({ line }: Readonly<{ line: LineView }>) {
  const { quantity, unitPrice, discount, total, taxCode } = line;
  const said = [measureWords(line), overrideWords(line)].filter((one) => one !== null);
  return (
    <li>
      <span>{nameWords(line)}</span>
      <span className="num">{formatAmount(total)}</span>
      <span className="tax-letter">{taxCode}</span>
      {quantity > 1 && (
        <span className="meta">
          {quantity} × {formatAmount(unitPrice)}
        </span>
      )}
      {said.map((one) => (
        <span key={one} className="meta">
          {one}
        </span>
      ))}
      {discount && (
        <span className="meta">
          {formatDiscount(discount)} ({MINUS}
          {formatAmount(discount.amount)})
        </span>
      )}
    </li>
  );
}

function Totals({ receipt, shop }: Props) {
  const { subtotal, discountTotal, discount, total } = receipt;
  return (
    <section>
      {discountTotal.minor !== 0 && (
        <>
          <Pair name={receiptWords.subtotal} figure={formatAmount(subtotal)} />
          <Pair
            name={receiptWords.discounts}
            figure={`${MINUS}${formatAmount(discountTotal)}`}
            under={discount ? receiptWords.onSale(formatDiscount(discount)) : undefined}
          />
        </>
      )}
      <div className="pair total">
        <span>{receiptWords.total(shop.currency)}</span>
        <span className="num">{formatAmount(total)}</span>
      </div>
    </section>
  );
}

function Tenders({ receipt }: Readonly<{ receipt: ReceiptView }>) {
  return (
    <section>
      {receipt.rounding.minor !== 0 && (
        <Pair name={receiptWords.rounding} figure={formatAmount(receipt.rounding)} />
      )}
      {receipt.tenders.map((tender, index) => (
        <div key={index}>
          <Tender tender={tender} />
        </div>
      ))}
    </section>
  );
}

function Tender({ tender }: Readonly<{ tender: TenderView }>) {
  switch (tender.tender) {
    case "cash":
      return <CashTender tender={tender} />;
    case "card":
      return <CardTender tender={tender} />;
    case "other":
      return (
        <Pair
          name={tender.name}
          figure={formatAmount(tender.amount)}
          under={tender.reference ?? undefined}
        />
      );
    default:
      return <Pair name={paidWords(tender)} figure={formatAmount(tender.amount)} />;
  }
}

function CashTender({ tender }: Readonly<{ tender: CashTenderView }>) {
  return (
    <>
      <Pair name={receiptWords.cashGiven} figure={formatAmount(tender.given)} />
      <Pair name={receiptWords.change} figure={formatAmount(tender.change)} />
    </>
  );
}

/** The card, and the lines that its network requires on paper. */
function CardTender({ tender }: Readonly<{ tender: CardTenderView }>) {
  const { amount, tip, readMethod, emvLines } = tender;
  const read = readWords(readMethod) ?? undefined;
  return (
    <>
      <Pair name={cardWords(tender)} figure={formatAmount(amount)} under={read} />
      {tip.minor !== 0 && (
        <>
          <Pair name={receiptWords.tip} figure={formatAmount(tip)} />
          <Pair name={receiptWords.charged} figure={formatAmount(addMoney(amount, tip))} />
        </>
      )}
      <dl className="emv">
        {emvLines.map(([line, value]) => (
          <div key={line}>
            <dt>{emvWords(line)}</dt>
            <dd className="mono">{emvValueWords(line, value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Taxes({ receipt, shop }: Props) {
  return (
    <section>
      <table>
        <thead>
          <tr>
            <th scope="col">{shop.taxName}</th>
            <th scope="col" className="num">
              {receiptWords.net}
            </th>
            <th scope="col" className="num">
              {receiptWords.tax}
            </th>
          </tr>
        </thead>
        <tbody>
          {receipt.taxes.map(({ code, net, tax, ...rate }) => (
            <tr key={taxKey(code, rate)}>
              <td>
                {code} {formatRate(basisPointsOf(rate))}
              </td>
              <td className="num">{formatAmount(net)}</td>
              <td className="num">{formatAmount(tax)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type PairProps = Readonly<{ name: string; figure: string; under?: string | undefined }>;

function Pair({ name, figure, under }: PairProps) {
  return (
    <div className="pair">
      <span>{name}</span>
      <span className="num">{figure}</span>
      {under !== undefined && <span className="meta under">{under}</span>}
    </div>
  );
}
