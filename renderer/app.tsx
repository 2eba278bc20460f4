import { I18nProvider } from "react-aria-components";
import type { MouseEvent } from "react";
import type { RegisterView } from "../contract/views.ts";
import { goTo, scanAnywhere } from "./actions/navigate.ts";
import { DemoFrame } from "./components/demo-frame.tsx";
import { LoadingScreen } from "./components/loading-screen.tsx";
import { ReceiptDialog } from "./components/receipt-dialog.tsx";
import { TopBar } from "./components/top-bar.tsx";
import { locale } from "./format/locale.ts";
import { useKeys } from "./keys/use-keys.ts";
import { useScanner } from "./keys/use-scanner.ts";
import { useTypingGoesToSearch } from "./keys/use-typing.ts";
import { ChangeScreen } from "./screens/change/change-screen.tsx";
import { NoCardsScreen } from "./screens/payment/no-cards-screen.tsx";
import { PaymentScreen } from "./screens/payment/payment-screen.tsx";
import { ReadersScreen } from "./screens/readers/readers-screen.tsx";
import { ReportsScreen } from "./screens/reports/reports-screen.tsx";
import { SaleScreen } from "./screens/sale/sale-screen.tsx";
import { SalesScreen } from "./screens/sales/sales-screen.tsx";
import { TenderScreen } from "./screens/tender/tender-screen.tsx";
import { useRegister } from "./store/register-store.ts";
import { toggleTheme } from "./store/theme-store.ts";
import { useUi, type Place } from "./store/ui-store.ts";

/** The till window. */
export function App() {
  const view = useRegister((state) => state.view);
  return (
    <I18nProvider locale={locale}>{view ? <Till view={view} /> : <LoadingScreen />}</I18nProvider>
  );
}

function Till({ view }: Readonly<{ view: RegisterView }>) {
  const place = useUi((state) => state.place);
  useScanner(scan);
  useTypingGoesToSearch();
  useKeys({
    "Alt+1": () => goTo("sale"),
    "Alt+2": () => goTo("sales"),
    "Alt+3": () => goTo("reports"),
    "Alt+4": () => goTo("readers"),
    "Alt+0": toggleTheme,
    // The browser's own meaning of these keys would leave the till.
    F5: () => undefined,
    F12: () => undefined,
  });
  const app = (
    <div className="app" onMouseDown={keepFocus}>
      <TopBar view={view} hasLinks={!hasRail(place)} />
      <Screen view={view} />
      <ReceiptDialog shop={view.shop} />
    </div>
  );
  return view.mode === "demo" ? <DemoFrame>{app}</DemoFrame> : app;
}

function Screen({ view }: Readonly<{ view: RegisterView }>) {
  const { place, paid, paying } = useUi();
  if (hasRail(place)) return <Office place={place} view={view} />;
  switch (place) {
    case "sale":
      return <SaleScreen view={view} />;
    case "tender":
      return <TenderScreen view={view} />;
    case "change":
      return paid && <ChangeScreen receipt={paid} shop={view.shop} />;
    case "payment":
      return paying ? <PaymentScreen view={view} paying={paying} /> : <SaleScreen view={view} />;
    case "no-cards":
      return <NoCardsScreen view={view} />;
  }
}

type OfficePlace = Extract<Place, "sales" | "reports" | "readers">;

function Office({ place, view }: Readonly<{ place: OfficePlace; view: RegisterView }>) {
  switch (place) {
    case "sales":
      return <SalesScreen view={view} />;
    case "reports":
      return <ReportsScreen view={view} />;
    case "readers":
      return <ReadersScreen view={view} />;
  }
}

/** These screens lead to each other by their rail. */
function hasRail(place: Place): place is OfficePlace {
  return place === "sales" || place === "reports" || place === "readers";
}

function scan(code: string): void {
  void scanAnywhere(code);
}

/** A pointer's press leaves the focus where typing goes on; Tab still reaches every button. */
function keepFocus(event: MouseEvent): void {
  if (event.target instanceof Element && event.target.closest("button")) event.preventDefault();
}
