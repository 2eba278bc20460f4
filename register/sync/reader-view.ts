import type { StatusView } from "../../contract/payment-views.ts";
import type {
  ListedReader,
  PickableReader,
  ReadersView,
  ReaderTrouble,
  ReaderView,
  Way,
} from "../../contract/reader-views.ts";
import type { WindowView } from "../payments/reader-window.ts";
import type { ReaderChoice } from "../ports.ts";
import type { Connection } from "./connection-state.ts";

/** All that is known of this register's reader at a moment. */
export type ReaderFacts = Readonly<{
  way: Way;
  connection: Connection;
  choice: ReaderChoice | null;
  window: WindowView;
  /** This register holds the chosen reader. */
  isHeld: boolean;
  /** The register that has it instead. */
  heldBy: string | null;
  isPaying: boolean;
  /** Null while nobody asked for a list. */
  listed: readonly ListedReader[] | null;
  isLooking: boolean;
}>;

/** What the strip says of the reader. Its status at Stripe may lie, so it never blocks a charge. */
export function readerStatus(facts: ReaderFacts): StatusView["reader"] {
  const { way, connection, choice } = facts;
  const at = connection.connections.find(({ name }) => name === choice?.connection);
  const reader = at?.readers.find(({ readerId }) => readerId === choice?.readerId);
  const trouble = way === "direct" ? troubleOf(facts) : null;
  if (reader === undefined) {
    return { state: "none", label: "", simulatorUrl: null, way, trouble: null };
  }
  const { label } = reader;
  const simulatorUrl = at?.simulatorUrl ?? null;
  return { state: stateOf(facts, reader), label, simulatorUrl, way, trouble };
}

function stateOf(facts: ReaderFacts, reader: ReaderView): StatusView["reader"]["state"] {
  if (facts.connection.state !== "online") return "unknown";
  if (facts.isPaying) return "in-use";
  if (facts.way === "relay") return reader.status === "offline" ? "offline" : "ready";
  if (isConnected(facts)) return "ready";
  return isConnecting(facts) ? "connecting" : "not-connected";
}

export function isConnected({ window, choice, isHeld }: ReaderFacts): boolean {
  const { state, readerId } = window.connection;
  return isHeld && state === "connected" && readerId === choice?.readerId;
}

function isConnecting({ window, heldBy }: ReaderFacts): boolean {
  const { state } = window.connection;
  return heldBy === null && (state === "connecting" || state === "loading");
}

function troubleOf(facts: ReaderFacts): ReaderTrouble | null {
  if (isConnected(facts)) return null;
  if (facts.connection.state !== "online") return "cards-offline";
  if (facts.heldBy !== null) return "lease-held";
  return facts.window.isOpen ? facts.window.connection.problem : "no-window";
}

export function readersView(facts: ReaderFacts): ReadersView {
  const { way, choice, heldBy, isLooking } = facts;
  return {
    way,
    chosenId: choice?.readerId ?? null,
    // By name: the order, and with it a digit's meaning, stays while others come and go.
    readers: readersOf(facts)
      .toSorted((one, other) => one.label.localeCompare(other.label))
      .map((reader) => pickable(facts, reader)),
    isLooking,
    isConnecting: way === "direct" && !isConnected(facts) && isConnecting(facts),
    trouble: way === "direct" ? troubleOf(facts) : null,
    heldBy,
  };
}

function readersOf({ listed, connection, choice }: ReaderFacts): readonly ListedReader[] {
  if (listed !== null) return listed;
  const at = connection.connections.find(({ name }) => name === choice?.connection);
  return (at?.readers ?? []).map((reader) => ({ ...reader, heldBy: null }));
}

function pickable(facts: ReaderFacts, reader: ListedReader): PickableReader {
  const { readerId, label, deviceType, status, heldBy } = reader;
  const { found } = facts.window;
  return {
    readerId,
    label,
    deviceType,
    status,
    heldBy,
    isFound: found === null ? null : found.some((each) => each.readerId === readerId),
    isConnected:
      facts.way === "direct" && facts.choice?.readerId === readerId && isConnected(facts),
  };
}
