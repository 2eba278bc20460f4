import type { Page } from "@playwright/test";

/**
 * A register that restarts is out of reach for a moment, and Chromium says so in its console; so it
 * does of a stream from the demo's Stripe that ends with it.
 */
const unreachable =
  /bridge' failed|net::ERR_(CONNECTION_|SOCKET_NOT_CONNECTED|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)/;

/** What a page complains about from now on: errors, and violations of its policy. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  followComplaints(page, complaints);
  return complaints;
}

export function followComplaints(page: Page, complaints: string[]): void {
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !unreachable.test(message.text())) {
      complaints.push(message.text());
    }
  });
}
