import type { NewProduct } from "../../register/catalog/catalog.ts";

/** Words of a general store: makers, things, kinds, sizes. Together more than 100,000 articles. */
const makers =
  "Abbey Acorn Alder Amber Anchor Apex Arden Aspen Aurora Avon Beacon Birch Blossom Bramble Briar Brook Calder Canopy Cedar Chalk Cliff Clover Coast Copper Coral Crane Crest Dale Dawn Drift Elder Ember Falcon Fern Field Finch Flint Fox Garnet Glen Grove Harbour Haven Hawk Hazel Heath Heron Holly House Isle Ivy Jasper Juniper Kestrel Kite Lark Laurel Linden Maple Marsh Meadow Mill Mint Moor Moss Oak Olive Orchard Otter Pebble Pine".split(
    " ",
  );
const things =
  "apron bag basket beans biscuits blanket blender bottle bowl box bread brush butter cable candle carafe cheese chocolate coffee cup descaler drink dripper espresso filter flour fork funnel glass grinder honey jam jug kettle knife lamp lemonade marmalade milk mug napkin notebook oil olives pan papers pasta pen pepper plate press rice salt sauce scale soap spoon sugar syrup tea tin towel tray vinegar".split(
    " ",
  );
const kinds = ["classic", "organic", "ground", "whole", "roasted", "large", "small", "blue", "red"];
const sizes = ["100 g", "250 g", "500 g", "1 kg", "250 ml", "500 ml", "1 L", "each"];

/** `count` products in a fixed order that mixes them, as a shop's list is mixed. */
export function sampleCatalog(count: number): readonly NewProduct[] {
  const at = (list: readonly string[], index: number) => list[index % list.length] ?? "";
  return Array.from({ length: count }, (_, index) => {
    const mixed = (index * 7_919) % 104_729;
    const name = `${at(makers, mixed)} ${at(kinds, mixed * 5 + index)} ${at(things, mixed * 3 + index)}`;
    return {
      productId: `prod_bench-${index}`,
      name,
      detail: at(sizes, mixed + index),
      priceMinor: 50 + (mixed % 9_000),
      taxCode: "A",
      barcodes: [`20${String(index).padStart(11, "0")}`],
      keyPage: null,
      sku: `SKU-${index}`,
    };
  });
}

/** Every prefix of what clerks type, key by key. */
export const keystrokes: readonly string[] = [
  "espresso",
  "house beans",
  "oat milk 1",
  "filter papers",
  "2000000123",
  "maple roasted",
  "kettle",
].flatMap((query) => Array.from(query, (_, index) => query.slice(0, index + 1)));
