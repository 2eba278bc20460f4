import {
  CircleQuestionMark,
  CircleUserRound,
  FileText,
  Moon,
  ReceiptText,
  Sun,
} from "lucide-react";
import { goTo, showHelp } from "../actions/navigate.ts";
import type { RegisterView } from "../../contract/views.ts";
import { toggleTheme, useSettings } from "../store/settings-store.ts";
import { BrandMark } from "./brand-mark.tsx";
import { KeyCap } from "./key-cap.tsx";
import { RestartBanner } from "./restart-banner.tsx";
import { StatusStrip } from "./status-strip.tsx";
import { t } from "../i18n/t.ts";

type Props = Readonly<{ view: RegisterView; hasLinks: boolean }>;

/** Who, where, and what is true of the till right now. The same on every screen. */
export function TopBar({ view, hasLinks }: Props) {
  return (
    <header className="bar">
      <div className="shop">
        <BrandMark />
        <span>{view.shop.name}</span>
      </div>
      <div className="who">
        <CircleUserRound className="small" aria-hidden="true" />
        {view.seat.clerk?.name ?? t("frame.locked")}
        <span className="divider" />
        <span className="register">{view.registerName}</span>
      </div>
      <span className="grow" />
      {hasLinks && <Links />}
      <HelpButton />
      <ThemeButton />
      <StatusStrip />
      <RestartBanner />
    </header>
  );
}

function Links() {
  return (
    <nav aria-label={t("frame.sections")}>
      <button type="button" aria-keyshortcuts="Alt+2" onClick={() => goTo("sales")}>
        <ReceiptText className="small" aria-hidden="true" />
        {t("frame.sales")}
        <KeyCap name="Alt 2" />
      </button>
      <button type="button" aria-keyshortcuts="Alt+3" onClick={() => goTo("reports")}>
        <FileText className="small" aria-hidden="true" />
        {t("frame.xReport")}
        <KeyCap name="Alt 3" />
      </button>
    </nav>
  );
}

/** The keys of this screen, for a finger, too. */
function HelpButton() {
  return (
    <button
      type="button"
      className="theme"
      aria-label={t("help.title")}
      aria-keyshortcuts="F1"
      onClick={showHelp}
    >
      <CircleQuestionMark className="small" aria-hidden="true" />
      <KeyCap name="F1" />
    </button>
  );
}

function ThemeButton() {
  const theme = useSettings((state) => state.worn);
  const Icon = theme === "dark" ? Sun : Moon;
  return (
    <button
      type="button"
      className="theme"
      aria-label={theme === "dark" ? t("frame.light") : t("frame.dark")}
      aria-keyshortcuts="Alt+0"
      onClick={toggleTheme}
    >
      <Icon className="small" aria-hidden="true" />
      <KeyCap name="Alt 0" />
    </button>
  );
}
