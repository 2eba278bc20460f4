import { invalidRequest } from "../api-error.ts";
import type { LineItem } from "../behaviour/checkout-side.ts";
import { mergedMetadata } from "../params/metadata.ts";
import { missing } from "../params/param.ts";
import { insertRow, rowOf } from "../table.ts";
import type { World } from "../world.ts";
import { newId } from "../world.ts";
import type { CreateValues } from "./new-checkout-session.ts";
import type { Price } from "./new-price.ts";
import { newPrice } from "./new-price.ts";
import { priceNamed } from "./prices.ts";
import { newProduct, productNamed } from "./products.ts";

type Asked = NonNullable<CreateValues["line_items"]>[number];
type PriceData = NonNullable<Asked["price_data"]>;

/** What is sold, with prices that exist or that are made in passing. */
export function lineItemsFor(world: World, params: CreateValues): LineItem[] {
  const asked = params.line_items ?? [];
  if (params.mode === "setup") return noItems(asked);
  if (asked.length === 0) throw missing("line_items");
  checkMode(world, params.mode, asked);
  const items = asked.map((item, at) => newItem(world, item, at));
  const codes = new Set(items.map((item) => item.currency));
  if (codes.size === 1) return items;
  throw invalidRequest(
    "The prices of all line items must have the same currency in one Checkout Session.",
    { param: "line_items" },
  );
}

function noItems(asked: readonly Asked[]): LineItem[] {
  if (asked.length === 0) return [];
  throw invalidRequest("You can not pass `line_items` in `setup` mode.", { param: "line_items" });
}

/** Before anything is made: a session sells once, or again and again, and its prices fit. */
function checkMode(world: World, mode: CreateValues["mode"], asked: readonly Asked[]): void {
  const isRecurring = asked.map((item, at) => comesAgain(world, item, at)).includes(true);
  if (mode === "payment" && isRecurring) {
    throw invalidRequest(
      "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
      { param: "line_items" },
    );
  }
  if (mode === "subscription" && !isRecurring) {
    throw invalidRequest(
      "You must provide at least one recurring price in `subscription` mode when using prices.",
      { param: "line_items" },
    );
  }
}

function comesAgain(world: World, item: Asked, at: number): boolean {
  if (item.price === undefined) return item.price_data?.recurring !== undefined;
  return priceNamed(world, item.price, `line_items[${at}][price]`).recurring !== null;
}

function newItem(world: World, item: Asked, at: number): LineItem {
  const price = priceFor(world, item, `line_items[${at}]`);
  if (item.quantity === undefined) throw missing(`line_items[${at}][quantity]`);
  const amount = (price.unit_amount ?? 0) * item.quantity;
  return {
    id: newId(world, "li_1"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: rowOf(world.state.products, productIdOf(price)).name,
    metadata: mergedMetadata({}, item.metadata),
    price: structuredClone(price),
    quantity: item.quantity,
  };
}

function productIdOf(price: Price): string {
  if (typeof price.product === "string") return price.product;
  throw new Error(`price ${price.id} is kept with its product opened`);
}

function priceFor(world: World, item: Asked, at: string): Price {
  const { price: id, price_data: data } = item;
  if (id !== undefined && data === undefined) {
    const price = priceNamed(world, id, `${at}[price]`);
    if (price.active) return price;
    throw invalidRequest(
      `The price specified is inactive. This field only accepts active prices.`,
      { param: `${at}[price]` },
    );
  }
  if (data !== undefined && id === undefined) return passingPrice(world, data, at);
  throw invalidRequest(
    id === undefined
      ? "You must specify either `price` or `price_data` when using prices."
      : "You may only specify one of these parameters: price, price_data.",
    { param: `${at}[price]` },
  );
}

/** A price for one session: it is kept, and nobody can use it again. */
function passingPrice(world: World, data: PriceData, at: string): Price {
  const price = newPrice(world, { ...data, product: productFor(world, data, at) });
  price.active = false;
  return insertRow(world.state.prices, price);
}

function productFor(world: World, data: PriceData, at: string): string {
  if (data.product !== undefined) return productNamed(world, data.product, "param").id;
  const { product_data: words } = data;
  if (words === undefined) throw missing(`${at}[price_data][product_data]`);
  const product = newProduct(world, { name: words.name });
  product.active = false;
  product.description = words.description ?? null;
  product.images = words.images ?? [];
  product.metadata = mergedMetadata({}, words.metadata);
  product.unit_label = words.unit_label ?? null;
  return insertRow(world.state.products, product).id;
}
