import { createRequire } from "node:module";
import { join } from "node:path";
import { Currency } from "../contract/money.ts";
import { registerMigrations } from "../ledger/storage/migrations/migrations.ts";
import { migrate } from "../ledger/storage/migrate.ts";
import { openDatabase } from "../ledger/storage/open-database.ts";
import { openCatalog } from "../register/catalog/catalog.ts";
import { addToDraft } from "../register/sales/change-draft.ts";
import { SaleId } from "../contract/ids.ts";
import { assert } from "../contract/assert.ts";
import { median, printMetric } from "./support/rounds.ts";
import { keystrokes, sampleCatalog } from "./support/sample-catalog.ts";

/**
 * PF7, search per keystroke, and PF8, barcode to line, over 100,000 products. The other searchers
 * are no dependency of the project: install them anywhere and name that folder's node_modules in
 * TILLSIDE_BENCH_PEERS.
 */
const PRODUCTS = 100_000;
const ROUNDS = 5;
const LIMIT = 20;

type Search = (text: string) => unknown;
type Peer = Readonly<{ name: string; search: Search; texts: readonly string[]; goal: number }>;

/** One duration per call, sorted, in milliseconds. */
function durations<Item>(items: readonly Item[], act: (item: Item) => unknown): number[] {
  const measured = items.map((item) => {
    const from = performance.now();
    act(item);
    return performance.now() - from;
  });
  return measured.sort((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;

export function benchCatalog(): void {
  const products = sampleCatalog(PRODUCTS);
  const db = openDatabase(":memory:");
  migrate(db, registerMigrations);
  const catalog = openCatalog(db, Currency.parse("EUR"));
  db.transaction(() => catalog.importProducts(products)).immediate();
  const bare = db.prepare<[string]>(
    "SELECT rowid FROM product_search WHERE product_search MATCH ? LIMIT 20",
  );
  const bareSearch = (text: string) =>
    bare.all(
      text
        .split(" ")
        .filter(Boolean)
        .map((word) => `"${word}"*`)
        .join(" "),
    );
  benchSearch((text) => catalog.search(text, LIMIT), bareSearch);
  const codes = products.filter((_, index) => index % 20 === 0).map(({ barcodes }) => barcodes[0]);
  benchCodes(catalog, codes as readonly string[], db);
  for (const peer of peers(products)) benchPeer((text) => catalog.search(text, LIMIT), peer);
  db.close();
}

function benchSearch(search: Search, bareSearch: Search): void {
  // Often enough that one interruption by the machine is not a percentile.
  const typed = Array.from({ length: 10 }, () => keystrokes).flat();
  const rounds = Array.from({ length: ROUNDS }, () => ({
    ours: durations(typed, search),
    floor: durations(typed, bareSearch),
  }));
  for (const [word, share, goal] of [
    ["", 0.95, "p95 <= 2 ms"],
    ["/p99-ms", 0.99, "p99 <= 8 ms"],
    ["/p50-ms", 0.5, "none"],
  ] as const) {
    printMetric({
      metric: `PF7${word}`,
      ours: median(rounds.map(({ ours }) => at(ours, share))),
      floor: median(rounds.map(({ floor }) => at(floor, share))),
      ratio: median(rounds.map(({ ours, floor }) => at(ours, share) / at(floor, share))),
      goal,
      rounds: ROUNDS,
      note: "milliseconds; floor: the bare FTS5 query, unranked",
    });
  }
}

function benchCodes(
  catalog: ReturnType<typeof openCatalog>,
  codes: readonly string[],
  db: ReturnType<typeof openDatabase>,
): void {
  const bare = db.prepare<[string]>("SELECT product_id FROM barcode WHERE code = ?");
  const draft = { saleId: SaleId.parse("sale_bench"), lines: [], discount: null };
  const toLine = (code: string) => {
    const product = catalog.byCode(code);
    assert(product !== undefined, `no product for ${code}`);
    return addToDraft((prefix) => `${prefix}_bench`, draft, {
      product,
      piece: { quantity: 1, unitMinor: product.price.minor },
    });
  };
  const rounds = Array.from({ length: ROUNDS }, () => ({
    ours: at(durations(codes, toLine), 0.99),
    floor: at(
      durations(codes, (code) => bare.get(code)),
      0.99,
    ),
  }));
  printMetric({
    metric: "PF8",
    ours: median(rounds.map(({ ours }) => ours)),
    floor: median(rounds.map(({ floor }) => floor)),
    ratio: median(rounds.map(({ ours, floor }) => ours / floor)),
    goal: "p99 <= 0.1 ms",
    rounds: ROUNDS,
    note: "p99 in milliseconds; floor: the bare lookup of the code",
  });
}

function benchPeer(search: Search, peer: Peer): void {
  const rounds = Array.from({ length: ROUNDS }, () => ({
    ours: at(durations(peer.texts, search), 0.5),
    theirs: at(durations(peer.texts, peer.search), 0.5),
  }));
  printMetric({
    metric: `PF7/${peer.name}`,
    ours: median(rounds.map(({ ours }) => ours)),
    floor: median(rounds.map(({ theirs }) => theirs)),
    ratio: median(rounds.map(({ ours, theirs }) => theirs / ours)),
    goal: `>= ${peer.goal} times as fast at p50`,
    rounds: ROUNDS,
    note: `p50 in milliseconds over ${peer.texts.length} keystrokes; floor: ${peer.name}`,
  });
}

type MiniSearch = new (
  options: object,
) => Readonly<{ addAll: (all: readonly object[]) => void; search: (t: string, o: object) => [] }>;
type Fuse = new (
  all: readonly object[],
  options: object,
) => Readonly<{ search: (t: string, o: object) => [] }>;

function peers(products: readonly object[]): readonly Peer[] {
  const folder = process.env["TILLSIDE_BENCH_PEERS"];
  if (folder === undefined) return [];
  const load = createRequire(join(folder, "peers.js"));
  const documents = products.map((product, id) => ({ ...product, id }));
  const miniSearch = new (load("minisearch") as MiniSearch)({
    fields: ["name", "detail", "barcodes", "sku"],
  });
  miniSearch.addAll(documents);
  const fuse = new (load("fuse.js") as Fuse)(documents, {
    keys: ["name", "detail", "barcodes", "sku"],
  });
  return [
    {
      name: "minisearch",
      search: (text) =>
        miniSearch.search(text, { prefix: true, combineWith: "AND" }).slice(0, LIMIT),
      texts: keystrokes,
      goal: 20,
    },
    {
      name: "fuse",
      search: (text) => fuse.search(text, { limit: LIMIT }),
      texts: keystrokes.filter((_, index) => index % 8 === 3),
      goal: 200,
    },
  ];
}
