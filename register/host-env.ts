import { readFileSync } from "node:fs";
import { z } from "zod";
import { isCommand, type Command } from "../contract/commands.ts";
import { MAX_OTHER_TENDERS, TenderName } from "../contract/commands/command.ts";
import { RegisterId, UserId } from "../contract/ids.ts";
import { Currency } from "../contract/money.ts";
import { MAX_VOID_WINDOW_MS } from "../contract/relay-protocol.ts";
import { Way } from "../contract/reader-views.ts";
import { Role } from "../contract/roles.ts";
import { isOneSpelling } from "../contract/tax-rate.ts";
import { oneSpelling, rateFields, TaxCode } from "../ledger/entries/fields.ts";
import type { NewProduct } from "./catalog/catalog.ts";
import { soldByKinds } from "./catalog/product-rows.ts";
import type { RegisterConfig } from "./ports.ts";

/** What the register needs to take cards, as its host is told in the environment. */
export const CardsEnv = z.object({
  TILLSIDE_RELAY_URL: z.string(),
  TILLSIDE_RELAY_CA: z.string(),
  TILLSIDE_RELAY_PIN: z.string(),
  TILLSIDE_DEVICE_TOKEN: z.string(),
  TILLSIDE_CONNECTION: z.string(),
  TILLSIDE_READER: z.string(),
  /** The way to the reader that the installer set. */
  TILLSIDE_WAY: Way,
});
export type CardsEnv = z.infer<typeof CardsEnv>;

/** What every host's register is told, the browser shell's and the desktop window's alike. */
export const HostEnv = CardsEnv.extend({
  /** The folder of the book. */
  TILLSIDE_DATA: z.string().min(1),
  /** A `ShopFile`: which register this is, and what it sells. */
  TILLSIDE_SHOP: z.string().min(1),
  /** What the register's own secrets are sealed with, from the key store of hosts that have one. */
  TILLSIDE_SECRETS_KEY: z.string().optional(),
  /** For crash tests: dies at this step as in a power cut; "none" tells the steps in the log. */
  TILLSIDE_KILL_AT: z.string().optional(),
});
export type HostEnv = z.infer<typeof HostEnv>;

const Minor = z.int().min(0);

const Clerk = z.strictObject({ userId: UserId, name: z.string() });

/** As an entry of the book can hold it. */
const { rateBasisPoints, ratePpm } = rateFields;
const taxRate = { code: TaxCode, rateBasisPoints, ratePpm: ratePpm.unwrap().exactOptional() };

const ClassTax = z
  .strictObject({ ...taxRate, isCompound: z.literal(true).exactOptional() })
  .refine(isOneSpelling, oneSpelling);

const TaxClass = z
  .strictObject({
    ...taxRate,
    taxes: z
      .array(ClassTax)
      .min(1)
      .refine(([first]) => !first?.isCompound, "no tax stands before the first")
      .exactOptional(),
  })
  .refine(isOneSpelling, oneSpelling);

/** Two that differ only in case would look like one on the screen, and be two accounts. */
const OtherTenders = z
  .array(TenderName)
  .max(MAX_OTHER_TENDERS)
  .refine(
    (names) => new Set(names.map((name) => name.toLowerCase())).size === names.length,
    "a tender is named twice",
  );

const Shop = z.strictObject({
  name: z.string(),
  addressLines: z.array(z.string()),
  currency: Currency,
  taxName: z.string(),
  taxMode: z.enum(["inclusive", "exclusive"]),
  taxClasses: z.array(TaxClass),
  taxRounding: z.enum(["line", "ticket"]).exactOptional(),
  taxBase: z.enum(["discounted", "listed"]).exactOptional(),
  cashStepMinor: Minor.min(1),
  notesMinor: z.array(Minor),
  coinsMinor: z.array(Minor),
  otherTenders: OtherTenders.exactOptional(),
  scaleLabels: z
    .array(
      z.strictObject({
        prefix: z.string().regex(/^2\d{1,2}$/),
        itemDigits: z.int().min(3).max(6),
        holds: z.enum(["price", "measure"]),
      }),
    )
    .exactOptional(),
});

const CommandName = z.custom<Command>((name) => typeof name === "string" && isCommand(name));
const Right = z.enum(["allowed", "needs-approval", "denied"]);

const People = z.strictObject({
  users: z.array(Clerk.extend({ role: Role, pinHash: z.string() })),
  startsAs: UserId.nullable(),
  /** The screens say that somebody is there every few seconds. */
  autoLockMs: z.int().min(60_000).nullable(),
  rights: z.partialRecord(Role, z.record(CommandName, Right)),
});

const Day = z.strictObject({
  isSessionRequired: z.boolean(),
  startFloatMinor: Minor.nullable(),
  differenceLimitMinor: Minor,
});

const Config = z.strictObject({
  registerId: RegisterId,
  registerName: z.string(),
  registerNumber: z.int().min(1),
  mode: z.enum(["demo", "shop"]),
  shop: Shop,
  tipCapBasisPoints: Minor,
  voidWindowMs: Minor.max(MAX_VOID_WINDOW_MS).exactOptional(),
  people: People,
  day: Day,
}) satisfies z.ZodType<RegisterConfig>;

const Product = z.strictObject({
  productId: z.string(),
  name: z.string(),
  detail: z.string(),
  priceMinor: Minor,
  taxCode: z.string(),
  barcodes: z.array(z.string()),
  keyPage: z.string().nullable(),
  variantGroup: z.string().nullable().exactOptional(),
  soldBy: z.enum(soldByKinds).exactOptional(),
}) satisfies z.ZodType<NewProduct>;

const ShopFile = z.strictObject({
  config: Config,
  /** Who is signed in at the till's window. */
  clerk: Clerk,
  products: z.array(Product),
});
export type ShopFile = Readonly<{
  config: RegisterConfig;
  clerk: Readonly<z.infer<typeof Clerk>>;
  products: readonly NewProduct[];
}>;

export function readShop(path: string): ShopFile {
  return ShopFile.parse(JSON.parse(readFileSync(path, "utf8")));
}
