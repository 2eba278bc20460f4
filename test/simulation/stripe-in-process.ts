import { createControl, type Control } from "../../sandbox/stripe/control/control.ts";
import { createVirtualClock as sandboxClock } from "../../sandbox/stripe/clock/virtual-clock.ts";
import { answerApiCall, type ApiRequest } from "../../sandbox/stripe/http/api-call.ts";
import type { Answer } from "../../sandbox/stripe/http/answer.ts";
import { newAccount } from "../../sandbox/stripe/rooms/account.ts";
import { allRoutes } from "../../sandbox/stripe/rooms/rooms.ts";
import { createRouter } from "../../sandbox/stripe/router.ts";
import { emptyState } from "../../sandbox/stripe/state.ts";
import {
  createTerminalSdk,
  type TerminalSdk,
} from "../../sandbox/stripe/terminal-sdk/sdk-sessions.ts";
import type { Dispatcher } from "../../sandbox/stripe/webhooks/dispatcher.ts";
import type { World } from "../../sandbox/stripe/world.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export const stripeKey = "sk_test_simulation0000";

export type InProcessStripe = Readonly<{
  world: World;
  control: Control;
  /** What the simulated SDK of a till's page speaks to. */
  sdk: TerminalSdk;
  call: (request: ApiRequest) => Promise<Answer | "cut">;
  /** What somebody does at a page of Stripe's; its events go out as after a call. */
  act: (work: () => void) => void;
  /** The readers' ids, and the webhook endpoint with its signing secret. */
  readerIds: readonly string[];
  endpoint: Readonly<{ id: string; secret: string }>;
}>;

const find = createRouter(allRoutes);

/** The local Stripe without a socket: its rooms, its books and its readers on the run's own clock. */
export async function openStripeInProcess(
  clock: VirtualClock,
  seed: number,
  onOutgoing: (world: World) => void,
): Promise<InProcessStripe> {
  const state = emptyState(`sim-${seed}`, newAccount("acct_1", { name: "Shop", createdAtMs: 0 }));
  const time = sandboxClock(state, clock.now);
  const world: World = {
    state,
    now: time.now,
    clock: time,
    mode: "test",
    home: { url: "http://sandbox.invalid" },
    hush: { isOn: false },
    outgoing: [],
    connectionTokens: new Map(),
    changed: () => sdk.look(),
    later: (delayMs, work) => {
      clock.after(delayMs, () => {
        work();
        sdk.look();
        onOutgoing(world);
      });
    },
  };
  const sdk = createTerminalSdk(world);
  const dispatcher = dispatcherTo(world, onOutgoing);
  const deps = { world, find, dispatcher, live: null, keys: [], log: () => undefined };
  const call = async (request: ApiRequest) => {
    const answer = await answerApiCall(deps, request);
    onOutgoing(world);
    return answer;
  };
  const act = (work: () => void) => {
    work();
    world.changed();
    onOutgoing(world);
  };
  const control = createControl({ world, dispatcher, trusted: [] });
  return { world, control, sdk, call, act, ...(await furnish(call)) };
}

/** Deliveries are carried by the run's own network, with its own troubles. */
function dispatcherTo(world: World, onOutgoing: (world: World) => void): Dispatcher {
  const sendOutgoing = () => {
    onOutgoing(world);
    return Promise.resolve();
  };
  const nothing = () => Promise.resolve();
  const quiet = { flush: nothing, letGo: nothing, idle: nothing, close: () => undefined };
  return { isByClock: false, sendOutgoing, ...quiet };
}

type Call = InProcessStripe["call"];

async function furnish(call: Call) {
  const address = "address[line1]=1 Quay&address[city]=Dublin&address[postal_code]=D01";
  const shop = `display_name=Shop&${address}&address[country]=IE`;
  const location = await made(call, "/v1/terminal/locations", shop);
  const reader = `registration_code=simulated-wpe&location=${location.id}`;
  const first = await made(call, "/v1/terminal/readers", `${reader}&label=One`);
  const second = await made(call, "/v1/terminal/readers", `${reader}&label=Two`);
  const hook = "url=https://relay.invalid/hook&enabled_events[0]=*";
  const { id, secret = "" } = await made(call, "/v1/webhook_endpoints", hook);
  return { readerIds: [first.id, second.id], endpoint: { id, secret } };
}

async function made(call: Call, path: string, form: string) {
  const headers: Readonly<Record<string, string>> = {
    authorization: `Bearer ${stripeKey}`,
    "stripe-version": "2026-10-28.endive",
  };
  const body = encodeURI(form);
  const answer = await call({ method: "POST", path, query: "", body, header: (n) => headers[n] });
  if (answer === "cut" || answer.status !== 200)
    throw new Error(`${path}: ${JSON.stringify(answer)}`);
  return JSON.parse(answer.body) as { id: string; secret?: string };
}
