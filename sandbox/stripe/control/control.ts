import type { Fault } from "../faults.ts";
import { NewFault } from "../faults.ts";
import { newId } from "../world.ts";
import type { Books } from "./books.ts";
import { booksOf } from "./books.ts";
import type { ClockControl } from "./clock-control.ts";
import { clockControl } from "./clock-control.ts";
import type { ControlDeps } from "./control-deps.ts";
import type { MoneyControl } from "./money-control.ts";
import { moneyControl } from "./money-control.ts";
import type { StateControl } from "./state-control.ts";
import { stateControl } from "./state-control.ts";
import type { ReaderControl } from "./reader-control.ts";
import { readerControl } from "./reader-control.ts";
import type { WebhookControl } from "./webhook-control.ts";
import { webhookControl } from "./webhook-control.ts";

/** The hands behind the curtain: what the control API, the reader page and tests may do. */
export type Control = ReaderControl &
  WebhookControl &
  ClockControl &
  MoneyControl &
  StateControl & {
    readonly books: () => Books;
    readonly faults: () => Fault[];
    readonly addFault: (fault: NewFault) => Fault;
    /** Without a tag or id, all of them. */
    readonly clearFaults: (tagOrId?: string) => void;
    readonly pauseDeliveries: () => void;
    readonly resumeDeliveries: () => Promise<void>;
    readonly flushDeliveries: () => Promise<void>;
    /** Trusts a PEM certificate at https webhook endpoints from now on. */
    readonly trust: (pem: string) => void;
  };

export function createControl(deps: ControlDeps): Control {
  const { world, dispatcher, trusted } = deps;
  const { state } = world;
  return {
    ...readerControl(deps),
    ...webhookControl(deps),
    ...clockControl(deps),
    ...moneyControl(deps),
    ...stateControl(deps),
    books: () => booksOf(world),
    faults: () => structuredClone(state.faults),
    addFault: (fault) => {
      const added = { ...NewFault.parse(fault), id: newId(world, "fault_", 10) };
      state.faults.push(added);
      world.changed();
      return structuredClone(added);
    },
    clearFaults: (name) => {
      state.faults = state.faults.filter(
        (fault) => name !== undefined && fault.tag !== name && fault.id !== name,
      );
      world.changed();
      if (!state.faults.some((fault) => fault.do === "reverse-webhooks")) void dispatcher.letGo();
    },
    pauseDeliveries: () => {
      state.areDeliveriesPaused = true;
      world.changed();
    },
    resumeDeliveries: () => {
      state.areDeliveriesPaused = false;
      world.changed();
      return dispatcher.flush();
    },
    flushDeliveries: () => dispatcher.flush(),
    trust: (pem) => {
      trusted.push(pem);
    },
  };
}
