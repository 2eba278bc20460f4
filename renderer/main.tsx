import "./zod-without-eval.ts";
import "@fontsource-variable/instrument-sans/standard.css";
import "@fontsource-variable/geist-mono/index.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/bar.css";
import "./styles/ticket.css";
import "./styles/ticket-foot.css";
import "./styles/ticket-wide.css";
import "./styles/search.css";
import "./styles/work.css";
import "./styles/entry.css";
import "./styles/selling.css";
import "./styles/cash.css";
import "./styles/region.css";
import "./styles/change.css";
import "./styles/payment.css";
import "./styles/payment-parts.css";
import "./styles/payment-sizes.css";
import "./styles/qr.css";
import "./styles/link.css";
import "./styles/lanes.css";
import "./styles/status.css";
import "./styles/office.css";
import "./styles/page.css";
import "./styles/receipt.css";
import "./styles/proof.css";
import "./styles/refund.css";
import "./styles/certificate.css";
import "./styles/help.css";
import "./styles/readers.css";
import "./styles/day.css";
import "./styles/people.css";
import "./styles/settings.css";
import "./styles/right-to-left.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { assert } from "../contract/assert.ts";
import { App } from "./app.tsx";
import { CrashScreen } from "./components/crash-screen.tsx";
import { wearLanguage } from "./i18n/wear-language.ts";
import { followRegister } from "./store/follow-register.ts";
import { followSounds } from "./sounds/follow-sounds.ts";
import { followSettings } from "./store/settings-store.ts";
import { chooseTransport } from "./transports/choose-transport.ts";

const element = document.getElementById("root");
assert(element, "index.html has a root");

const root = createRoot(element, {
  // React has taken the broken screen away by now; a screen that says so takes its place.
  onUncaughtError: (error) => {
    console.error(error);
    const message = error instanceof Error ? error.message : String(error);
    queueMicrotask(() => {
      root.render(<CrashScreen message={message} />);
    });
  },
});

wearLanguage();
followSettings();
followSounds();
followRegister(chooseTransport(window));
root.render(
  <StrictMode>
    <App />
  </StrictMode>,
);
