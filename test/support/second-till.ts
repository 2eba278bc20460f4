import { createHash, randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command, Input, Output } from "../../contract/commands.ts";
import { RegisterId } from "../../contract/ids.ts";
import { PROTOCOL_VERSION, type ToRelay } from "../../contract/relay-protocol.ts";
import type { ReceiptView } from "../../contract/views.ts";
import { openRegister, type Register } from "../../register/register.ts";
import { relaySocketOpener } from "../../register/sync/relay-socket.ts";
import { demoProducts } from "../../sandbox/demo-catalog.ts";
import { demoClerk, demoShop } from "../../sandbox/demo-shop.ts";
import type { RelayConfigInput } from "../../server/config.ts";
import { temporaryFolder, type Demo } from "./demo.ts";
import { memorySecrets } from "./memory-secrets.ts";

const deviceToken = "device-token-of-the-second-till";
export const secondTill = "reg_second";

/** The demo's relay knows one till; from now on it knows another, too. It is started anew. */
export async function addSecondTill({ data, killNow, restarted }: Demo): Promise<void> {
  const path = join(data, "relay", "config.json");
  const config = JSON.parse(readFileSync(path, "utf8")) as RelayConfigInput;
  const tokenHash = createHash("sha256").update(deviceToken).digest("hex");
  const registers = [
    ...config.registers,
    { registerId: secondTill, name: "Second till", tokenHash },
  ];
  writeFileSync(path, JSON.stringify({ ...config, registers }));
  killNow("relay");
  await restarted("relay");
}

function socketTo(data: string) {
  const read = (name: string) => readFileSync(join(data, "relay", name), "utf8").trim();
  const config = JSON.parse(read("config.json")) as RelayConfigInput;
  return relaySocketOpener({
    url: `wss://${config.till.host}:${config.till.port}`,
    caPem: read("ca.pem"),
    caPins: [read("ca.pin")],
    deviceToken,
  });
}

/** The second till, at this relay, on a disk of its own. Whoever opens it closes it. */
export function openSecondTill({ data }: Demo): Register {
  return openRegister({
    folder: temporaryFolder(),
    config: {
      ...demoShop,
      ...{ registerId: RegisterId.parse(secondTill), registerNumber: 3, registerName: "Till 3" },
    },
    products: demoProducts,
    cards: { openSocket: socketTo(data), connection: "main", readerId: null, way: "relay" },
    now: Date.now,
    newId: (prefix) => `${prefix}_${randomUUID()}`,
    log: { info: () => 0, warn: () => 0, error: () => 0 },
    secrets: memorySecrets(),
  });
}

/** Sells a piece of the second till's first product for cash, and answers its receipt. */
export function sellAt(register: Register): ReceiptView {
  const act = <C extends Command>(command: C, input: Input<C>): Output<C> => {
    const outcome = register.handle({ caller: "till", ...demoClerk }, command, input);
    if (!outcome.ok) throw new Error(`${command} refused: ${outcome.refusal}`);
    return outcome.value as Output<C>;
  };
  const { saleId } = act("register.view", {}).sale;
  const [page] = act("catalog.keys", {});
  const productId = page?.products.find(({ name }) => name === "Flat white")?.productId;
  if (productId === undefined) throw new Error("the second till sells no flat white");
  const { cashTotal: total } = act("sales.add", { saleId, productId, quantity: 1 });
  return act("sales.pay-cash", { saleId, total, given: total });
}

/** The second till asks the relay to hold something, hears its yes, and is never heard of again. */
export async function holdAndVanish({ data }: Demo, request: ToRelay): Promise<void> {
  const openSocket = socketTo(data);
  const hello = { type: "hello", protocol: PROTOCOL_VERSION, registerId: secondTill, cursor: 0 };
  const heard: string[] = [];
  await new Promise<string>((resolve) => {
    const socket = openSocket({
      open: () => void socket.send(JSON.stringify(hello)),
      message(text) {
        const { type } = JSON.parse(text) as { type: string };
        if (type === "welcome") socket.send(JSON.stringify(request));
        heard.push(type);
        if (type.endsWith("-held")) socket.close();
      },
      close: resolve,
    });
  });
  if (!heard.at(-1)?.endsWith("-held")) throw new Error(`nothing was held: ${heard.join(", ")}`);
}
