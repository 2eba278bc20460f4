import { useState } from "react";
import { isSameMoney, money } from "../../../contract/money.ts";
import type { RegisterView, SaleView, ShopView } from "../../../contract/views.ts";
import { goTo } from "../../actions/navigate.ts";
import { takeCash } from "../../actions/take-cash.ts";
import { chargeCard, startLink } from "../../actions/take-card.ts";
import { BackButton } from "../../components/back-button.tsx";
import { NumberPad } from "../../components/number-pad.tsx";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { formatAmount } from "../../format/format-money.ts";
import type { RefusalCode } from "../../format/words.ts";
import { digitBindings } from "../../keys/digit-bindings.ts";
import { focusOnMount } from "../../keys/focus-on-mount.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useUi } from "../../store/ui-store.ts";
import { CashSums } from "./cash-sums.tsx";
import { NoteButtons } from "./note-buttons.tsx";
import { TenderTicket } from "./tender-ticket.tsx";
import { TenderWays } from "./tender-ways.tsx";
import { tenderWords } from "./tender-words.ts";
import { useCashEntry, type CashEntry } from "./use-cash-entry.ts";

/** What is left to pay, and the change before the cash is confirmed. */
export function TenderScreen({ view }: Readonly<{ view: RegisterView }>) {
  const taking = useUi((state) => state.taking);
  // The register opens the next sale before it answers; this screen stays with the one being paid.
  const sale = taking ?? view.sale;
  const entry = useCashEntry();
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const why = taking ? tenderWords.taking : whyNotYet(entry, sale.cashTotal.minor);
  const take = async () => {
    if (why === null) setRefusal(await takeCash(sale, entry.givenMinor));
  };
  const payByCard = () => {
    if (!taking) void chargeCard();
  };
  const payByLink = () => {
    if (!taking) void startLink();
  };
  const payExact = () => entry.choose(sale.cashTotal.minor);
  const goBack = () => {
    if (!taking) goTo("sale");
  };
  useKeys({
    ...digitBindings(entry.type),
    F9: payExact,
    F10: payByCard,
    F6: payByLink,
    Enter: () => void take(),
    Escape: goBack,
  });
  return (
    <div className="till">
      <TenderTicket sale={sale} />
      <main className="work" ref={focusOnMount} tabIndex={-1}>
        <div className="place-head">
          <BackButton onPress={goBack} />
          <h1>{tenderWords.title}</h1>
        </div>
        <div className="tender-split">
          <TenderWays view={view} onCard={payByCard} onLink={payByLink} onExact={payExact} />
          <CashPanel sale={sale} shop={view.shop} entry={entry} />
        </div>
        <div className="actions entry-actions">
          {refusal ? <RefusalNote code={refusal} /> : <span className="grow" />}
          <PrimaryButton
            name={tenderWords.takeCash}
            keyName="Enter"
            figure={formatAmount(sale.cashTotal)}
            why={why}
            onPress={() => void take()}
          />
        </div>
      </main>
    </div>
  );
}

type CashPanelProps = Readonly<{ sale: SaleView; shop: ShopView; entry: CashEntry }>;

function CashPanel({ sale, shop, entry }: CashPanelProps) {
  const due = sale.cashTotal;
  const given = money(entry.givenMinor, shop.currency);
  return (
    <section className="entry" aria-label={tenderWords.title}>
      <div className="entered">
        <b>{tenderWords.cashGiven}</b>
        <output
          className={entry.digits === "" ? "num none" : "num"}
          aria-label={tenderWords.cashGiven}
        >
          <span className="typed">{formatAmount(given)}</span>
        </output>
      </div>
      <div className="cash-body">
        <NoteButtons
          due={due}
          notesMinor={shop.notesMinor}
          givenMinor={entry.givenMinor}
          onChoose={entry.choose}
        />
        <NumberPad label={tenderWords.pad} onKey={entry.type} />
      </div>
      <CashSums
        due={due}
        givenMinor={entry.givenMinor}
        isRounded={!isSameMoney(due, sale.total)}
        isEntered={entry.digits !== ""}
      />
    </section>
  );
}

/** Money is never taken by an empty entry, unless there is nothing to pay. */
function whyNotYet({ digits, givenMinor }: CashEntry, dueMinor: number): string | null {
  if (digits === "" && dueMinor > 0) return tenderWords.enterCash;
  return givenMinor < dueMinor ? tenderWords.notEnough : null;
}
