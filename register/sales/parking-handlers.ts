import { ok } from "../../contract/result.ts";
import type { Handlers } from "../door.ts";
import {
  parkedViews,
  parkSale,
  recallSale,
  renameParked,
  voidParked,
  type ParkDeps,
} from "./park-sale.ts";

/** Sales set aside by choice. */
export function parkingHandlers(deps: ParkDeps) {
  return {
    "sales.park": (who, input) => parkSale(deps, who, input),
    "sales.recall": (_who, input) => recallSale(deps, input),
    "sales.rename-parked": (_who, input) => renameParked(deps, input),
    "sales.parked": () => ok(parkedViews(deps)),
    "sales.void-parked": (who, input) => voidParked(deps, who, input),
  } satisfies Partial<Handlers>;
}
