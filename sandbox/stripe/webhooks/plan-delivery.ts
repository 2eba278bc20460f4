import { isMatch, takeFault } from "../faults.ts";
import { openRows } from "../shelf/shelf.ts";
import type { World } from "../world.ts";
import type { Attempt, Delivery } from "./delivery.ts";

export type Plan =
  | { do: "send"; copies: number }
  | { do: "drop" }
  | { do: "wait"; delayMs: number }
  | { do: "hold" }
  | { do: "reverse"; deliveries: Delivery[] };

const kinds = ["drop-webhook", "repeat-webhook", "delay-webhook", "reverse-webhooks"] as const;

type On = Readonly<{ event: string; endpoint?: string | undefined }>;

function isMeant({ event, endpoint }: On, delivery: Delivery): boolean {
  if (!isMatch(event, delivery.eventType)) return false;
  return endpoint === undefined || endpoint === delivery.endpointId;
}

/** What a failing endpoint makes of an attempt; undefined where it is really made. */
export function failureOf(world: World, delivery: Delivery): Omit<Attempt, "atMs"> | undefined {
  const { faults } = world.state;
  const fault = takeFault(faults, ["fail-webhook"], ({ on }) => isMeant(on, delivery));
  if (fault === undefined) return undefined;
  return { status: fault.status, trouble: fault.status === null ? "timed out" : null };
}

/** What a fault makes of a delivery's first attempt; without one it is sent once. */
export function planDelivery(world: World, delivery: Delivery): Plan {
  const fault = takeFault(world.state.faults, kinds, ({ on }) => isMeant(on, delivery));
  if (fault === undefined) return { do: "send", copies: 0 };
  switch (fault.do) {
    case "drop-webhook":
      return { do: "drop" };
    case "repeat-webhook":
      return { do: "send", copies: fault.copies };
    case "delay-webhook":
      return { do: "wait", delayMs: fault.delayMs };
    case "reverse-webhooks":
      return holdBack(world, delivery, fault.times === 1);
  }
}

/** The last one that the fault takes lets all of them go, in reverse. */
function holdBack(world: World, delivery: Delivery, isLast: boolean): Plan {
  delivery.isHeld = true;
  return isLast ? { do: "reverse", deliveries: heldBack(world) } : { do: "hold" };
}

/** All that were kept back, the last one first; from now on none of them is. */
export function heldBack(world: World): Delivery[] {
  const deliveries = openRows(world.state.deliveries).filter((each) => each.isHeld);
  deliveries.forEach((each) => {
    each.isHeld = false;
  });
  return deliveries.reverse();
}
