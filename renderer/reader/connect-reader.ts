import type { Terminal } from "@stripe/terminal-js";
import type { FoundReader, ReaderProblem } from "../../contract/reader-window.ts";
import { fetchToken } from "./fetch-token.ts";
import { callSdk, isError, report, type Connect, type Reader } from "./reader-parts.ts";
import { problemOf } from "./sdk-errors.ts";

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;
/** Stripe's program comes over the internet, which may keep it waiting without a word. */
const LOAD_WITHIN_MS = 20_000;
const DISCOVER_WITHIN_MS = 15_000;
/** A reader that wakes up takes a while. */
const CONNECT_WITHIN_MS = 30_000;

/**
 * Brings the page to its target, and tries again for as long as it is the target. A later turn ends
 * an earlier one: two of them would push each other off the reader.
 */
export async function keepConnected(reader: Reader): Promise<void> {
  const { state } = reader;
  const round = (state.round += 1);
  const isOver = () => round !== state.round;
  const { target } = state;
  if (target === null) return;
  const terminal = await terminalFor(reader, target);
  if (isOver() || terminal === null) return;
  const problem = await tryConnect(reader, terminal, target);
  // Told to let go while the reader was on its way to us: it must not stay with us unseen.
  if (problem === null && state.target === null) await disconnect(reader, terminal);
  if (isOver()) return;
  if (problem === null) {
    state.retries = 0;
    report(reader, { state: "connected", readerId: target.readerId, problem: null });
    return;
  }
  report(reader, { state: "not-connected", readerId: null, problem });
  retrySoon(reader);
}

function retrySoon(reader: Reader): void {
  const { state, after } = reader;
  const round = state.round;
  const delayMs = Math.min(FIRST_RETRY_MS * 2 ** state.retries, LONGEST_RETRY_MS);
  state.retries += 1;
  after(delayMs, () => {
    if (round === state.round) void keepConnected(reader);
  });
}

/** Null where it cannot be had: then the page loads itself again. */
async function terminalFor(reader: Reader, target: Connect): Promise<Terminal | null> {
  const { state } = reader;
  if (state.terminal !== null) {
    if (state.loadedFor === target.simulatorUrl) return state.terminal;
    // Another world's SDK takes this one's place in a new page only.
    reader.reload();
    return null;
  }
  report(reader, { state: "loading", readerId: null, problem: null });
  const { simulatorUrl } = target;
  const loading = reader.loadSdk(simulatorUrl).then((sdk) => {
    state.terminal ??= createTerminal(reader, sdk);
    state.loadedFor = simulatorUrl;
    return state.terminal;
  });
  const loaded = await callSdk(reader, LOAD_WITHIN_MS, () => loading);
  if (!isError(loaded)) return loaded;
  // No internet, a blocked script, or one that never comes: the page says so, and is loaded again.
  report(reader, { state: "load-failed", readerId: null, problem: "load-failed" });
  reader.reload();
  // Where it comes before that after all, the page stays, and goes on with it.
  loading.then(
    () => keepConnected(reader),
    () => undefined,
  );
  return null;
}

type Sdk = Awaited<ReturnType<Reader["loadSdk"]>>;

function createTerminal(reader: Reader, sdk: Sdk): Terminal {
  return sdk.create({
    onFetchConnectionToken: () => fetchToken(reader),
    onUnexpectedReaderDisconnect: () => {
      report(reader, { state: "not-connected", readerId: null, problem: "network" });
      // It never comes back by itself; nightly, every reader restarts.
      reader.state.round += 1;
      retrySoon(reader);
    },
    onPaymentStatusChange: ({ status }) => {
      const { attempt } = reader.state;
      const isWaiting = (status as string) === "waiting_for_input";
      if (!isWaiting || attempt?.step !== "collecting" || attempt.isOnReader) return;
      attempt.isOnReader = true;
      const { paymentId, tryNumber } = attempt;
      reader.door.send({ type: "payment-step", paymentId, tryNumber, step: "on-reader" });
    },
  });
}

/** Null when connected. The reader is looked up anew each time: its address may be another. */
async function tryConnect(
  reader: Reader,
  terminal: Terminal,
  target: Connect,
): Promise<ReaderProblem | null> {
  const { readerId, state } = reader.state.connection;
  const isConnected = (terminal.getConnectionStatus() as string) === "connected";
  if (isConnected && state === "connected" && readerId === target.readerId) return null;
  report(reader, { state: "connecting", readerId: null, problem: null });
  if (isConnected) await disconnect(reader, terminal);
  const found = await discover(reader, terminal, target.locationId);
  if (isError(found)) return problemOf(found.error);
  const wanted = found.discoveredReaders.find(({ id }) => id === target.readerId);
  if (wanted === undefined) return "no-reader";
  const connected = await callSdk(reader, CONNECT_WITHIN_MS, () =>
    terminal.connectReader(wanted, { fail_if_in_use: true }),
  );
  return isError(connected) ? problemOf(connected.error) : null;
}

async function disconnect(reader: Reader, terminal: Terminal): Promise<void> {
  await callSdk(reader, CONNECT_WITHIN_MS, () => terminal.disconnectReader());
}

async function discover(reader: Reader, terminal: Terminal, location: string) {
  const found = await callSdk(reader, DISCOVER_WITHIN_MS, () =>
    terminal.discoverReaders({ location }),
  );
  if (isError(found)) {
    const problem = problemOf(found.error);
    reader.door.send({ type: "readers-found", readers: [], problem });
  } else {
    const readers = found.discoveredReaders.map(foundReader);
    reader.door.send({ type: "readers-found", readers, problem: null });
  }
  return found;
}

type Discovered = Extract<
  Awaited<ReturnType<Terminal["discoverReaders"]>>,
  { discoveredReaders: unknown }
>["discoveredReaders"][number];

function foundReader({ id, label, device_type: deviceType, status }: Discovered): FoundReader {
  const known = (["online", "offline"] as const).find((each) => each === status);
  return { readerId: id, label, deviceType, status: known ?? "unknown" };
}

/** Only looks; what is connected stays so. */
export async function lookForReaders(reader: Reader): Promise<void> {
  const { terminal, target } = reader.state;
  if (terminal === null || target === null) return;
  await discover(reader, terminal, target.locationId);
}

/** Lets the reader go, for another till or another way. */
export async function letReaderGo(reader: Reader): Promise<void> {
  const { state } = reader;
  state.target = null;
  state.round += 1;
  state.retries = 0;
  if (state.terminal !== null) await disconnect(reader, state.terminal);
  if (state.connection.state === "load-failed") return;
  report(reader, { state: "not-connected", readerId: null, problem: null });
}
