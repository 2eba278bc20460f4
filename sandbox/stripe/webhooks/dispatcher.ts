import type { CliLine } from "../cli/cli-line.ts";
import { schedule } from "../clock/agenda.ts";
import { inMode } from "../mode.ts";
import { findOnShelf, openRows, takeDown } from "../shelf/shelf.ts";
import type { World } from "../world.ts";
import { addresseeOf, payloadFor } from "./addressee.ts";
import type { Attempt, Delivery } from "./delivery.ts";
import { isSuccess } from "./delivery.ts";
import { failureOf, heldBack, planDelivery } from "./plan-delivery.ts";
import { postEvent } from "./post-event.ts";
import { livingSecrets } from "./secrets.ts";
import { signatureHeader } from "./sign.ts";

export type DispatcherOptions = {
  /** Waits between attempts: Stripe's hours, compressed. One attempt more than there are waits. */
  readonly retryDelaysMs: readonly number[];
  /** The waits are on the sandbox's clock: a retry is due when that has come so far. */
  readonly isByClock: boolean;
  readonly timeoutMs: number;
  readonly postToCli: CliLine["post"];
  /** PEM certificates trusted for https endpoints beside the usual ones; may grow. */
  readonly trusted: string[];
};

/** Sends deliveries: retries, stops for disabled endpoints, waits while paused. */
export type Dispatcher = {
  /** Retries, and what a fault keeps waiting, are due on the sandbox's clock. */
  readonly isByClock: boolean;
  /** Sends what a fault kept back, which is no more: the last one first. */
  readonly letGo: () => Promise<void>;
  /** Hands over what the last change caused. Resolves when each had its first attempt. */
  readonly sendOutgoing: () => Promise<void>;
  /** Everything that is still pending is tried now: after a pause, or instead of waiting. */
  readonly flush: () => Promise<void>;
  /** Resolves when nothing is being sent and no retry is planned. */
  readonly idle: () => Promise<void>;
  readonly close: () => void;
};

type Sender = {
  readonly world: World;
  readonly options: DispatcherOptions;
  readonly timers: Map<string, NodeJS.Timeout>;
  /** Attempts under way, by delivery; a repeated one has several. */
  readonly underWay: string[];
  readonly idleWaiters: (() => void)[];
  /** Handovers that have not come to their end. */
  handovers: number;
  isClosed: boolean;
};

export function createDispatcher(world: World, options: DispatcherOptions): Dispatcher {
  const sender: Sender = {
    world,
    options,
    timers: new Map(),
    underWay: [],
    idleWaiters: [],
    handovers: 0,
    isClosed: false,
  };
  return {
    isByClock: options.isByClock,
    letGo: () => handOver(sender, () => inOrder(sender, heldBack(world))),
    sendOutgoing: () => sendOutgoing(sender),
    flush: () => flush(sender),
    idle: () => idle(sender),
    close: () => {
      sender.isClosed = true;
      clearTimers(sender);
      tellIdle(sender);
    },
  };
}

async function sendOutgoing(sender: Sender): Promise<void> {
  const { outgoing, state } = sender.world;
  const fresh = outgoing.splice(0).flatMap((id) => takeDown(state.deliveries, id) ?? []);
  await handOver(sender, () => Promise.all(fresh.map((delivery) => sendFirst(sender, delivery))));
}

/** Until it is through, the sender is not idle. */
async function handOver(sender: Sender, work: () => Promise<unknown>): Promise<void> {
  sender.handovers += 1;
  await work();
  sender.handovers -= 1;
  tellIdle(sender);
}

async function sendFirst(sender: Sender, delivery: Delivery): Promise<void> {
  const isPutOff = (delivery.nextAtMs ?? 0) > delivery.madeAtMs;
  if (delivery.attempts.length > 0 || isPutOff) {
    if (delivery.state === "pending") await attempt(sender, delivery);
    return;
  }
  const plan = planDelivery(sender.world, delivery);
  switch (plan.do) {
    case "drop":
      finish(sender, delivery, "dropped");
      return;
    case "wait":
      later(sender, delivery, plan.delayMs);
      return;
    case "hold":
      return;
    case "reverse":
      await inOrder(sender, plan.deliveries);
      return;
    case "send": {
      const attempts = Array.from({ length: 1 + plan.copies }, () => attempt(sender, delivery));
      await Promise.all(attempts);
    }
  }
}

