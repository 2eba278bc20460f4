import { I18nProvider } from "react-aria-components";
import { useShallow } from "zustand/react/shallow";
import type { RegisterView } from "../contract/views.ts";
import { goTo, scanAnywhere } from "./actions/navigate.ts";
import { lockTill } from "./actions/people.ts";
import { ApprovalDialog } from "./components/approval-dialog.tsx";
import { HelpDialog } from "./components/help-dialog.tsx";
import { LoadingScreen } from "./components/loading-screen.tsx";
import { ExplainDialog } from "./components/explain-dialog.tsx";
import { ReceiptDialog } from "./components/receipt-dialog.tsx";
import { RiskDialog } from "./components/risk-dialog.tsx";
import { TopBar } from "./components/top-bar.tsx";
import { UnrealFrame } from "./components/unreal-frame.tsx";
import { locale } from "./format/locale.ts";
import { ScreenKeyboard } from "./keyboard/screen-keyboard.tsx";
import { withheld } from "./keys/bound-keys.ts";
import { keepFocus } from "./keys/keep-focus.ts";
import { useKeys } from "./keys/use-keys.ts";
import { useScanner } from "./keys/use-scanner.ts";
import { useTypingGoesToSearch } from "./keys/use-typing.ts";
import { ChangeScreen } from "./screens/change/change-screen.tsx";
import { CreditScreen } from "./screens/credit/credit-screen.tsx";
import { HoldsScreen } from "./screens/credit/holds-screen.tsx";
import { CorrectionDialog } from "./screens/correct/correction-dialog.tsx";
import { DrawerScreen } from "./screens/day/drawer-screen.tsx";
import { ZReportsScreen } from "./screens/day/z-reports-screen.tsx";
import { NoCardsScreen } from "./screens/payment/no-cards-screen.tsx";
import { PaymentScreen } from "./screens/payment/payment-screen.tsx";
import { ReadersScreen } from "./screens/readers/readers-screen.tsx";
import { LockScreen } from "./screens/people/lock-screen.tsx";
import { PeopleScreen } from "./screens/people/people-screen.tsx";
import { ReportsScreen } from "./screens/reports/reports-screen.tsx";
import { SaleScreen } from "./screens/sale/sale-screen.tsx";
import { SalesScreen } from "./screens/sales/sales-screen.tsx";
import { SettingsScreen } from "./screens/settings/settings-screen.tsx";
import { TenderScreen } from "./screens/tender/tender-screen.tsx";
import { useRegister } from "./store/register-store.ts";
import { toggleTheme } from "./store/settings-store.ts";
import { backOffice, useUi, type BackOffice } from "./store/ui-store.ts";

/** The till window. */
export function App() {
  const view = useRegister((state) => state.view);
  return (
    <I18nProvider locale={locale}>
      {screenOf(view)}
      <HelpDialog />
      <ScreenKeyboard />
    </I18nProvider>
  );
}

function screenOf(view: RegisterView | null) {
  if (view === null) return <LoadingScreen />;
  return view.seat.clerk === null ? <LockScreen view={view} /> : <Till view={view} />;
}

function Till({ view }: Readonly<{ view: RegisterView }>) {
  const place = useUi((state) => state.place);
  useScanner(scan);
  useTypingGoesToSearch();
  useKeys({
    "Alt+1": () => goTo("sale"),
    "Alt+2": () => goTo("sales"),
    "Alt+3": () => goTo("reports"),
    "Alt+4": () => goTo("drawer"),
    "Alt+5": () => goTo("people"),
    "Alt+6": () => goTo("readers"),
    "Alt+G": () => goTo("credit"),
    "Alt+S": () => goTo("settings"),
    "Alt+0": toggleTheme,
    F8: () => void lockTill(),
    F11: () => goTo("drawer"),
    // The browser's own meaning of these keys would leave the till.
    F5: withheld,
    F12: withheld,
  });
  const app = (
    <div className="app" onMouseDown={keepFocus}>
      <TopBar view={view} hasLinks={!(backOffice as readonly string[]).includes(place)} />
      <Screen view={view} />
      <ReceiptDialog shop={view.shop} />
      <ExplainDialog />
      <RiskDialog />
      <CorrectionDialog shop={view.shop} />
      <ApprovalDialog />
    </div>
  );
  return <UnrealFrame view={view}>{app}</UnrealFrame>;
}

function Screen({ view }: Readonly<{ view: RegisterView }>) {
  const { place, paid, paying } = useUi(
    useShallow((state) => ({ place: state.place, paid: state.paid, paying: state.paying })),
  );
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
    default:
      return <BackOfficeScreen view={view} place={place} />;
  }
}

function BackOfficeScreen({ view, place }: Readonly<{ view: RegisterView; place: BackOffice }>) {
  switch (place) {
    case "sales":
      return <SalesScreen view={view} />;
    case "reports":
      return <ReportsScreen view={view} />;
    case "readers":
      return <ReadersScreen view={view} />;
    case "z-reports":
      return <ZReportsScreen view={view} />;
    case "drawer":
      return <DrawerScreen view={view} />;
    case "people":
      return <PeopleScreen view={view} />;
    case "settings":
      return <SettingsScreen />;
    case "credit":
      return <CreditScreen view={view} />;
    case "holds":
      return <HoldsScreen view={view} />;
  }
}

function scan(code: string): void {
  void scanAnywhere(code);
}
