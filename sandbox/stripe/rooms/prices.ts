import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import type { ParamsOf } from "../params/built-later.ts";
import { builtLater } from "../params/built-later.ts";
import { isLike } from "../params/is-like.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { currency } from "../params/money.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { flag, hash, integer, listOf, missing, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow, insertRow, rowsOf } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import { previousOf } from "../webhooks/previous.ts";
import type { World } from "../world.ts";
import type { Price } from "./new-price.ts";
import { newPrice, recurring } from "./new-price.ts";
import { newProduct, productNamed } from "./products.ts";

const taxBehavior = oneOf(["exclusive", "inclusive", "unspecified"]);

const createParams = {
  ...builtLater("currency_options", "custom_unit_amount", "tiers", "tiers_mode"),
  ...builtLater("transform_quantity", "unit_amount_decimal"),
  active: optional(flag()),
  billing_scheme: optional(oneOf(["per_unit"])),
  currency: currency(),
  lookup_key: optional(text(200)),
  metadata: metadata(),
  nickname: optional(text()),
  product: optional(text()),
  product_data: optional(
    hash({
      ...builtLater("tax_details"),
      active: optional(flag()),
      id: optional(text()),
      metadata: metadata(),
      name: text(),
      statement_descriptor: optional(text(22)),
      tax_code: optional(text()),
      unit_label: optional(text(12)),
    }),
  ),
  recurring: optional(recurring),
  tax_behavior: optional(taxBehavior),
  transfer_lookup_key: optional(flag()),
  unit_amount: optional(integer(0)),
} satisfies ParamsOf<Stripe.PriceCreateParams>;

type CreateValues = Values<typeof createParams>;

function create(call: Call, params: CreateValues): Price {
  const { world, cause } = call;
  if (params.unit_amount === undefined) throw missing("unit_amount");
  takeLookupKey(world, params.lookup_key, params.transfer_lookup_key === true);
  const price = newPrice(world, {
    ...params,
    unit_amount: params.unit_amount,
    product: productFor(call, params),
  });
  price.active = params.active ?? true;
  price.lookup_key = params.lookup_key ?? null;
  price.metadata = mergedMetadata({}, params.metadata);
  price.nickname = params.nickname ?? null;
  insertRow(world.state.prices, price);
  emit(world, { type: "price.created", object: price, cause });
  return price;
}

function productFor({ world, cause }: Call, params: CreateValues): string {
  const { product, product_data: data } = params;
  if (product !== undefined && data === undefined) {
    return productNamed(world, product, "param").id;
  }
  if (data === undefined) throw missing("product");
  if (product !== undefined) {
    throw invalidRequest("You may only specify one of these parameters: product, product_data.", {
      code: "parameters_exclusive",
      param: "product_data",
    });
  }
  const made = newProduct(world, { id: data.id, name: data.name });
  made.active = data.active ?? true;
  made.metadata = mergedMetadata({}, data.metadata);
  made.statement_descriptor = data.statement_descriptor ?? null;
  made.tax_code = data.tax_code ?? null;
  made.unit_label = data.unit_label ?? null;
  insertRow(world.state.products, made);
  emit(world, { type: "product.created", object: made, cause });
  return made.id;
}

/** A lookup key belongs to one price at a time. */
function takeLookupKey(world: World, key: string | undefined, mayTransfer: boolean): void {
  if (key === undefined) return;
  const holder = rowsOf(world.state.prices).find((each) => each.lookup_key === key);
  if (holder === undefined) return;
  if (!mayTransfer) {
    throw invalidRequest(
      `A price (\`${holder.id}\`) already uses that lookup key. Pass \`transfer_lookup_key=true\` to transfer it.`,
      { code: "resource_already_exists", param: "lookup_key" },
    );
  }
  holder.lookup_key = null;
}

/** For a path, or for the parameter that names a price. */
export function priceNamed(world: World, id: string, param: string | null): Price {
  const price = findRow(world.state.prices, id);
  if (price !== undefined) return price;
  throw noSuch("price", id, { param: param ?? "price", inPath: param === null });
}

function retrieve({ world, ids }: Call): Price {
  return priceNamed(world, ids[0] ?? "", null);
}

const updateParams = {
  ...builtLater("currency_options"),
  active: optional(flag()),
  lookup_key: optional(text(200)),
  metadata: metadata(),
  nickname: optional(text()),
  tax_behavior: optional(taxBehavior),
  transfer_lookup_key: optional(flag()),
} satisfies ParamsOf<Stripe.PriceUpdateParams>;

/** The amount of a price never changes: another amount is another price. */
function update(call: Call, params: Values<typeof updateParams>): Price {
  const { world, cause } = call;
  const price = retrieve(call);
  const before = structuredClone(price);
  if (params.lookup_key !== price.lookup_key) {
    takeLookupKey(world, params.lookup_key, params.transfer_lookup_key === true);
  }
  price.active = params.active ?? price.active;
  price.lookup_key = params.lookup_key ?? price.lookup_key;
  price.metadata = mergedMetadata(price.metadata, params.metadata);
  price.nickname = params.nickname ?? price.nickname;
  price.tax_behavior = params.tax_behavior ?? price.tax_behavior;
  const previous = previousOf(before, price);
  emit(world, { type: "price.updated", object: price, previous, cause });
  return price;
}

const listParams = {
  ...pageParams,
  active: optional(flag()),
  created: createdRange(),
  currency: optional(currency()),
  lookup_keys: optional(listOf(text(), 10)),
  product: optional(text()),
  recurring: optional(
    hash({
      ...builtLater("meter"),
      interval: optional(oneOf(["day", "week", "month", "year"])),
      usage_type: optional(oneOf(["licensed", "metered"])),
    }),
  ),
  type: optional(oneOf(["one_time", "recurring"])),
} satisfies ParamsOf<Stripe.PriceListParams>;

type ListValues = Values<typeof listParams>;

function list({ world }: Call, params: ListValues): object {
  const { active, currency: code, product, type } = params;
  return pageOf({
    table: world.state.prices,
    url: path,
    what: "price",
    page: params,
    keep: (each) =>
      params.created.isInside(each.created) &&
      isLike(each, { active, currency: code, product, type }) &&
      (params.lookup_keys === undefined || params.lookup_keys.includes(each.lookup_key ?? "")) &&
      comesAgain(each, params.recurring),
  });
}

function comesAgain({ recurring: rhythm }: Price, asked: ListValues["recurring"]): boolean {
  return asked === undefined || (rhythm !== null && isLike(rhythm, asked));
}

const path = "/v1/prices";
const one = `${path}/:id`;
const returns = "price";

export const priceRoutes: readonly Route[] = [
  endpoint({ method: "POST", path, params: createParams, returns, handle: create }),
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: one, params: {}, returns, handle: retrieve }),
  endpoint({ method: "POST", path: one, params: updateParams, returns, handle: update }),
];
