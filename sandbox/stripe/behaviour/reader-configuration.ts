import type Stripe from "stripe";
import { findRow, insertRow, rowsOf } from "../table.ts";
import type { World } from "../world.ts";
import { newId } from "../world.ts";

type Configuration = Stripe.Terminal.Configuration;

export function newConfiguration(
  world: World,
  made: { name: string | null; isAccountDefault: boolean },
): Configuration {
  return insertRow(world.state.configurations, {
    id: newId(world, "tmc_"),
    object: "terminal.configuration",
    is_account_default: made.isAccountDefault,
    livemode: false,
    name: made.name,
  });
}

/** Every account has one from the start; here it is made when somebody first looks for it. */
export function accountConfiguration(world: World): Configuration {
  const found = rowsOf(world.state.configurations).find((each) => each.is_account_default);
  return found ?? newConfiguration(world, { name: null, isAccountDefault: true });
}

/** What holds at a reader: its location's own settings, and the account's where that has none. */
export function configurationOf(
  world: World,
  reader: Stripe.Terminal.Reader,
): Partial<Configuration> {
  const account = rowsOf(world.state.configurations).find((each) => each.is_account_default);
  const location =
    typeof reader.location === "string"
      ? findRow(world.state.locations, reader.location)
      : undefined;
  const own = location?.configuration_overrides;
  return { ...account, ...(own === undefined ? {} : findRow(world.state.configurations, own)) };
}

type Model = "bbpos_wisepos_e" | "stripe_s700" | "stripe_s710" | "stripe_t600";

/** The picture's file while the reader has nothing to show; null for the shop's name. */
export function splashscreenOf(world: World, reader: Stripe.Terminal.Reader): string | null {
  const model = reader.device_type
    .replace("simulated_", "")
    .replace(/^wisepos_e$/, "bbpos_wisepos_e");
  const file = configurationOf(world, reader)[model as Model]?.splashscreen;
  return typeof file === "string" ? file : null;
}
