import type Stripe from "stripe";
import { versionOf } from "../http/version.ts";
import { invalidRequest, noSuch } from "../api-error.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { pageOf, pageParams } from "../params/page-of.ts";
import type { Param, Values } from "../params/param.ts";
import { flag, listOf, optional, text, unsettable } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow, insertRow, removeRow } from "../table.ts";
import { eventTypes } from "../webhooks/event-types.ts";
import { newSecret } from "../webhooks/secrets.ts";
import type { World } from "../world.ts";
import { newId, nowSeconds } from "../world.ts";

type Endpoint = Stripe.WebhookEndpoint;

export function eventType(): Param<string> {
  const known = new Set<string>(["*", ...eventTypes]);
  return {
    read: (raw, at, version) => {
      const name = text().read(raw, at, version);
      if (known.has(name)) return name;
      throw invalidRequest(`Invalid ${at}: must be one of the event types, not ${name}`, {
        param: at,
      });
    },
  };
}

/** An address, whatever its scheme may do in a mode. */
export function url(): Param<string> {
  return {
    read: (raw, at, version) => {
      const value = text().read(raw, at, version);
      if (URL.canParse(value) && /^https?:\/\//.test(value)) return value;
      throw invalidRequest("Invalid URL: An explicit scheme (such as https) must be provided.", {
        code: "url_invalid",
        param: at,
      });
    },
  };
}

const createParams = {
  api_version: optional(text()),
  connect: optional(flag()),
  description: unsettable(text()),
  enabled_events: listOf(eventType(), 300),
  metadata: metadata(),
  url: url(),
};

/** The only answer that shows the signing secret. */
function create({ world }: Call, params: Values<typeof createParams>): Endpoint {
  const id = newId(world, "we_1");
  checkScheme(world, params.url);
  const made: Endpoint = {
    id,
    object: "webhook_endpoint",
    api_version: params.api_version === undefined ? null : versionOf(params.api_version),
    application: null,
    created: nowSeconds(world),
    description: params.description ?? null,
    enabled_events: params.enabled_events,
    livemode: false,
    metadata: mergedMetadata({}, params.metadata),
    status: "enabled",
    url: params.url,
  };
  insertRow(world.state.webhookEndpoints, made);
  return { ...made, secret: newSecret(world, id) };
}

/** Test mode takes plain http, too; live mode does not. */
export function checkScheme({ mode }: World, address: string): void {
  if (mode === "test" || address.startsWith("https:")) return;
  throw invalidRequest("Invalid URL: URL must use https in live mode.", {
    code: "url_invalid",
    param: "url",
  });
}

function endpointOf({ world, ids }: Call): Endpoint {
  const id = ids[0] ?? "";
  const found = findRow(world.state.webhookEndpoints, id);
  if (found !== undefined) return found;
  throw noSuch("webhook endpoint", id, { param: "webhook_endpoint", inPath: true });
}

const updateParams = {
  description: unsettable(text()),
  disabled: optional(flag()),
  enabled_events: optional(listOf(eventType(), 300)),
  metadata: metadata(),
  url: optional(url()),
};

function update(call: Call, params: Values<typeof updateParams>): Endpoint {
  const found = endpointOf(call);
  if (params.description !== undefined) found.description = params.description;
  if (params.disabled !== undefined) found.status = params.disabled ? "disabled" : "enabled";
  found.enabled_events = params.enabled_events ?? found.enabled_events;
  found.metadata = mergedMetadata(found.metadata, params.metadata);
  checkScheme(call.world, params.url ?? found.url);
  found.url = params.url ?? found.url;
  return found;
}

function remove(call: Call): Stripe.DeletedWebhookEndpoint {
  const { id } = endpointOf(call);
  removeRow(call.world.state.webhookEndpoints, id);
  Reflect.deleteProperty(call.world.state.webhookSecrets, id);
  return { id, object: "webhook_endpoint", deleted: true };
}

function list({ world }: Call, params: Values<typeof pageParams>): object {
  return pageOf({
    table: world.state.webhookEndpoints,
    url: path,
    what: "webhook endpoint",
    page: params,
    keep: () => true,
  });
}

const path = "/v1/webhook_endpoints";
const one = `${path}/:id`;
const returns = "webhook_endpoint";

export const webhookEndpointRoutes: readonly Route[] = [
  endpoint({ method: "POST", path, params: createParams, returns, handle: create }),
  endpoint({ method: "GET", path, params: pageParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: one, params: {}, returns, handle: endpointOf }),
  endpoint({ method: "POST", path: one, params: updateParams, returns, handle: update }),
  endpoint({ method: "DELETE", path: one, params: {}, returns, handle: remove }),
];
