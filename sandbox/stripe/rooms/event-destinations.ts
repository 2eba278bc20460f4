import type Stripe from "stripe";
import { ApiError, invalidRequest, notBuilt } from "../api-error.ts";
import { versionOf } from "../http/version.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import type { Param, Values } from "../params/param.ts";
import { hash, integer, later, listOf, missing, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow, insertRow, removeRow, rowsOf } from "../table.ts";
import { emitTo } from "../webhooks/emit.ts";
import { eventTypes } from "../webhooks/event-types.ts";
import { newSecret } from "../webhooks/secrets.ts";
import { thinEvent } from "../webhooks/thin-event.ts";
import type { World } from "../world.ts";
import { newId } from "../world.ts";
import { checkScheme, url } from "./webhook-endpoints.ts";

type Destination = Stripe.V2.Core.EventDestination;

const include = optional(
  listOf(oneOf(["webhook_endpoint.signing_secret", "webhook_endpoint.url"])),
);

const changeable = {
  description: optional(text()),
  include,
  metadata: metadata(),
  webhook_endpoint: optional(hash({ url: url() })),
};

const createParams = {
  ...changeable,
  amazon_eventbridge: later(),
  azure_event_grid: later(),
  enabled_events: listOf(text(), 300),
  event_payload: oneOf(["snapshot", "thin"]),
  events_from: optional(listOf(oneOf(["@self", "@accounts", "@organization_members"]))),
  name: text(),
  snapshot_api_version: optional(text()),
  type: oneOf(["amazon_eventbridge", "azure_event_grid", "webhook_endpoint"]),
};

type Includes = readonly string[] | undefined;

function create({ world }: Call, params: Values<typeof createParams>): Destination {
  if (params.type !== "webhook_endpoint")
    throw notBuilt(`destinations of type ${params.type}`, "type");
  const address = params.webhook_endpoint?.url;
  if (address === undefined) throw missing("webhook_endpoint");
  checkScheme(world, address);
  checkNames(params.enabled_events, params.event_payload);
  const id = newId(world, world.mode === "live" ? "ed_" : "ed_test_", 24);
  const now = new Date(world.now()).toISOString();
  const made: Destination = {
    id,
    object: "v2.core.event_destination",
    created: now,
    description: params.description ?? "",
    enabled_events: params.enabled_events,
    event_payload: params.event_payload,
    events_from: params.events_from ?? ["@self"],
    livemode: false,
    metadata: mergedMetadata({}, params.metadata),
    name: params.name,
    ...(params.event_payload === "snapshot"
      ? { snapshot_api_version: versionOf(params.snapshot_api_version) }
      : {}),
    status: "enabled",
    type: "webhook_endpoint",
    updated: now,
    webhook_endpoint: { url: address },
  };
  insertRow(world.state.eventDestinations, made);
  const secret = newSecret(world, id);
  return shown(made, params.include, secret);
}

/** Snapshots have the names of v1; thin events carry `v1.` before them, or are of v2. */
function checkNames(names: readonly string[], payload: "snapshot" | "thin"): void {
  const known = new Set<string>(["*", ...eventTypes]);
  for (const name of names) {
    const isThin = /^v[12]\./.test(name);
    const bare = name.replace(/^v1\./, "");
    const isGood = isThin === (payload === "thin") && (known.has(bare) || name.startsWith("v2."));
    if (isGood || name === "*") continue;
    throw invalidRequest(`${name} is no event type for ${payload} payloads.`, {
      param: "enabled_events",
    });
  }
}

/** The address and the secret are shown on request; the secret at creation only. */
function shown(destination: Destination, wanted: Includes, secret?: string): Destination {
  const parts = {
    ...(wanted?.includes("webhook_endpoint.url") === true
      ? { url: destination.webhook_endpoint?.url ?? "" }
      : {}),
    ...(secret !== undefined && wanted?.includes("webhook_endpoint.signing_secret") === true
      ? { signing_secret: secret }
      : {}),
  };
  const { webhook_endpoint: _hidden, ...rest } = destination;
  return Object.keys(parts).length === 0 ? rest : { ...rest, webhook_endpoint: parts };
}

