import { ApiError } from "../api-error.ts";

/** What the program in a till's page is told, as `@stripe/terminal-js` types it. */
export type SdkError = {
  type?: string | undefined;
  code?: string | undefined;
  decline_code?: string | undefined;
  message: string;
  payment_intent?: unknown;
};
export type SdkAnswer = object | { error: SdkError };

/** Codes as Stripe documents them for the JavaScript SDK. */
export function sdkError(code: string, message: string): { error: SdkError } {
  return { error: { code, message } };
}

export const noConnection = (): SdkAnswer =>
  sdkError("no_established_connection", "No connection to a reader is established.");

const codeOf: Readonly<Record<string, string>> = {
  terminal_reader_busy: "command_already_in_progress",
  terminal_reader_offline: "network_error",
  terminal_reader_timeout: "network_timeout",
  terminal_reader_hardware_fault: "reader_error",
};

/** A no of the reader, which the API would answer with an error of its own. */
export function answered(work: () => SdkAnswer): SdkAnswer {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { code = "", message, type } = error.body;
    return { error: { type, code: codeOf[code] ?? code, message } };
  }
}
