import type { Way } from "../contract/reader-views.ts";
import type { NewProduct } from "./catalog/catalog.ts";
import type { Divergence } from "./copies/ledger-copier.ts";
import type {
  Clock,
  Logger,
  NewId,
  RegisterConfig,
  Secrets,
  Ticks,
  Trace,
  SigningDevice,
} from "./ports.ts";
import type { OpenSocket } from "./sync/relay-socket.ts";

/** How this register takes cards: the relay's socket, the connection, and its reader. */
export type CardsOptions = Readonly<{
  openSocket: OpenSocket;
  connection: string;
  /** Null takes the first reader of the connection. */
  readerId: string | null;
  /** The way that the installer set; direct where nobody said. The clerk's own choice stands over it. */
  way?: Way;
}>;

export type RegisterOptions = Readonly<{
  /** Holds register.db, the side file `witness`, and the lock. Made when missing. */
  folder: string;
  config: RegisterConfig;
  /** Fills an empty catalog, at the first start. */
  products: readonly NewProduct[];
  /** Null: no relay yet, so it sells for cash. */
  cards: CardsOptions | null;
  /** How long a start with a good book waits for the relay's word on it; 2 s where none is given. */
  relayWaitMs?: number;
  now: Clock;
  /** For what no clock setting may shorten; the process's own counter where none is given. */
  ticks?: Ticks;
  /** A counter that nobody can set, to hold the clock against; without one no jump is noticed. */
  uptime?: Ticks;
  newId: NewId;
  log: Logger;
  /** Holds the device key. */
  secrets: Secrets;
  /** Without one nothing is signed sale by sale; each Z is signed by the register's own key. */
  signingDevice?: SigningDevice;
  /** The relay has seen another ledger: nothing is sold. A new start restores it from there. */
  onDiverged?: (divergence: Divergence) => void;
  trace?: Trace;
}>;
