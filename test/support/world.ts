import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Command, Input, Output, RegisterEvent, Who } from "../../contract/commands.ts";
import type { Way } from "../../contract/reader-views.ts";
import type { SaleView, ShopView } from "../../contract/views.ts";
import type { NewProduct } from "../../register/catalog/catalog.ts";
import type { DirectReader, Logger, RegisterConfig, Secrets } from "../../register/ports.ts";
import { openRegister, type Register } from "../../register/register.ts";
import type { RegisterOptions } from "../../register/register-options.ts";
import { startRegister } from "../../register/start-register.ts";
import type { FakeRelay } from "./fake-relay.ts";
import { demoClerk, demoShop } from "../../sandbox/demo-shop.ts";
import { memorySecrets } from "./memory-secrets.ts";

export const silentLog: Logger = { info: () => 0, warn: () => 0, error: () => 0 };

export const tillClerk: Who = { caller: "till", ...demoClerk };

/** For what goes by the relay: no window is there. */
export const noDirectReader: DirectReader = {
  way: () => "relay",
  isReady: () => false,
  collect: () => false,
  isAt: () => false,
  isCardInProcess: () => false,
  collectRefund: () => false,
  cancelRefund: () => undefined,
  cancel: () => undefined,
  afterwards: () => undefined,
};

/** Three products are enough to see every rule: two rates, one barcode each. */
export const products: readonly NewProduct[] = [
  product({
    id: "beans",
    name: "House Espresso",
    priceMinor: 2_450,
    taxCode: "B",
    code: "4006381333931",
  }),
  product({
    id: "papers",
    name: "Filter papers 02",
    priceMinor: 690,
    taxCode: "A",
    code: "9780201379624",
  }),
  product({
    id: "kettle",
    name: "Gooseneck kettle",
    priceMinor: 6_400,
    taxCode: "A",
    code: "5901234123457",
  }),
];

function product(
  p: Readonly<{ id: string; name: string; priceMinor: number; taxCode: string; code: string }>,
): NewProduct {
  const { id, name, priceMinor, taxCode, code } = p;
  const detail = `detail of ${id}`;
  return {
    productId: `prod_${id}`,
    name,
    detail,
    priceMinor,
    taxCode,
    barcodes: [code],
    keyPage: "Counter",
  };
}

export const [beans = "", papers = "", kettle = ""] = products.flatMap(({ barcodes }) => barcodes);

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tillside-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export type World = Readonly<{
  register: Register;
  folder: string;
  events: RegisterEvent[];
  /** Calls as the till's clerk; throws the refusal, for what a test expects to work. */
  act: <C extends Command>(command: C, input: Input<C>) => Output<C>;
  /** The refusal code, or "ok". */
  refusal: (command: string, input: unknown) => string;
  sale: () => SaleView;
  /** Sells what the codes say for exact cash. */
  sell: (...codes: string[]) => Output<"sales.pay-cash">;
  restart: () => World;
}>;

type Options = Readonly<{
  folder?: string;
  shop?: Partial<ShopView>;
  products?: readonly NewProduct[];
  config?: Partial<RegisterConfig>;
  atMs?: number;
  /** A relay to take cards by; without it the register sells for cash. */
  relay?: Pick<FakeRelay, "openSocket">;
  /** By the relay, where a test does not say. */
  way?: Way;
  secrets?: Secrets;
  log?: Logger;
  relayWaitMs?: number;
  onDiverged?: RegisterOptions["onDiverged"];
  signingDevice?: RegisterOptions["signingDevice"];
  /** What the till's own counter shows; the process's where none is given. */
  ticks?: () => number;
  /** A clock of the test's own, and the counter that it is held against. */
  now?: () => number;
  uptime?: () => number;
}>;

function configOf({ config, shop }: Options): RegisterConfig {
  return {
    ...demoShop,
    // A drawer that is opened by hand stands in the way of most tests; those of the day set theirs.
    day: { ...demoShop.day, isSessionRequired: false, startFloatMinor: null },
    ...config,
    shop: { ...demoShop.shop, ...shop },
  };
}

function cardsOf({ relay, way = "relay" }: Options): RegisterOptions["cards"] {
  return relay ? { openSocket: relay.openSocket, connection: "main", readerId: null, way } : null;
}

function timeOf({ ticks, now, uptime }: Options) {
  return { ...(ticks && { ticks }), ...(now && { now }), ...(uptime && { uptime }) };
}

/** What a world hands to its register: a clock and ids that a test can foresee. */
function madeFor(options: Options) {
  const folder = options.folder ?? temporaryFolder();
  let atMs = options.atMs ?? 1_800_000_000_000;
  const run = Math.round(performance.now() * 1_000).toString(36);
  let ids = 0;
  const { secrets = memorySecrets(), log = silentLog } = options;
  const registerOptions: RegisterOptions = {
    folder,
    config: configOf(options),
    products: options.products ?? products,
    cards: cardsOf(options),
    now: () => (atMs += 1_000),
    newId: (prefix) => `${prefix}_${run}-${(ids += 1)}`,
    log,
    secrets,
    ...timeOf(options),
    ...(options.relayWaitMs && { relayWaitMs: options.relayWaitMs }),
    ...(options.onDiverged && { onDiverged: options.onDiverged }),
    ...(options.signingDevice && { signingDevice: options.signingDevice }),
  };
  const again = (): Options => ({ ...options, folder, atMs, secrets });
  return { registerOptions, again };
}

/** A real register on a real disk with a clock and ids that a test can foresee. */
export function openWorld(options: Options = {}): World {
  const made = madeFor(options);
  return worldOf(openRegister(made.registerOptions), made);
}

/** As a host starts it: what its book lost comes back from the relay first. */
export async function startWorld(options: Options = {}): Promise<World> {
  const made = madeFor(options);
  return worldOf(await startRegister(made.registerOptions), made);
}

function worldOf(register: Register, { registerOptions, again }: ReturnType<typeof madeFor>) {
  const { folder } = registerOptions;
  onTestFinished(() => register.close());
  const events: RegisterEvent[] = [];
  register.onEvent((event) => events.push(event));

  function act<C extends Command>(command: C, input: Input<C>): Output<C> {
    const outcome = register.handle(tillClerk, command, input);
    if (!outcome.ok)
      throw new Error(`${command} refused: ${outcome.refusal} ${outcome.detail ?? ""}`);
    return outcome.value as Output<C>;
  }
  const refusal = (command: string, input: unknown) => {
    const outcome = register.handle(tillClerk, command, input);
    return outcome.ok ? "ok" : outcome.refusal;
  };
  const sale = () => act("register.view", {}).sale;
  const sell = (...codes: string[]) => {
    const { saleId } = sale();
    for (const code of codes) act("sales.scan", { saleId, code, quantity: 1 });
    const { cashTotal } = sale();
    return act("sales.pay-cash", { saleId, total: cashTotal, given: cashTotal });
  };
  const restart = (): World => {
    register.close();
    return openWorld(again());
  };
  return { register, folder, events, act, refusal, sale, sell, restart };
}
