import {
  Monitor,
  Nfc,
  Server,
  ServerOff,
  TriangleAlert,
  Upload,
  type LucideIcon,
} from "lucide-react";
import type { StatusView } from "../../contract/payment-views.ts";
import { readerPart, relayPart, unsentPart } from "../format/status-words.ts";
import { useRegister } from "../store/register-store.ts";
import { useNow } from "../store/use-now.ts";
import { StatusButton } from "./status-button.tsx";
import { statusWords } from "./status-words.ts";

/** Always in this order, and true: a healthy part is neutral, not green. */
export function StatusStrip() {
  const status = useRegister((state) => state.view?.status);
  return (
    <div className="strip">
      {status && <Parts status={status} />}
      <TillPart />
    </div>
  );
}

/** The strip speaks of minutes; drawn more often it would only cost what a key press needs. */
const STRIP_TICK_MS = 1_000;

function Parts({ status }: Readonly<{ status: StatusView }>) {
  const now = useNow(STRIP_TICK_MS);
  const relay = relayPart(status, now);
  const { lastGoodMs } = status.relay;
  return (
    <nav aria-label={statusWords.strip}>
      <StatusButton
        part={relay}
        icon={relay.isWarning ? ServerOff : Server}
        lastGoodMs={lastGoodMs}
      />
      <StatusButton part={readerPart(status)} icon={Nfc} lastGoodMs={null} />
      <StatusButton part={unsentPart(status)} icon={Upload} lastGoodMs={null} />
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
      {isConnected ? statusWords.tillReady : statusWords.tillRestarting}
    </span>
  );
}
