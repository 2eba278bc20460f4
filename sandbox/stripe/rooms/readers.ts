import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import { physicalTraits } from "../behaviour/physical-readers.ts";
import { readerOf } from "../behaviour/reader-commands.ts";
import { newReaderSide } from "../behaviour/reader-side.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { oneOf, optional, text, unsettable } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { insertRow, removeRow } from "../table.ts";
import type { World } from "../world.ts";
import { newId, scrambleHex } from "../world.ts";
import { locationNamed } from "./locations.ts";

type Reader = Stripe.Terminal.Reader;

/** The registration codes of Stripe's sandboxes and what they make. */
const simulated: Readonly<Record<string, Reader["device_type"]>> = {
  "simulated-wpe": "simulated_wisepos_e",
  "simulated-s700": "simulated_stripe_s700",
  "simulated-s710": "simulated_stripe_s710",
};

const createParams = {
  label: optional(text(250)),
  location: optional(text()),
  metadata: metadata(),
  registration_code: text(),
};

function create({ world }: Call, params: Values<typeof createParams>): Reader {
  const code = params.registration_code;
  const deviceType = typeBehind(world, code);
  if (params.location !== undefined) locationNamed(world, params.location);
  const id = newId(world, "tmr_");
  const from = `${world.state.seed}/${id}`;
  const isSimulated = Object.hasOwn(simulated, code);
  const { ip_address, serial_number } = isSimulated
    ? { ip_address: "0.0.0.0", serial_number: serialNumber(code, from) }
    : physicalTraits(deviceType, from);
  Reflect.deleteProperty(world.state.unregisteredReaders, code);
  world.state.readerSides[id] = newReaderSide();
  return insertRow(world.state.readers, {
    id,
    object: "terminal.reader",
    action: null,
    device_sw_version: "2.37.2.0",
    device_type: deviceType,
    ip_address,
    label: params.label ?? serial_number,
    last_seen_at: world.now(),
    livemode: false,
    location: params.location ?? null,
    metadata: mergedMetadata({}, params.metadata),
    serial_number,
    status: "online",
  });
}

/** Simulated readers are for test mode; physical ones show their three words in either. */
function typeBehind(world: World, code: string): Reader["device_type"] {
  const { mode, state } = world;
  const isSimulated = mode === "test" && Object.hasOwn(simulated, code);
  if (isSimulated && simulated[code] !== undefined) return simulated[code];
  const physical = Object.hasOwn(state.unregisteredReaders, code)
    ? state.unregisteredReaders[code]
    : undefined;
  if (physical !== undefined) return physical;
  throw invalidRequest(`No such reader registration code: '${code}'`, {
    code: "resource_missing",
    param: "registration_code",
  });
}

/** simulated-wpe- and then the shape of a UUID. */
function serialNumber(code: string, from: string): string {
  const hex = scrambleHex(`serial/${from}`, 32);
  return [code, hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16)].join("-");
}

function reader({ world, ids }: Call): Reader {
  return readerOf(world, ids[0] ?? "");
}

const updateParams = { label: unsettable(text(250)), metadata: metadata() };

function update(call: Call, params: Values<typeof updateParams>): Reader {
  const found = reader(call);
  if (params.label !== undefined) found.label = params.label ?? found.serial_number;
  found.metadata = mergedMetadata(found.metadata, params.metadata);
  return found;
}

function remove(call: Call): Stripe.Terminal.DeletedReader {
  const { id, device_type, serial_number } = reader(call);
  removeRow(call.world.state.readers, id);
  Reflect.deleteProperty(call.world.state.readerSides, id);
  return { id, object: "terminal.reader", deleted: true, device_type, serial_number };
}

const listParams = {
  ...pageParams,
  device_type: optional(text()),
  location: optional(text()),
  serial_number: optional(text()),
  status: optional(oneOf(["online", "offline"])),
};

function list({ world }: Call, params: Values<typeof listParams>): object {
  return pageOf({
    table: world.state.readers,
    url: path,
    what: "terminal.reader",
    page: params,
    keep: (each) =>
      (params.device_type ?? each.device_type) === each.device_type &&
      (params.location ?? each.location) === each.location &&
      (params.serial_number ?? each.serial_number) === each.serial_number &&
      (params.status ?? each.status) === each.status,
  });
}

const path = "/v1/terminal/readers";
const one = `${path}/:id`;
const returns = "terminal.reader";

export const readerRoutes: readonly Route[] = [
  endpoint({ method: "POST", path, params: createParams, returns, handle: create }),
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: one, params: {}, returns, handle: reader }),
  endpoint({ method: "POST", path: one, params: updateParams, returns, handle: update }),
  endpoint({ method: "DELETE", path: one, params: {}, returns, handle: remove }),
];
