import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import { accountConfiguration, newConfiguration } from "../behaviour/reader-configuration.ts";
import { pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { flag, optional } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow, removeRow, rowsOf } from "../table.ts";
import type { World } from "../world.ts";
import { bothParams } from "./configuration-params.ts";

type Configuration = Stripe.Terminal.Configuration;

function create({ world }: Call, params: Values<typeof bothParams>): Configuration {
  const { name, ...settings } = params;
  const made = newConfiguration(world, { name: name ?? null, isAccountDefault: false });
  apply(made, settings);
  return made;
}

/** An empty value takes a setting away; what is left out stays. */
function apply(configuration: Configuration, settings: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined) continue;
    if (value === null) Reflect.deleteProperty(configuration, name);
    else Reflect.set(configuration, name, shown(name, value));
  }
}

/** A splashscreen that is taken away leaves its hash empty; tipping is replaced by currency. */
function shown(name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const given = Object.entries(value).filter(([, each]) => each !== undefined && each !== null) as [
    string,
    unknown,
  ][];
  return Object.fromEntries(
    given.map(([key, each]) => [key, name === "tipping" ? tips(each) : each]),
  );
}

function tips(value: unknown): unknown {
  const given = Object.entries(value as object).filter(([, each]) => each !== undefined);
  return { fixed_amounts: null, percentages: null, ...Object.fromEntries(given) };
}

function configurationOf({ world, ids }: Call): Configuration {
  accountConfiguration(world);
  const id = ids[0] ?? "";
  const found = findRow(world.state.configurations, id);
  if (found !== undefined) return found;
  throw noSuch("terminal.configuration", id, { param: "configuration", inPath: true });
}

/** For a location that names its own settings. */
export function configurationNamed(world: World, id: string): Configuration {
  const found = findRow(world.state.configurations, id);
  if (found !== undefined) return found;
  throw noSuch("terminal.configuration", id, { param: "configuration_overrides", inPath: false });
}

function update(call: Call, params: Values<typeof bothParams>): Configuration {
  const found = configurationOf(call);
  const { name, ...settings } = params;
  if (name !== undefined) found.name = name;
  apply(found, settings);
  return found;
}

function remove(call: Call): Stripe.Terminal.DeletedConfiguration {
  const { world } = call;
  const { id, is_account_default: isDefault } = configurationOf(call);
  if (isDefault === true) {
    throw invalidRequest("The account's default configuration cannot be deleted.");
  }
  for (const location of rowsOf(world.state.locations)) {
    if (location.configuration_overrides === id) {
      Reflect.deleteProperty(location, "configuration_overrides");
    }
  }
  removeRow(world.state.configurations, id);
  return { id, object: "terminal.configuration", deleted: true };
}

const listParams = { ...pageParams, is_account_default: optional(flag()) };

function list({ world }: Call, params: Values<typeof listParams>): object {
  accountConfiguration(world);
  return pageOf({
    table: world.state.configurations,
    url: path,
    what: "terminal.configuration",
    page: params,
    keep: (each) =>
      (params.is_account_default ?? each.is_account_default) === each.is_account_default,
  });
}

const path = "/v1/terminal/configurations";
const one = `${path}/:id`;
const returns = "terminal.configuration";

export const configurationRoutes: readonly Route[] = [
  endpoint({ method: "POST", path, params: bothParams, returns, handle: create }),
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: one, params: {}, returns, handle: configurationOf }),
  endpoint({ method: "POST", path: one, params: bothParams, returns, handle: update }),
  endpoint({ method: "DELETE", path: one, params: {}, returns, handle: remove }),
];
