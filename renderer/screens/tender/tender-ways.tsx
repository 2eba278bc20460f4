import {
  Banknote,
  CreditCard,
  Gift,
  QrCode,
  Split,
  Ticket,
  TriangleAlert,
  type LucideIcon,
} from "lucide-react";
import { money } from "../../../contract/money.ts";
import type { RegisterView, ShopView } from "../../../contract/views.ts";
import { useChargePress } from "../../components/charge-press.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { cardWay } from "../../format/status-words.ts";
import { tenderKeys } from "../../keys/tender-keys.ts";
import { useShortcut } from "../../keys/use-shortcut.ts";
import { useTender } from "../../store/tender-store.ts";
import { creditWords } from "../credit/credit-words.ts";
import { tenderWords } from "./tender-words.ts";

type Props = Readonly<{
  view: RegisterView;
  card: () => void;
  link: () => void;
  cash: () => void;
  credit: () => void;
  named: (name: string) => void;
  split: () => void;
}>;

/** How to pay, and by how many; the panel beside it is what the marked way needs. */
export function TenderWays({ view, card, link, cash, credit, named, split }: Props) {
  const tender = useTender();
  const { word, isWarning } = cardWay(view.status);
  const isOnline = view.status.relay.state === "online";
  const isPart = tender.split !== null;
  return (
    <nav className={roomFor(view.shop)} aria-label={tenderWords.ways}>
      <Way
        name={tenderWords.card}
        {...{ icon: CreditCard, keyName: "F10", isTrouble: isWarning, isCharge: true }}
        onPress={card}
        note={word}
      />
      <Way
        name={tenderWords.link}
        {...{ icon: QrCode, keyName: "F6", isDisabled: isPart, onPress: link }}
        note={isPart ? tenderWords.onlyAll : tenderWords.ownPhone}
      />
      <Way
        name={tenderWords.cash}
        {...{ icon: Banknote, keyName: "F9", isShown: tender.panel === "cash", onPress: cash }}
        note={roundingWords(view.shop)}
      />
      <Way
        name={tenderWords.credit}
        {...{ icon: Gift, keyName: "G", isShown: tender.panel === "credit", onPress: credit }}
        isTrouble={!isOnline}
        note={isOnline ? tenderWords.creditHow : creditWords.offline}
      />
      <NamedWays shop={view.shop} named={named} />
      <Way
        name={tenderWords.split}
        {...{ icon: Split, keyName: "S", isShown: tender.panel === "split", onPress: split }}
        note={tenderWords.splitHow}
      />
    </nav>
  );
}

/** More ways stand closer; beyond a few, what is said beside each gives way. */
function roomFor({ otherTenders = [] }: ShopView): string {
  if (otherTenders.length === 0) return "tender-ways";
  return otherTenders.length > 3 ? "tender-ways many packed" : "tender-ways many";
}

/** What the shop takes beside, by the names that it gave. */
function NamedWays({ shop, named }: Readonly<{ shop: ShopView }> & Pick<Props, "named">) {
  const tender = useTender();
  const { otherTenders = [] } = shop;
  const keys = tenderKeys(otherTenders);
  return otherTenders.map((name, at) => (
    <Way
      key={name}
      {...{ name, icon: Ticket, keyName: keys[at] ?? "", note: tenderWords.noChange }}
      isShown={tender.panel === "named" && tender.named === name}
      onPress={() => named(name)}
    />
  ));
}

type WayProps = Readonly<{
  name: string;
  note: string;
  icon: LucideIcon;
  keyName: string;
  /** Undefined for a way that has no panel beside it. */
  isShown?: boolean;
  isTrouble?: boolean;
  isDisabled?: boolean;
  /** It puts the amount on a reader, which this screen may want to be held for. */
  isCharge?: boolean;
  onPress: () => void;
}>;

function Way(props: WayProps) {
  const { note, icon: Icon, keyName, isShown, isTrouble, isDisabled = false } = props;
  const { name, className, handlers } = useChargePress(
    props.name,
    props.onPress,
    props.isCharge ?? false,
  );
  return (
    <button
      type="button"
      className={`button${className}`}
      aria-pressed={isShown}
      aria-keyshortcuts={useShortcut(keyName)}
      disabled={isDisabled}
      {...handlers}
    >
      <Icon aria-hidden="true" />
      <b>{name}</b>
      <span className={isTrouble ? "meta trouble" : "meta"}>
        {isTrouble && <TriangleAlert className="small" aria-hidden="true" />}
        {note}
      </span>
      <KeyCap name={keyName} />
    </button>
  );
}

function roundingWords({ cashStepMinor, currency }: ShopView): string {
  return cashStepMinor > 1
    ? tenderWords.roundsTo(formatAmount(money(cashStepMinor, currency)))
    : tenderWords.toTheCent;
}
