import {
  Ban,
  Check,
  CircleHelp,
  CircleX,
  Hand,
  ShoppingBasket,
  X,
  type LucideIcon,
} from "lucide-react";
import { useShallow } from "zustand/react/shallow";
import type { LaneView, SaleView } from "../../../contract/views.ts";
import { dismissSettled, leavePayment, showLane, showLaneAt } from "../../actions/lanes.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { formatTime } from "../../format/format-time.ts";
import { regionOf, type PaymentRegion } from "../../format/payment-region.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useRegister } from "../../store/register-store.ts";
import { useUi } from "../../store/ui-store.ts";
import { saleWords } from "./sale-words.ts";

/** Alt+1 to Alt+6 lead to the sections; as many lanes as there are digits left have a key. */
const FIRST_LANE_DIGIT = 7;
const LAST_LANE_DIGIT = 9;

/** Over the ticket while sales are set aside: each with its state, and the open one. */
export function HeldSales() {
  const view = useRegister((state) => state.view);
  const settled = useUi((state) => state.settled);
  const withKey = view?.lanes.slice(0, LAST_LANE_DIGIT - FIRST_LANE_DIGIT + 1) ?? [];
  const laneKeys = withKey.map(
    (_, at) => [`Alt+${FIRST_LANE_DIGIT + at}`, () => showLaneAt(at)] as const,
  );
  useKeys(Object.fromEntries(laneKeys));
  const [first] = settled;
  useKeys(first ? { "Alt+K": () => dismissSettled(first.sale.saleId) } : {});
  return (
    <>
      {view && view.lanes.length > 0 && <Lanes lanes={view.lanes} openSale={view.sale} />}
      {settled.map((lane) => (
        <SettledRow key={lane.sale.saleId} lane={lane} />
      ))}
    </>
  );
}

type LanesProps = Readonly<{ lanes: readonly LaneView[]; openSale: SaleView }>;

function Lanes({ lanes, openSale }: LanesProps) {
  const { place, paying } = useUi(
    useShallow((state) => ({ place: state.place, paying: state.paying })),
  );
  const shownId = place === "payment" ? paying?.sale.saleId : openSale.saleId;
  const isOpenShown = !lanes.some(({ sale }) => sale.saleId === shownId);
  return (
    <nav className="lanes" aria-label={saleWords.lanes}>
      {lanes.map((lane, index) => (
        <LaneTab
          key={lane.sale.saleId}
          lane={lane}
          digit={FIRST_LANE_DIGIT + index}
          isShown={lane.sale.saleId === shownId}
        />
      ))}
      <button
        type="button"
        aria-current={isOpenShown ? "true" : undefined}
        aria-keyshortcuts="Alt+1"
        onClick={leavePayment}
      >
        <ShoppingBasket aria-hidden="true" />
        <span>
          <b>{saleWords.openSale}</b>
          {openSale.itemCount === 0 ? saleWords.free : saleWords.items(openSale.itemCount)}
        </span>
        <KeyCap name="Alt 1" />
      </button>
    </nav>
  );
}

type LaneWord = "laneUnknown" | "laneWaiting" | "laneDeclined" | "laneCancelled" | "lanePartPaid";

const states: Readonly<Record<PaymentRegion, Readonly<{ word: LaneWord; icon: LucideIcon }>>> = {
  unknown: { word: "laneUnknown", icon: CircleHelp },
  waiting: { word: "laneWaiting", icon: Hand },
  cancelling: { word: "laneWaiting", icon: Hand },
  declined: { word: "laneDeclined", icon: CircleX },
  cancelled: { word: "laneCancelled", icon: Ban },
  // A sale that is paid whole is no lane any more.
  approved: { word: "lanePartPaid", icon: Check },
};

type TabProps = Readonly<{ lane: LaneView; digit: number; isShown: boolean }>;

function LaneTab({ lane, digit, isShown }: TabProps) {
  const { sale, payment } = lane;
  const region = regionOf(payment);
  const { word, icon: Icon } = states[region];
  const hasKey = digit <= LAST_LANE_DIGIT;
  return (
    <button
      type="button"
      className={region}
      aria-current={isShown ? "true" : undefined}
      aria-keyshortcuts={hasKey ? `Alt+${digit}` : undefined}
      onClick={() => {
        showLane(lane);
      }}
    >
      <Icon aria-hidden="true" />
      <span>
        <b>{saleWords.heldAt(formatTime(payment.startedAtMs))}</b>
        {saleWords[word]}
      </span>
      <span className="end">
        <b className="num">{formatAmount(sale.total)}</b>
        {hasKey && <KeyCap name={`Alt ${digit}`} />}
      </span>
    </button>
  );
}

/** It was paid while somebody else was served: said until it has been seen. */
function SettledRow({ lane }: Readonly<{ lane: LaneView }>) {
  const { sale, payment } = lane;
  return (
    <div className="settled" role="status">
      <Check aria-hidden="true" />
      <p>
        <b>{saleWords.settled(formatAmount(payment.amount))}</b>
        <span className="meta">{saleWords.settledAt(formatTime(payment.startedAtMs))}</span>
      </p>
      <button
        type="button"
        className="button quiet"
        aria-label={saleWords.seen}
        aria-keyshortcuts="Alt+K"
        onClick={() => {
          dismissSettled(sale.saleId);
        }}
      >
        <X aria-hidden="true" />
        <KeyCap name="Alt K" />
      </button>
    </div>
  );
}
