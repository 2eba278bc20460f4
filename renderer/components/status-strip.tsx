import {
  Inbox,
  Monitor,
  Network,
  Nfc,
  Server,
  ServerOff,
  TriangleAlert,
  Unplug,
  Upload,
  type LucideIcon,
} from "lucide-react";
import type { RegisterView } from "../../contract/views.ts";
import {
  drawerPart,
  networkPart,
  readerPart,
  relayPart,
  unsentPart,
  untoldPart,
} from "../format/status-words.ts";
import { useLastGood, wellParts } from "../store/last-good-store.ts";
import { useNetwork } from "../store/network-store.ts";
import { useRegister } from "../store/register-store.ts";
import { useNow } from "../store/use-now.ts";
import { StatusButton } from "./status-button.tsx";
import { statusWords } from "./status-words.ts";

/** Always in this order, and true: a healthy part is neutral, not green. */
export function StatusStrip() {
  const view = useRegister((state) => state.view);
  return (
    <div className="strip">
      {view && <Parts view={view} />}
      <TillPart />
    </div>
  );
}

/** The strip speaks of minutes; drawn more often it would only cost what a key press needs. */
const STRIP_TICK_MS = 1_000;

type PartsProps = Readonly<{ view: Pick<RegisterView, "status" | "day"> }>;

/** A printer has no part yet: the till prints nothing. */
function Parts({ view: { status, day } }: PartsProps) {
  const now = useNow(STRIP_TICK_MS);
  const connection = useRegister((state) => state.connection);
  const isOnline = useNetwork((state) => state.isOnline);
  const noted = useLastGood();
  const isTold = connection === "connected";
  const well = wellParts({ connection, view: { status, day } }, isOnline);
  const lastGood = (part: keyof typeof well) => (well[part] ? now : noted[part]);
  const relay = isTold ? relayPart(status, now) : untoldPart("relay");
  const reader = isTold ? readerPart(status) : untoldPart("reader");
  const network = { part: networkPart(isOnline), icon: isOnline ? Network : Unplug };
  return (
    <nav aria-label={statusWords.strip}>
      <StatusButton {...network} lastGoodMs={lastGood("network")} />
      <StatusButton
        part={relay}
        icon={relay.isWarning ? ServerOff : Server}
        lastGoodMs={status.relay.lastGoodMs}
      />
      <StatusButton part={reader} icon={Nfc} lastGoodMs={lastGood("reader")} />
      <StatusButton part={drawerPart(day)} icon={Inbox} lastGoodMs={lastGood("drawer")} />
      <StatusButton part={unsentPart(status)} icon={Upload} lastGoodMs={lastGood("unsent")} />
    </nav>
  );
}

/** Whether the register on this machine answers this window. */
function TillPart() {
  const isConnected = useRegister((state) => state.connection === "connected");
  const Icon: LucideIcon = isConnected ? Monitor : TriangleAlert;
  return (
    <span
      className={isConnected ? "till-part" : "till-part chip warn"}
      role="status"
      aria-label={statusWords.till}
    >
      <Icon className="small" aria-hidden="true" />
      <span className="word">
        {isConnected ? statusWords.tillReady : statusWords.tillRestarting}
      </span>
    </span>
  );
}
