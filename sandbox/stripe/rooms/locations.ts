import type Stripe from "stripe";
import { noSuch } from "../api-error.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { hash, invalid, later, missing, optional, text, unsettable } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow, insertRow, removeRow } from "../table.ts";
import type { World } from "../world.ts";
import { newId } from "../world.ts";
import { configurationNamed } from "./configurations.ts";

type Location = Stripe.Terminal.Location;

const addressFields = {
  city: optional(text(200)),
  country: text(2),
  line1: optional(text(200)),
  line2: optional(text(200)),
  postal_code: optional(text(20)),
  state: optional(text(200)),
};

type AddressPart = Exclude<keyof typeof addressFields, "country">;

/** Which parts an address needs by country, after Stripe's page on locations. */
const needed: Readonly<Record<string, readonly AddressPart[]>> = {
  US: ["line1", "city", "state", "postal_code"],
  CA: ["line1", "city", "state", "postal_code"],
  AU: ["line1", "city", "state", "postal_code"],
  IT: ["line1", "city", "state", "postal_code"],
  ES: ["line1", "city", "state", "postal_code"],
  IE: ["line1", "postal_code"],
  SG: ["line1", "postal_code"],
};
const neededElsewhere: readonly AddressPart[] = ["line1", "city", "postal_code"];

const words = {
  address_kana: later(),
  address_kanji: later(),
  configuration_overrides: unsettable(text()),
  display_name_kana: later(),
  display_name_kanji: later(),
  metadata: metadata(),
  phone: optional(text(40)),
};

const createParams = { ...words, address: hash(addressFields), display_name: text(1000) };
const updateParams = {
  ...words,
  address: optional(hash({ ...addressFields, country: optional(text(2)) })),
  display_name: optional(text(1000)),
};

function create({ world }: Call, params: Values<typeof createParams>): Location {
  const { address } = params;
  const absent = (needed[address.country] ?? neededElsewhere).find((part) => !address[part]);
  if (absent !== undefined) throw missing(`address[${absent}]`);
  return insertRow(world.state.locations, {
    id: newId(world, "tml_"),
    object: "terminal.location",
    address: {
      city: address.city ?? null,
      country: address.country,
      line1: address.line1 ?? null,
      line2: address.line2 ?? null,
      postal_code: address.postal_code ?? null,
      state: address.state ?? null,
    },
    display_name: params.display_name,
    livemode: false,
    metadata: mergedMetadata({}, params.metadata),
    ...(params.phone === undefined ? {} : { phone: params.phone }),
    ...overridesOf(world, params.configuration_overrides),
  });
}

function overridesOf(world: World, id: string | null | undefined) {
  return id ? { configuration_overrides: configurationNamed(world, id).id } : {};
}

function locationOf({ world, ids }: Call): Location {
  const id = ids[0] ?? "";
  const location = findRow(world.state.locations, id);
  if (location !== undefined) return location;
  throw noSuch("location", id, { param: "location", inPath: true });
}

/** For a parameter that names a location. */
export function locationNamed(world: World, id: string): Location {
  const location = findRow(world.state.locations, id);
  if (location !== undefined) return location;
  throw noSuch("location", id, { param: "location", inPath: false });
}

function update(call: Call, params: Values<typeof updateParams>): Location {
  const location = locationOf(call);
  const { country, ...parts } = params.address ?? {};
  if (country !== undefined && country !== location.address.country) {
    throw invalid("The country of a location cannot be changed.", "address[country]");
  }
  const given = Object.entries(parts).filter(([, value]) => value !== undefined);
  Object.assign(location.address, Object.fromEntries(given));
  location.display_name = params.display_name ?? location.display_name;
  location.metadata = mergedMetadata(location.metadata, params.metadata);
  if (params.phone !== undefined) location.phone = params.phone;
  if (params.configuration_overrides === null) {
    Reflect.deleteProperty(location, "configuration_overrides");
  }
  Object.assign(location, overridesOf(call.world, params.configuration_overrides));
  return location;
}

function remove(call: Call): Stripe.Terminal.DeletedLocation {
  const { id } = locationOf(call);
  removeRow(call.world.state.locations, id);
  return { id, object: "terminal.location", deleted: true };
}

function list({ world }: Call, params: Values<typeof pageParams>): object {
  return pageOf({
    table: world.state.locations,
    url: path,
    what: "location",
    page: params,
    keep: () => true,
  });
}

const path = "/v1/terminal/locations";
const one = `${path}/:id`;
const returns = "terminal.location";

export const locationRoutes: readonly Route[] = [
  endpoint({ method: "POST", path, params: createParams, returns, handle: create }),
  endpoint({ method: "GET", path, params: pageParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: one, params: {}, returns, handle: locationOf }),
  endpoint({ method: "POST", path: one, params: updateParams, returns, handle: update }),
  endpoint({ method: "DELETE", path: one, params: {}, returns, handle: remove }),
];
