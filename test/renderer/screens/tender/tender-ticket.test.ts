import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { money } from "../../../../contract/money.ts";
import { TenderTicket } from "../../../../renderer/screens/tender/tender-ticket.tsx";
import { eur, saleOf } from "../../support/fake-till.ts";

const left = money(358, eur);
const sale = { ...saleOf("sale_1"), total: left, left, cashLeft: money(360, eur) };

function stillToPay(isCash: boolean): string | undefined {
  const markup = renderToStaticMarkup(createElement(TenderTicket, { sale, isCash }));
  return /<output[^>]*>(.*?)<\/output>/.exec(markup)?.[1];
}

test("cash rounds what is still to be paid; store credit and cards take the exact amount", () => {
  expect(stillToPay(true)).toContain("3.60");
  expect(stillToPay(false)).toContain("3.58");
});
