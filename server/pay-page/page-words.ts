/** What the customer's page says. `{shop}` and `{amount}` are filled in. */
export type PageWords = Readonly<{
  title: string;
  total: string;
  pieces: string;
  /** Rows that are no items of the sale. */
  discount: string;
  taken: string;
  pay: string;
  secure: string;
  back: string;
  paidTitle: string;
  paid: string;
  pendingTitle: string;
  pending: string;
  closedTitle: string;
  closed: string;
  unsureTitle: string;
  unsure: string;
  again: string;
  missingTitle: string;
  missing: string;
  needsScript: string;
}>;

const en: PageWords = {
  title: "Pay {shop}",
  total: "Total",
  pieces: "{count} pieces",
  discount: "Discount",
  taken: "Already paid",
  pay: "Pay with card",
  secure: "The card is typed in at Stripe. The shop never sees its number.",
  back: "Nothing was paid. You can still pay here.",
  paidTitle: "Thank you, it is paid",
  paid: "The till at {shop} knows it now. You can close this page.",
  pendingTitle: "Your bank is still working",
  pending: "Please stay with the till a moment. You will not be charged twice.",
  closedTitle: "This page is closed",
  closed: "It cannot be paid any more, and nothing was charged by it. Please ask at the till.",
  unsureTitle: "One moment",
  unsure: "We could not ask Stripe just now. Please do not pay again before the till says so.",
  again: "Look again",
  missingTitle: "There is no page here",
  missing: "Please scan the code on the till once more.",
  needsScript: "This page needs JavaScript. Please ask the till for another way to pay.",
};

const ja: PageWords = {
  title: "{shop} へのお支払い",
  total: "合計",
  pieces: "{count} 点",
  discount: "割引",
  taken: "お支払い済み",
  pay: "カードで支払う",
  secure: "カード番号は Stripe で入力します。お店には伝わりません。",
  back: "まだお支払いは済んでいません。このページから支払えます。",
  paidTitle: "お支払いが完了しました",
  paid: "{shop} のレジに届きました。このページを閉じてください。",
  pendingTitle: "銀行で処理中です",
  pending: "レジの前で少しお待ちください。二重に請求されることはありません。",
  closedTitle: "このページは終了しました",
  closed: "ここではもう支払えません。このページでの請求はありません。レジでお尋ねください。",
  unsureTitle: "少々お待ちください",
  unsure: "いま Stripe に確認できません。レジの案内があるまで、もう一度支払わないでください。",
  again: "もう一度確認する",
  missingTitle: "ページが見つかりません",
  missing: "レジのコードをもう一度読み取ってください。",
  needsScript: "このページには JavaScript が必要です。別の支払い方法をレジでお尋ねください。",
};

const ar: PageWords = {
  title: "الدفع إلى {shop}",
  total: "المجموع",
  pieces: "{count} قطع",
  discount: "خصم",
  taken: "مدفوع من قبل",
  pay: "الدفع بالبطاقة",
  secure: "تُكتب بيانات البطاقة لدى Stripe، ولا يرى المتجر رقمها.",
  back: "لم يُدفع شيء. ما زال بإمكانك الدفع هنا.",
  paidTitle: "شكرًا لك، تم الدفع",
  paid: "وصل الدفع إلى صندوق {shop}. يمكنك إغلاق هذه الصفحة.",
  pendingTitle: "ما زال البنك يعالج الدفع",
  pending: "يرجى الانتظار لحظة عند الصندوق. لن يُخصم المبلغ مرتين.",
  closedTitle: "أُغلقت هذه الصفحة",
  closed: "لم يعد الدفع ممكنًا هنا، ولم يُخصم شيء عبرها. يرجى السؤال عند الصندوق.",
  unsureTitle: "لحظة من فضلك",
  unsure: "تعذّر سؤال Stripe الآن. لا تدفع مرة أخرى قبل أن يخبرك الصندوق.",
  again: "تحقق مرة أخرى",
  missingTitle: "لا توجد صفحة هنا",
  missing: "يرجى مسح الرمز عند الصندوق مرة أخرى.",
  needsScript: "تحتاج هذه الصفحة إلى JavaScript. يرجى السؤال عند الصندوق عن طريقة أخرى.",
};

const languages = { en, ja, ar } as const;
export type Language = keyof typeof languages;

const isLanguage = (code: string): code is Language => Object.hasOwn(languages, code);

/** The first language of the browser's that the page speaks (RFC 9110, 12.5.4); English else. */
export function languageOf(acceptLanguage: string): Language {
  const wanted = acceptLanguage
    .slice(0, 500)
    .split(",")
    .map((part, at) => {
      const [tag = "", quality = "q=1"] = part.trim().split(";");
      return { code: tag.slice(0, 2).toLowerCase(), share: Number(quality.trim().slice(2)), at };
    })
    .filter(({ share }) => share > 0)
    .toSorted((a, b) => b.share - a.share || a.at - b.at);
  return wanted.map(({ code }) => code).find(isLanguage) ?? "en";
}

export const wordsOf = (language: Language): PageWords => languages[language];
export const directionOf = (language: Language) => (language === "ar" ? "rtl" : "ltr");
