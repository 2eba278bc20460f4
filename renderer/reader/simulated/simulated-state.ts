import type {
  ConnectionStatus,
  PaymentStatus,
  Terminal,
  TerminalCallbacks,
  TerminalOptions,
} from "@stripe/terminal-js";

/** The package's enums are types without values, so the simulated SDK speaks in their words. */
export type ConnectionWord = `${ConnectionStatus}`;
export type PaymentWord = `${PaymentStatus}`;

type Worded = Readonly<{
  getConnectionStatus: () => ConnectionWord;
  getPaymentStatus: () => PaymentWord;
}>;

/** All that the package's own types ask of a terminal. */
export type SimulatedTerminal = Omit<Terminal, keyof Worded> & Worded;

export type SimulatedProps = TerminalOptions &
  Pick<TerminalCallbacks, "onFetchConnectionToken" | "onUnexpectedReaderDisconnect"> &
  Readonly<{
    onConnectionStatusChange?: (event: { status: ConnectionWord }) => void;
    onPaymentStatusChange?: (event: { status: PaymentWord }) => void;
  }>;

export type Simulated = {
  readonly props: SimulatedProps;
  connection: ConnectionWord;
  payment: PaymentWord;
};

export function setConnection(state: Simulated, connection: ConnectionWord): void {
  if (state.connection === connection) return;
  state.connection = connection;
  state.props.onConnectionStatusChange?.({ status: connection });
}

export function setPayment(state: Simulated, payment: PaymentWord): void {
  if (state.payment === payment) return;
  state.payment = payment;
  state.props.onPaymentStatusChange?.({ status: payment });
}
