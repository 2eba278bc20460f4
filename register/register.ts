import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { RegisterEvent } from "../contract/commands.ts";
import { TroubleError } from "../contract/trouble.ts";
import { openLedger } from "../ledger/ledger.ts";
import { registerMigrations } from "../ledger/storage/migrations/migrations.ts";
import { migrate } from "../ledger/storage/migrate.ts";
import {
  guarded,
  holdFolder,
  openDatabase,
  type Database,
} from "../ledger/storage/open-database.ts";
import { openWitness } from "../ledger/witness.ts";
import { openCatalog, type NewProduct } from "./catalog/catalog.ts";
import { createDoor, type Handle } from "./door.ts";
import { createHandlers } from "./handlers.ts";
import type { Clock, Emit, Logger, NewId, RegisterConfig } from "./ports.ts";
import { openDraftSales } from "./sales/draft-sales.ts";
import { salesCommands } from "./sales/sales-commands.ts";
import { proveTail } from "./prove-tail.ts";

export type Register = Readonly<{
  handle: Handle;
  /** Hears every event from now on; the answer stops it. */
  onEvent: (listener: (event: RegisterEvent) => void) => () => void;
  close: () => void;
}>;

export type RegisterOptions = Readonly<{
  /** Holds register.db, the side file `witness`, and the lock. Made when missing. */
  folder: string;
  config: RegisterConfig;
  /** Fills an empty catalog, at the first start. */
  products: readonly NewProduct[];
  now: Clock;
  newId: NewId;
  log: Logger;
}>;

/**
 * Opens the register of a folder and proves its book before the first sale. Throws TroubleError
 * with a code when the folder, the disk, the database or the ledger is not as it must be.
 */
export function openRegister(options: RegisterOptions): Register {
  const { folder, log } = options;
  ensureWritable(folder);
  const closers = [holdFolder(join(folder, "lock"))];
  const close = () =>
    closers
      .splice(0)
      .reverse()
      .forEach((closeOne) => closeOne());
  try {
    const db = openDatabase(join(folder, "register.db"));
    closers.push(() => db.close());
    const witness = openWitness(join(folder, "witness"));
    closers.push(witness.close);
    migrate(db, registerMigrations);
    const ledger = openLedger(db, options.now);
    return guarded(db.name, () => {
      proveTail({ db, ledger, witness, log });
      return { ...compose(options, db, () => recordHead({ witness, ledger, log })), close };
    });
  } catch (error) {
    close();
    throw error;
  }
}

function ensureWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TroubleError("folder-not-writable", `${folder} cannot be written: ${reason}`);
  }
}

/** The sale is committed before this; a side file that fails is reported and never undoes it. */
function recordHead({
  witness,
  ledger,
  log,
}: Readonly<{
  witness: ReturnType<typeof openWitness>;
  ledger: ReturnType<typeof openLedger>;
  log: Logger;
}>): void {
  try {
    witness.record(ledger.head());
  } catch (error) {
    log.error("the side file did not take the head", { error: String(error) });
  }
}

function compose(options: RegisterOptions, db: Database, witness: () => void) {
  const { config, now, newId, log } = options;
  const { shop } = config;
  const ledger = openLedger(db, now);
  const catalog = openCatalog(db, shop.currency);
  const drafts = openDraftSales(db, newId);
  const listeners = new Set<(event: RegisterEvent) => void>();
  const emit: Emit = (event) => listeners.forEach((listener) => listener(event));
  const names = { registerNumber: config.registerNumber, clerkName: clerkNameIn(config) };
  const sales = salesCommands({ db, shop, catalog, drafts, newId, emit });

  db.transaction(() => {
    const { registerId, registerNumber } = config;
    if (ledger.head().seq === 0) {
      ledger.append({ type: "ledger-opened", registerId, registerNumber, currency: shop.currency });
    }
    if (catalog.isEmpty()) catalog.importProducts(options.products);
    drafts.ensureOpen();
  }).immediate();

  const sellingDeps = { db, shop, ledger, drafts, names, emit, witness };
  const handlers = createHandlers({
    config,
    catalog,
    sales,
    ledger,
    drafts,
    names,
    now,
    sellingDeps,
  });
  return {
    handle: createDoor(handlers, log),
    onEvent(listener: (event: RegisterEvent) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function clerkNameIn({ clerks }: RegisterConfig) {
  const byId = new Map<string, string>(clerks.map(({ userId, name }) => [userId, name]));
  return (userId: string) => byId.get(userId) ?? userId;
}
