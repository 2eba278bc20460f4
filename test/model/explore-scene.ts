import { chargeGame } from "./charge-game.ts";
import { explore, type Exploration } from "./explore.ts";
import { voidGame } from "./void-game.ts";
import { scenes as chargeScenes, type Scene as ChargeScene } from "./world.ts";

/** What becomes of money that was authorised or taken, each a game of its own. */
const laterScenes = ["void"] as const;
export type Scene = ChargeScene | (typeof laterScenes)[number];
export const scenes: readonly Scene[] = [...chargeScenes, ...laterScenes];

type Limits = Readonly<{ budget: number; maxStates: number }>;

export function exploreScene(scene: Scene, limits: Limits): Exploration {
  const named = { ...limits, scene };
  switch (scene) {
    case "void":
      return explore(voidGame(), named);
    default:
      return explore(chargeGame(scene), named);
  }
}
