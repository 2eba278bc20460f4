import type { ConnectionView } from "../../contract/relay-protocol.ts";
import type { StatusView } from "../../contract/payment-views.ts";
import type { ReaderChoice } from "../ports.ts";

/** The line to the relay as the till sees it. `lastGoodMs`: when the relay was last heard. */
export type Connection = Readonly<{
  state: "offline" | "connecting" | "online";
  lastGoodMs: number | null;
  connections: readonly ConnectionView[];
}>;

export type ConnectionFact =
  | Readonly<{ kind: "opened" }>
  | Readonly<{ kind: "welcomed"; atMs: number; connections: readonly ConnectionView[] }>
  | Readonly<{ kind: "heard"; atMs: number }>
  | Readonly<{ kind: "closed" }>;

export const offline: Connection = { state: "offline", lastGoodMs: null, connections: [] };

/** Only a welcome makes the line usable: an open socket proves nothing yet. */
export function nextConnection(connection: Connection, fact: ConnectionFact): Connection {
  switch (fact.kind) {
    case "opened":
      return { ...connection, state: "connecting" };
    case "welcomed": {
      const { atMs: lastGoodMs, connections } = fact;
      return { state: "online", lastGoodMs, connections };
    }
    case "heard":
      return { ...connection, lastGoodMs: fact.atMs };
    case "closed":
      return { ...connection, state: "offline" };
  }
}

/** The register's reader among those the relay knows: the one it was set to, else the first. */
export function chooseReader(
  { connections }: Connection,
  wanted: Readonly<{ connection: string; readerId: string | null }>,
): ReaderChoice | null {
  const connection = connections.find(({ name }) => name === wanted.connection);
  const readers = connection?.readers ?? [];
  const reader = readers.find(({ readerId }) => readerId === wanted.readerId) ?? readers[0];
  if (connection === undefined || reader === undefined) return null;
  return { connection: connection.name, readerId: reader.readerId, label: reader.label };
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
