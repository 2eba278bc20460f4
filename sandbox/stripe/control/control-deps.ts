import type { Dispatcher } from "../webhooks/dispatcher.ts";
import type { World } from "../world.ts";

export type ControlDeps = {
  readonly world: World;
  readonly dispatcher: Dispatcher;
  readonly trusted: string[];
};
