import type Stripe from "stripe";
import type { World } from "../world.ts";
import { scrambleHex } from "../world.ts";

type DeviceType = Stripe.Terminal.Reader["device_type"];

/** Readers that stand on a counter. */
export const physicalModels = ["bbpos_wisepos_e", "stripe_s700", "stripe_s710"] as const;

const serials: Readonly<Record<string, string>> = {
  bbpos_wisepos_e: "WSC51",
  stripe_s700: "STRM26",
  stripe_s710: "STRN26",
};

const words = [
  ...["amber", "anchor", "apple", "basil", "beacon", "birch", "breeze", "candle", "cedar"],
  ...["clover", "copper", "coral", "daisy", "ember", "fern", "frost", "garden", "ginger"],
  ...["harbor", "hazel", "island", "ivory", "jasper", "juniper", "kettle", "lantern", "lemon"],
  ...["linen", "maple", "meadow", "mint", "ocean", "olive", "orchid", "pepper", "pine"],
  ...["quartz", "quill", "raven", "ribbon", "river", "saffron", "sage", "silver", "spruce"],
  ...["sugar", "sunset", "tulip", "velvet", "violet", "walnut", "willow", "winter", "zephyr"],
];

/** Switches a new reader on: it shows three words until somebody registers it with them. */
export function unpack(world: World, deviceType: DeviceType): string {
  const count = (world.state.idCounts["unpacked"] ?? 0) + 1;
  world.state.idCounts["unpacked"] = count;
  const from = scrambleHex(`unpacked/${world.state.seed}/${count}`, 24);
  const code = [0, 8, 16]
    .map((at) => words[Number.parseInt(from.slice(at, at + 8), 16) % words.length])
    .join("-");
  world.state.unregisteredReaders[code] = deviceType;
  return code;
}

/** What a registered reader tells of itself. */
export function physicalTraits(deviceType: DeviceType, from: string) {
  const digits = Number.parseInt(scrambleHex(`serial/${from}`, 12), 16) % 1_000_000_000_000;
  return {
    ip_address: `192.168.1.${20 + (digits % 200)}`,
    serial_number: (serials[deviceType] ?? "RDR") + String(digits).padStart(12, "0"),
  };
}
