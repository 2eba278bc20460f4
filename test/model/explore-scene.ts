import { chargeGame } from "./charge-game.ts";
import { explore, type Exploration } from "./explore.ts";
import { linkGame } from "./link-game.ts";
import { readerRefundGame } from "./reader-refund-game.ts";
import { refundGame } from "./refund-game.ts";
import { voidGame } from "./void-game.ts";
import type { Scene as ChargeScene } from "./world.ts";

/**
 * Games of their own. `void`: the hold of a completed sale, voided or captured. `refunds`: a part of
 * what was captured, and all that is left. `reader-refund`: one for which a reader asks its card.
 * `link`: a sale on a page, or paid another way meanwhile.
 */
export type Scene = ChargeScene | "void" | "refunds" | "reader-refund" | "link";

type Limits = Readonly<{ budget: number; maxStates: number }>;

export function exploreScene(scene: Scene, limits: Limits): Exploration {
  const named = { ...limits, scene };
  switch (scene) {
    case "void":
      return explore(voidGame(), named);
    case "refunds":
      return explore(refundGame(), named);
    case "reader-refund":
      return explore(readerRefundGame(), named);
    case "link":
      return explore(linkGame(), named);
    default:
      return explore(chargeGame(scene), named);
  }
}
