import type { Values } from "../params/param.ts";
import { listOf, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { insertRow } from "../table.ts";
import { newSecret } from "../webhooks/secrets.ts";
import { CURRENT_VERSION } from "../http/version.ts";
import { newId } from "../world.ts";

/** What `stripe listen` sends; where it forwards to is its own business. */
const params = {
  device_name: optional(text()),
  filters: optional(text()),
  forward_connect_to_url: optional(text()),
  forward_thin_connect_to_url: optional(text()),
  forward_thin_to_url: optional(text()),
  forward_to_url: optional(text()),
  websocket_features: listOf(oneOf(["webhooks", "v2_events", "request_logs"])),
};

const RECONNECT_SECONDS = 60;

/** Opens a line for the CLI: it asks for a WebSocket next, and gets every event over it. */
function open({ world }: Call, { websocket_features: features }: Values<typeof params>): object {
  const isThin = features.includes("v2_events");
  const session = insertRow(world.state.cliSessions, { id: newId(world, "cliws_"), isThin });
  return {
    websocket_url: `${world.home.url.replace(/^http/, "ws")}/_cli/subscribe`,
    websocket_id: session.id,
    websocket_authorized_feature: isThin ? "v2_events" : "webhooks",
    secret: newSecret(world, session.id),
    reconnect_delay: RECONNECT_SECONDS,
    default_version: CURRENT_VERSION,
    latest_version: CURRENT_VERSION,
    display_connect_filter_warning: false,
    device_token: newId(world, "dt_"),
  };
}

export const cliSessionRoutes: readonly Route[] = [
  endpoint({
    method: "POST",
    path: "/v1/stripecli/sessions",
    params,
    returns: "event",
    handle: open,
  }),
];