function attemptAfter(sender: Sender, delivery: Delivery, delayMs: number): void {
  if (sender.isClosed || sender.timers.has(delivery.id)) return;
  delivery.nextAtMs = sender.world.now() + delayMs;
  const timer = setTimeout(() => {
    sender.timers.delete(delivery.id);
    if (delivery.state === "pending") void attempt(sender, delivery);
    else tellIdle(sender);
  }, delayMs);
  sender.timers.set(delivery.id, timer);
}

async function attempt(sender: Sender, delivery: Delivery): Promise<void> {
  const { mode, now, state } = sender.world;
  if (sender.isClosed || state.areDeliveriesPaused || isForgotten(sender, delivery)) {
    tellIdle(sender);
    return;
  }
  const endpoint = addresseeOf(sender.world, delivery.endpointId);
  const event = findOnShelf(state.events, delivery.eventId);
  if (endpoint?.status !== "enabled" || event === undefined) {
    finish(sender, delivery, "stopped");
    return;
  }
  const atMs = now();
  const failure = failureOf(sender.world, delivery);
  if (failure !== undefined) {
    record(sender, delivery, { atMs, ...failure });
    return;
  }
  const body = inMode(mode, payloadFor(event, endpoint));
  const secrets = livingSecrets(sender.world, delivery.endpointId);
  const signature = signatureHeader(secrets, Math.floor(atMs / 1000), body);
  const { postToCli, trusted, timeoutMs } = sender.options;
  const { endpointId: sessionId, eventId } = delivery;
  sender.underWay.push(delivery.id);
  const reply = await (endpoint.url === null
    ? postToCli({ sessionId, eventId, body, signature, timeoutMs })
    : postEvent({ url: endpoint.url, body, signature, trusted, timeoutMs }));
  sender.underWay.splice(sender.underWay.indexOf(delivery.id), 1);
  record(sender, delivery, { atMs, ...reply });
}

function record(sender: Sender, delivery: Delivery, made: Attempt): void {
  delivery.attempts.push(made);
  if (delivery.state === "delivered" || isForgotten(sender, delivery)) {
    tellIdle(sender);
    return;
  }
  if (isSuccess(made)) {
    const event = takeDown(sender.world.state.events, delivery.eventId);
    if (event !== undefined) event.pending_webhooks -= 1;
    finish(sender, delivery, "delivered");
    return;
  }
  const delayMs = sender.options.retryDelaysMs[delivery.attempts.length - 1];
  if (delayMs === undefined) finish(sender, delivery, "failed");
  else later(sender, delivery, delayMs);
}

function later(sender: Sender, delivery: Delivery, delayMs: number): void {
  if (sender.options.isByClock) attemptByClock(sender, delivery, delayMs);
  else attemptAfter(sender, delivery, delayMs);
}

/** One after the other: each has its answer before the next is sent. */
async function inOrder(sender: Sender, deliveries: readonly Delivery[]): Promise<void> {
  for (const delivery of deliveries) await attempt(sender, delivery);
}

/** The state was put back or replaced while it was on its way. */
function isForgotten({ world }: Sender, delivery: Delivery): boolean {
  return findOnShelf(world.state.deliveries, delivery.id) !== delivery;
}

/** The agenda brings it back, be it tomorrow or as soon as somebody sets the clock forward. */
function attemptByClock({ world }: Sender, delivery: Delivery, delayMs: number): void {
  delivery.nextAtMs = world.now() + delayMs;
  schedule(world, { atMs: delivery.nextAtMs, what: "webhook-retry", id: delivery.id });
  world.changed();
}

function finish(sender: Sender, delivery: Delivery, how: Delivery["state"]): void {
  delivery.state = how;
  delivery.nextAtMs = null;
  sender.world.changed();
  tellIdle(sender);
}

async function flush(sender: Sender): Promise<void> {
  const { outgoing, state } = sender.world;
  clearTimers(sender);
  outgoing.splice(0);
  const pending = openRows(state.deliveries).filter(
    (each) => each.state === "pending" && !sender.underWay.includes(each.id),
  );
  await Promise.all(pending.map((delivery) => attempt(sender, delivery)));
}

function isIdle({ underWay, timers, handovers, world }: Sender): boolean {
  return underWay.length + timers.size + handovers + world.outgoing.length === 0;
}

function idle(sender: Sender): Promise<void> {
  if (isIdle(sender)) return Promise.resolve();
  return new Promise((resolve) => sender.idleWaiters.push(resolve));
}

function tellIdle(sender: Sender): void {
  if (isIdle(sender)) sender.idleWaiters.splice(0).forEach((tell) => tell());
}

function clearTimers({ timers }: Sender): void {
  timers.forEach((timer) => clearTimeout(timer));
  timers.clear();
}
