import { Lock, LockOpen, type LucideIcon } from "lucide-react";
import type { RegisterView } from "../../../contract/views.ts";
import { LockedLines } from "../../components/locked-lines.tsx";
import type { PaymentRegion } from "../../format/payment-region.ts";
import { saleOf, type Paying } from "../../store/paying.ts";
import { PaidTicket } from "../change/paid-ticket.tsx";
import { HeldSales } from "../sale/held-sales.tsx";
import { NoticeRow } from "../sale/notice-row.tsx";
import { SaleSums } from "../sale/sale-sums.tsx";
import { saleWords } from "../sale/sale-words.ts";
import { TakenParts } from "../tender/taken-parts.tsx";
import { paymentWords } from "./payment-words.ts";

type Props = Readonly<{ view: RegisterView; paying: Paying; region: PaymentRegion }>;

/** The sale beside its payment; once it is in the ledger, as it stands there. */
export function PaymentTicket({ view, paying, region }: Props) {
  const { receipt } = paying;
  if (receipt) return <PaidTicket receipt={receipt} />;
  const sale = saleOf(view, paying);
  return (
    <section className="ticket locked" aria-label={saleWords.sale}>
      <HeldSales />
      <header>
        <h2>{saleWords.sale}</h2>
        <span className="meta">{saleWords.items(sale.itemCount)}</span>
        <span className="grow" />
        <LockChip region={region} isPart={sale.taken.length > 0 && region === "approved"} />
      </header>
      <LockedLines lines={sale.lines} />
      <NoticeRow dismissKey="Alt N" />
      <TakenParts sale={sale} isFixed />
      <SaleSums sale={sale} shop={view.shop} />
    </section>
  );
}

const locks: Readonly<
  Record<PaymentRegion, Readonly<{ words: string; icon: LucideIcon; tone: string }>>
> = {
  waiting: { words: paymentWords.locked, icon: Lock, tone: "" },
  cancelling: { words: paymentWords.locked, icon: Lock, tone: "" },
  approved: { words: paymentWords.locked, icon: Lock, tone: "" },
  declined: { words: paymentWords.kept, icon: Lock, tone: "" },
  unknown: { words: paymentWords.held, icon: Lock, tone: "unknown" },
  cancelled: { words: paymentWords.openAgain, icon: LockOpen, tone: "" },
};

type ChipProps = Readonly<{ region: PaymentRegion; isPart: boolean }>;

function LockChip({ region, isPart }: ChipProps) {
  const { words, icon: Icon, tone } = locks[region];
  return (
    <span className={`chip ${tone}`}>
      <Icon aria-hidden="true" />
      {isPart ? paymentWords.partPaid : words}
    </span>
  );
}
