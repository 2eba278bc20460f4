import { z } from "zod";
import { PaymentId, ProductId, RefundId, SaleId } from "../ids.ts";
import type { CertificateFilesView, CertificateView } from "../certificate-views.ts";
import type { AttentionItem } from "../attention-views.ts";
import type {
  ArticleView,
  KeyPageView,
  ProductView,
  RegisterView,
  SaleDetailView,
  SaleSummary,
  XReportView,
} from "../views.ts";
import { MAX_TEXT, Text, view } from "./command.ts";

/** What screens and tools ask for; nothing changes by it. */
export const readingCommands = {
  "register.view": {
    input: z.strictObject({}),
    output: view<RegisterView>(),
    refusals: [],
    from: ["till", "tool"],
  },
  "catalog.keys": {
    input: z.strictObject({}),
    output: view<readonly KeyPageView[]>(),
    refusals: [],
    from: ["till"],
  },
  /** The first matches, names beginning with the text before others; all words must match. */
  "catalog.search": {
    input: z.strictObject({ text: Text, limit: z.int().min(1).max(200) }),
    output: view<readonly ProductView[]>(),
    refusals: [],
    from: ["till"],
  },
  /** A product, and the variants of its article. */
  "catalog.article": {
    input: z.strictObject({ productId: ProductId }),
    output: view<ArticleView>(),
    refusals: ["unknown-product"],
    from: ["till"],
  },
  /**
   * Completed sales by receipt number, card's last four, PaymentIntent, the bank's confirmation
   * code, amount or customer's name, and by time; newest first; `beforeSeq` continues a list.
   */
  "sales.find": {
    input: z.strictObject({
      text: z.string().max(MAX_TEXT),
      fromMs: z.int().min(0).nullable(),
      /** Exclusive. */
      toMs: z.int().min(0).nullable(),
      beforeSeq: z.int().min(1).nullable(),
      limit: z.int().min(1).max(100),
    }),
    output: view<readonly SaleSummary[]>(),
    refusals: [],
    from: ["till", "tool"],
  },
  /** Completed sales, newest first; `beforeSeq` continues a list. */
  "sales.list": {
    input: z.strictObject({
      beforeSeq: z.int().min(1).nullable(),
      limit: z.int().min(1).max(100),
    }),
    output: view<readonly SaleSummary[]>(),
    refusals: [],
    from: ["till", "tool"],
  },
  "sales.detail": {
    input: z.strictObject({ saleId: SaleId }),
    output: view<SaleDetailView>(),
    refusals: ["sale-not-found"],
    from: ["till", "tool"],
  },
  /** What needs a person: refunds that failed, payments that do not fit, refused instructions. */
  "attention.list": {
    input: z.strictObject({}),
    output: view<readonly AttentionItem[]>(),
    refusals: [],
    from: ["till", "tool"],
  },
  /** Of a payment, or of the payment that a refund gives back; proven to the head when it is made. */
  "payments.certificate": {
    input: z.strictObject({ id: z.union([PaymentId, RefundId]) }),
    output: view<CertificateView>(),
    refusals: ["payment-not-found"],
    from: ["till", "tool"],
  },
  /** The same as two files of the folder `exports`: JSON to verify, a page to read. */
  "payments.export-certificate": {
    input: z.strictObject({ id: z.union([PaymentId, RefundId]) }),
    output: view<CertificateFilesView>(),
    refusals: ["payment-not-found"],
    from: ["till", "tool"],
  },
  /** The day so far; with `lastSeq`, as it stood at that entry, on whatever day that was. */
  "day.x-report": {
    input: z.strictObject({ lastSeq: z.int().min(1).optional() }),
    output: view<XReportView>(),
    refusals: ["entry-not-found"],
    from: ["till", "tool"],
  },
} as const;
