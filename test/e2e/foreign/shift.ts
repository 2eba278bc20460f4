import { closing } from "./closing.ts";
import { charging, troubles } from "./paying.ts";
import { lists, selling } from "./selling.ts";
import { backToSale, type Stop } from "./stops.ts";

/** A shift in any language, in an order in which each stop is reached from the one before. */
export const foreignShift: readonly Stop[] = [
  ...selling,
  ...lists,
  ...charging,
  { name: "the sale again", go: backToSale },
  ...closing,
  ...troubles,
];
