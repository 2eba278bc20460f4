import type { RegisterView } from "../../../contract/views.ts";
import { goTo } from "../../actions/navigate.ts";
import {
  askGiveUp,
  askTakeBack,
  lastPart,
  showCredit,
  showTenderPanel,
  splitSale,
} from "../../actions/split.ts";
import { chargeCard, startLink } from "../../actions/take-card.ts";
import { partOf } from "../../format/split-shares.ts";
import { focusOnMount } from "../../keys/focus-on-mount.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useTender } from "../../store/tender-store.ts";
import { useUi } from "../../store/ui-store.ts";
import { CashTender } from "./cash-tender.tsx";
import { CreditTender } from "./credit-tender.tsx";
import { SplitTender } from "./split-tender.tsx";
import { TenderHead } from "./tender-head.tsx";
import { TenderTicket } from "./tender-ticket.tsx";
import { TenderWays } from "./tender-ways.tsx";

/** What is left to pay, by whom and how; and the change before cash is confirmed. */
export function TenderScreen({ view }: Readonly<{ view: RegisterView }>) {
  const taking = useUi((state) => state.taking);
  const { panel, split } = useTender();
  // The register opens the next sale before it answers; this screen stays with the one being paid.
  const sale = taking ?? view.sale;
  const unlessTaking = (act: () => void) => () => {
    if (!taking) act();
  };
  const acts = {
    card: unlessTaking(() => void chargeCard()),
    link: unlessTaking(() => {
      if (split === null) void startLink();
    }),
    split: unlessTaking(() => showTenderPanel("split")),
    credit: unlessTaking(showCredit),
    cash: unlessTaking(() => showTenderPanel("cash")),
    all: unlessTaking(() => splitSale(null)),
    back: unlessTaking(() => goTo("sale")),
    takeBack: unlessTaking(() => {
      const part = lastPart(sale);
      if (part) askTakeBack(sale, part);
    }),
    giveUp: unlessTaking(() => {
      if (sale.taken.length > 0) askGiveUp(sale);
    }),
  };
  useKeys({
    ...{
      F10: acts.card,
      F6: acts.link,
      F9: acts.cash,
      G: acts.credit,
      S: acts.split,
      Delete: acts.takeBack,
    },
    ...{ "Ctrl+Delete": acts.giveUp, Escape: panel === "cash" ? acts.back : acts.cash },
    ...(split === null ? {} : { A: acts.all }),
  });
  const isOnline = view.status.relay.state === "online";
  const ways = <TenderWays view={view} {...acts} />;
  return (
    <div className="till">
      <TenderTicket sale={sale} />
      <main className="work" ref={focusOnMount} tabIndex={-1}>
        <TenderHead
          sale={sale}
          part={split && partOf(sale, split)}
          onBack={panel === "cash" ? acts.back : acts.cash}
          onAll={acts.all}
          onGiveUp={acts.giveUp}
        />
        {panel === "split" && <SplitTender sale={sale} ways={ways} />}
        {panel === "credit" && <CreditTender {...{ sale, ways, isOnline }} />}
        {panel === "cash" && (
          <CashTender
            key={`${sale.taken.length} ${partOf(sale, split).minor}`}
            {...{ sale, ways }}
            shop={view.shop}
          />
        )}
      </main>
    </div>
  );
}
