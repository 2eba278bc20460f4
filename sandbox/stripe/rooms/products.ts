import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import type { ParamsOf } from "../params/built-later.ts";
import { builtLater } from "../params/built-later.ts";
import { isLike } from "../params/is-like.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { currency } from "../params/money.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { flag, hash, integer, listOf, oneOf, optional, text, unsettable } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow, insertRow, removeRow, rowsOf } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import { previousOf } from "../webhooks/previous.ts";
import type { World } from "../world.ts";
import { newId, nowSeconds } from "../world.ts";
import { newPrice, recurring } from "./new-price.ts";

type Product = Stripe.Product;

const both = {
  ...builtLater("package_dimensions", "tax_details"),
  active: optional(flag()),
  description: unsettable(text(40_000)),
  images: optional(listOf(text(2048), 8)),
  marketing_features: optional(listOf(hash({ name: text(80) }), 15)),
  metadata: metadata(),
  shippable: optional(flag()),
  statement_descriptor: optional(text(22)),
  tax_code: unsettable(text()),
  unit_label: unsettable(text(12)),
  url: unsettable(text(5000)),
};

const createParams = {
  ...both,
  default_price_data: optional(
    hash({
      ...builtLater("currency_options", "custom_unit_amount", "unit_amount_decimal"),
      currency: currency(),
      metadata: metadata(),
      recurring: optional(recurring),
      tax_behavior: optional(oneOf(["exclusive", "inclusive", "unspecified"])),
      unit_amount: integer(0),
    }),
  ),
  id: optional(text()),
  name: text(),
  type: optional(oneOf(["good", "service"])),
} satisfies ParamsOf<Stripe.ProductCreateParams>;

const updateParams = {
  ...both,
  default_price: optional(text()),
  name: optional(text()),
} satisfies ParamsOf<Stripe.ProductUpdateParams>;

function create({ world, cause }: Call, params: Values<typeof createParams>): Product {
  if (params.id !== undefined && findRow(world.state.products, params.id) !== undefined) {
    throw invalidRequest("Product already exists.", {
      code: "resource_already_exists",
      param: "id",
    });
  }
  const product = newProduct(world, { id: params.id, name: params.name });
  product.type = params.type ?? "service";
  change(product, params);
  insertRow(world.state.products, product);
  emit(world, { type: "product.created", object: product, cause });
  const asked = params.default_price_data;
  if (asked !== undefined) {
    const price = newPrice(world, { ...asked, product: product.id });
    price.metadata = mergedMetadata({}, asked.metadata);
    product.default_price = insertRow(world.state.prices, price).id;
    emit(world, { type: "price.created", object: price, cause });
  }
  return product;
}

export function newProduct(
  world: World,
  given: { id?: string | undefined; name: string },
): Product {
  return {
    id: given.id ?? newId(world, "prod_", 14),
    object: "product",
    active: true,
    created: nowSeconds(world),
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: {},
    name: given.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: "service",
    unit_label: null,
    updated: nowSeconds(world),
    url: null,
  };
}

function change(product: Product, params: Values<typeof both>): void {
  product.active = params.active ?? product.active;
  product.images = params.images ?? product.images;
  product.marketing_features = params.marketing_features ?? product.marketing_features;
  product.metadata = mergedMetadata(product.metadata, params.metadata);
  product.shippable = params.shippable ?? product.shippable;
  product.statement_descriptor =
    params.statement_descriptor ?? product.statement_descriptor ?? null;
  for (const word of ["description", "tax_code", "unit_label", "url"] as const) {
    const value = params[word];
    if (value !== undefined) product[word] = value;
  }
}

/** For a path, or for a parameter that names a product. */
export function productNamed(world: World, id: string, where: "path" | "param"): Product {
  const product = findRow(world.state.products, id);
  if (product !== undefined) return product;
  const inPath = where === "path";
  throw noSuch("product", id, { param: inPath ? "id" : "product", inPath });
}

function retrieve({ world, ids }: Call): Product {
  return productNamed(world, ids[0] ?? "", "path");
}

function update(call: Call, params: Values<typeof updateParams>): Product {
  const { world, cause } = call;
  const product = retrieve(call);
  const before = structuredClone(product);
  if (params.default_price !== undefined) {
    const price = findRow(world.state.prices, params.default_price);
    if (price?.product !== product.id) {
      throw noSuch("price", params.default_price, { param: "default_price", inPath: false });
    }
    product.default_price = price.id;
  }
  product.name = params.name ?? product.name;
  change(product, params);
  product.updated = nowSeconds(world);
  const previous = previousOf(before, product);
  emit(world, { type: "product.updated", object: product, previous, cause });
  return product;
}

/** A product that has prices can only be archived. */
function remove(call: Call): Stripe.DeletedProduct {
  const { world, cause } = call;
  const product = retrieve(call);
  if (rowsOf(world.state.prices).some((price) => price.product === product.id)) {
    throw invalidRequest(
      "This product cannot be deleted because it has one or more user-created prices.",
      { param: "id" },
    );
  }
  removeRow(world.state.products, product.id);
  emit(world, { type: "product.deleted", object: product, cause });
  return { id: product.id, object: "product", deleted: true };
}

const listParams = {
  ...pageParams,
  active: optional(flag()),
  created: createdRange(),
  ids: optional(listOf(text())),
  shippable: optional(flag()),
  type: optional(oneOf(["good", "service"])),
  url: optional(text()),
} satisfies ParamsOf<Stripe.ProductListParams>;

function list({ world }: Call, params: Values<typeof listParams>): object {
  const { active, shippable, type, url } = params;
  return pageOf({
    table: world.state.products,
    url: path,
    what: "product",
    page: params,
    keep: (each) =>
      params.created.isInside(each.created) &&
      (params.ids?.includes(each.id) ?? true) &&
      isLike(each, { active, shippable, type, url }),
  });
}

const path = "/v1/products";
const one = `${path}/:id`;
const returns = "product";

export const productRoutes: readonly Route[] = [
  endpoint({ method: "POST", path, params: createParams, returns, handle: create }),
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: one, params: {}, returns, handle: retrieve }),
  endpoint({ method: "POST", path: one, params: updateParams, returns, handle: update }),
  endpoint({ method: "DELETE", path: one, params: {}, returns, handle: remove }),
];