function destinationOf({ world, ids }: Call): Destination {
  const id = ids[0] ?? "";
  const found = findRow(world.state.eventDestinations, id);
  if (found !== undefined) return found;
  throw new ApiError(404, {
    type: "invalid_request_error",
    code: "not_found",
    message: `No such event destination: '${id}'`,
  });
}

const retrieveParams = { include };

function retrieve(call: Call, params: Values<typeof retrieveParams>): Destination {
  return shown(destinationOf(call), params.include);
}

const updateParams = {
  ...changeable,
  enabled_events: optional(listOf(text(), 300)),
  name: optional(text()),
};

function update(call: Call, params: Values<typeof updateParams>): Destination {
  const found = destinationOf(call);
  const { description, enabled_events: names, name, webhook_endpoint: address } = params;
  if (names !== undefined) checkNames(names, found.event_payload);
  if (address !== undefined) {
    checkScheme(call.world, address.url);
    found.webhook_endpoint = { url: address.url };
  }
  found.description = description ?? found.description;
  found.enabled_events = names ?? found.enabled_events;
  found.name = name ?? found.name;
  found.metadata = mergedMetadata(found.metadata ?? {}, params.metadata);
  found.updated = new Date(call.world.now()).toISOString();
  return shown(found, params.include);
}

function setStatus(status: "enabled" | "disabled") {
  return (call: Call): Destination => {
    const found = destinationOf(call);
    found.status = status;
    found.updated = new Date(call.world.now()).toISOString();
    if (status === "enabled") Reflect.deleteProperty(found, "status_details");
    else found.status_details = { disabled: { reason: "user" } };
    return shown(found, undefined);
  };
}

function remove(call: Call): { id: string; object: string; deleted: true } {
  const { id } = destinationOf(call);
  removeRow(call.world.state.eventDestinations, id);
  Reflect.deleteProperty(call.world.state.webhookSecrets, id);
  return { id, object: "v2.core.event_destination", deleted: true };
}

/** Sends a test event to the destination, whatever it listens to. */
function ping(call: Call): object {
  const found = destinationOf(call);
  const type = "v2.core.event_destination.ping";
  return thinEvent(emitTo(call.world, found.id, { type, object: found, cause: call.cause }));
}

const listParams: Readonly<{
  include: typeof include;
  limit: Param<number | undefined>;
  page: Param<string | undefined>;
}> = { include, limit: optional(integer(1)), page: optional(text()) };

/** v2 pages by addresses; the token of a page is the last id of the one before. */
function list({ world }: Call, params: Values<typeof listParams>): object {
  const all = rowsOf(world.state.eventDestinations).reverse();
  const from = params.page === undefined ? 0 : all.findIndex(({ id }) => id === params.page) + 1;
  const limit = params.limit ?? 20;
  const data = all.slice(from, from + limit);
  const last = data.at(-1)?.id ?? "";
  const hasMore = all.length > from + limit;
  return {
    data: data.map((each) => shown(each, params.include)),
    next_page_url: hasMore ? `${path}?limit=${limit}&page=${last}` : null,
    previous_page_url: from === 0 ? null : previousPage(world, { from, limit }),
  };
}

function previousPage(world: World, { from, limit }: { from: number; limit: number }): string {
  const before = rowsOf(world.state.eventDestinations).reverse()[from - limit - 1];
  return `${path}?limit=${limit}${before === undefined ? "" : `&page=${before.id}`}`;
}

const path = "/v2/core/event_destinations";
const one = `${path}/:id`;
const returns = "v2.core.event_destination";
const [GET, POST] = ["GET", "POST"] as const;

export const eventDestinationRoutes: readonly Route[] = [
  endpoint({ method: POST, path, params: createParams, returns, handle: create }),
  endpoint({ method: GET, path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: GET, path: one, params: retrieveParams, returns, handle: retrieve }),
  endpoint({ method: POST, path: one, params: updateParams, returns, handle: update }),
  endpoint({ method: "DELETE", path: one, params: {}, returns, handle: remove }),
  endpoint({
    method: POST,
    path: `${one}/enable`,
    params: {},
    returns,
    handle: setStatus("enabled"),
  }),
  endpoint({
    method: POST,
    path: `${one}/disable`,
    params: {},
    returns,
    handle: setStatus("disabled"),
  }),
  endpoint({ method: POST, path: `${one}/ping`, params: {}, returns, handle: ping }),
];
