/** How this register's day runs. Amounts are minor units of the shop's currency. */
export type DayConfig = Readonly<{
  /** A register that requires a session sells nothing while its drawer is closed. */
  isSessionRequired: boolean;
  /** Opens the very first session by itself, with this float from the safe; null: a person does. */
  startFloatMinor: number | null;
  /** A drawer that differs from what it should hold by more than this needs a manager's yes. */
  differenceLimitMinor: number;
}>;
