import type { SaleView, ShopView } from "../../../contract/views.ts";
import { goTo } from "../../actions/navigate.ts";
import {
  askGiveUp,
  askTakeBack,
  lastPart,
  showCredit,
  showNamed,
  showTenderPanel,
  splitSale,
} from "../../actions/split.ts";
import { chargeCard, startLink } from "../../actions/take-card.ts";
import { tenderKeys } from "../../keys/tender-keys.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useTender } from "../../store/tender-store.ts";
import { useUi } from "../../store/ui-store.ts";

/** What can be done on the pay screen whatever its panel, each with its key. */
export function useTenderActs(sale: SaleView, { otherTenders = [] }: ShopView) {
  const taking = useUi((state) => state.taking);
  const { panel, split } = useTender();
  const unlessTaking = (act: () => void) => () => {
    if (!taking) act();
  };
  const showCash = unlessTaking(() => showTenderPanel("cash"));
  const acts = {
    card: unlessTaking(() => void chargeCard()),
    link: unlessTaking(() => {
      if (split === null) void startLink();
    }),
    cash: showCash,
    credit: unlessTaking(showCredit),
    named: (name: string) => unlessTaking(() => showNamed(name))(),
    split: unlessTaking(() => showTenderPanel("split")),
    all: unlessTaking(() => splitSale(null)),
    back: panel === "cash" ? unlessTaking(() => goTo("sale")) : showCash,
    giveUp: unlessTaking(() => askGiveUp(sale)),
  };
  useKeys({
    ...{ F10: acts.card, F6: acts.link, F9: acts.cash, G: acts.credit, S: acts.split },
    Escape: acts.back,
    ...(split === null ? {} : { A: acts.all }),
  });
  const keys = tenderKeys(otherTenders);
  const named = otherTenders.map((name, at) => [keys[at] ?? "", () => acts.named(name)] as const);
  useKeys(Object.fromEntries(named));
  const part = lastPart(sale);
  const takeBack = unlessTaking(() => {
    if (part) askTakeBack(sale, part);
  });
  useKeys(part ? { Delete: takeBack, "Ctrl+Delete": acts.giveUp } : {});
  return acts;
}
