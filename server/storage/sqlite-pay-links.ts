import { z } from "zod";
import { PaymentId } from "../../contract/ids.ts";
import { PayLinkLine } from "../../contract/pay-link-protocol.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { pageStates, type PayLinkRow } from "./rows.ts";
import type { PayLinkRows } from "./storage.ts";

const Row = z.object({
  paymentId: PaymentId,
  token: z.string(),
  shopName: z.string(),
  lines: z.string().transform((text) => z.array(PayLinkLine).parse(JSON.parse(text))),
  sessionId: z.string().nullable(),
  page: z.enum(pageStates),
});

const columns = `payment_id AS paymentId, token, shop_name AS shopName, lines,
  session_id AS sessionId, page`;

export function sqlitePayLinks(db: Database): PayLinkRows {
  const insert = db.prepare(`
    INSERT INTO pay_link (payment_id, token, shop_name, lines, session_id, page)
    VALUES (@paymentId, @token, @shopName, @lines, @sessionId, @page)`);
  const select = db.prepare<[string]>(`SELECT ${columns} FROM pay_link WHERE payment_id = ?`);
  const selectByToken = db.prepare<[string]>(`SELECT ${columns} FROM pay_link WHERE token = ?`);
  const update = db.prepare(`
    UPDATE pay_link SET session_id = coalesce(@sessionId, session_id), page = @page
    WHERE payment_id = @paymentId`);
  const parsed = (row: unknown): PayLinkRow | undefined =>
    row === undefined ? undefined : Row.parse(row);

  return {
    insert: (row) => {
      insert.run({ ...row, lines: JSON.stringify(row.lines) });
      return Promise.resolve();
    },
    select: (paymentId) => Promise.resolve(parsed(select.get(paymentId))),
    selectByToken: (token) => Promise.resolve(parsed(selectByToken.get(token))),
    update: (paymentId, { sessionId, page }) => {
      update.run({ paymentId, sessionId, page });
      return Promise.resolve();
    },
  };
}
