import type { ConnectionView } from "../../contract/relay-protocol.ts";
import type { StatusView } from "../../contract/payment-views.ts";
import type { ReaderChoice } from "../ports.ts";

/** The line to the relay as the till sees it. `lastGoodMs`: when the relay was last heard. */
export type Connection = Readonly<{
  state: "offline" | "connecting" | "online";
  lastGoodMs: number | null;
  /** The relay's clock less ours, as of the last welcome. */
  aheadMs: number;
  connections: readonly ConnectionView[];
}>;

export type ConnectionFact =
  | Readonly<{ kind: "opened" }>
  | Readonly<{
      kind: "welcomed";
      atMs: number;
      relayTimeMs: number;
      connections: readonly ConnectionView[];
    }>
  | Readonly<{ kind: "heard"; atMs: number }>
  | Readonly<{ kind: "closed" }>;

export const offline: Connection = {
  state: "offline",
  lastGoodMs: null,
  aheadMs: 0,
  connections: [],
};

/** Only a welcome makes the line usable: an open socket proves nothing yet. */
export function nextConnection(connection: Connection, fact: ConnectionFact): Connection {
  switch (fact.kind) {
    case "opened":
      return { ...connection, state: "connecting" };
    case "welcomed": {
      const { atMs: lastGoodMs, relayTimeMs, connections } = fact;
      return { state: "online", lastGoodMs, aheadMs: relayTimeMs - lastGoodMs, connections };
    }
    case "heard":
      return { ...connection, lastGoodMs: fact.atMs };
    case "closed":
      return { ...connection, state: "offline" };
  }
}

/**
 * The reader that this register was set to, and no other: an amount on another counter's reader is
 * another customer's. Its name may be missing while Stripe cannot be listed; the relay checks the
 * id. Only a register that was set to none takes the connection's first.
 */
export function chooseReader(
  { connections }: Connection,
  wanted: Readonly<{ connection: string; readerId: string | null }>,
): ReaderChoice | null {
  const connection = connections.find(({ name }) => name === wanted.connection);
  if (connection === undefined) return null;
  const { name, readers } = connection;
  const readerId = wanted.readerId ?? readers[0]?.readerId;
  if (readerId === undefined) return null;
  const label = readers.find((reader) => reader.readerId === readerId)?.label ?? readerId;
  const isGone = readers.length > 0 && label === readerId;
  return isGone ? null : { connection: name, readerId, label };
}

/** What the strip says of the reader. Its status at Stripe may lie, so it never blocks a charge. */
export function readerStatus(
  connection: Connection,
  choice: ReaderChoice | null,
  isInUse: boolean,
): StatusView["reader"] {
  const at = connection.connections.find(({ name }) => name === choice?.connection);
  const reader = at?.readers.find(({ readerId }) => readerId === choice?.readerId);
  if (reader === undefined) return { state: "none", label: "", simulatorUrl: null };
  const { label } = reader;
  const simulatorUrl = at?.simulatorUrl ?? null;
  if (connection.state !== "online") return { state: "unknown", label, simulatorUrl };
  if (isInUse) return { state: "in-use", label, simulatorUrl };
  return { state: reader.status === "offline" ? "offline" : "ready", label, simulatorUrl };
}
