import type { Command, Outcome } from "../../contract/commands.ts";
import type { Refused } from "../../contract/result.ts";
import type { CarrierTrouble } from "../format/words.ts";

/** An outcome of the register, or why none came. Neither is ever thrown at a screen. */
export type Answer<C extends Command> = Outcome<C> | Refused<CarrierTrouble>;
