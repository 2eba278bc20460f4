import type { RegisterView } from "../../../contract/views.ts";
import { partOf } from "../../format/split-shares.ts";
import { focusOnMount } from "../../keys/focus-on-mount.ts";
import { useTender } from "../../store/tender-store.ts";
import { useUi } from "../../store/ui-store.ts";
import { CashTender } from "./cash-tender.tsx";
import { CreditTender } from "./credit-tender.tsx";
import { NamedTender } from "./named-tender.tsx";
import { SplitTender } from "./split-tender.tsx";
import { TenderHead } from "./tender-head.tsx";
import { TenderTicket } from "./tender-ticket.tsx";
import { TenderWays } from "./tender-ways.tsx";
import { useTenderActs } from "./use-tender-acts.ts";

/** What is left to pay, by whom and how; and the change before cash is confirmed. */
export function TenderScreen({ view }: Readonly<{ view: RegisterView }>) {
  const taking = useUi((state) => state.taking);
  const { panel, named, split } = useTender();
  // The register opens the next sale before it answers; this screen stays with the one being paid.
  const sale = taking ?? view.sale;
  const acts = useTenderActs(sale, view.shop);
  const part = partOf(sale, split);
  // Anew for each sale and part, and not where a late line changes the total: what was typed stays.
  const entryKey = `${sale.saleId} ${sale.taken.length} ${split === null ? "all" : part.minor}`;
  const isOnline = view.status.relay.state === "online";
  const ways = <TenderWays view={view} {...acts} />;
  return (
    <div className="till">
      <TenderTicket sale={sale} isCash={panel === "cash"} />
      <main className="work" ref={focusOnMount} tabIndex={-1}>
        <TenderHead
          sale={sale}
          part={split && part}
          onBack={acts.back}
          onAll={acts.all}
          onGiveUp={acts.giveUp}
        />
        {panel === "split" && <SplitTender sale={sale} ways={ways} />}
        {panel === "credit" && <CreditTender {...{ sale, ways, isOnline }} />}
        {panel === "named" && named !== null && (
          <NamedTender key={`${named} ${entryKey}`} {...{ sale, ways }} name={named} />
        )}
        {panel === "cash" && <CashTender key={entryKey} {...{ sale, ways }} shop={view.shop} />}
      </main>
    </div>
  );
}
