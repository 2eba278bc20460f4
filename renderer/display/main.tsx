import "@fontsource-variable/instrument-sans/standard.css";
import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/qr.css";
import "./display.css";
import "./display-panel.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { assert } from "../../contract/assert.ts";
import { wearLanguage } from "../i18n/wear-language.ts";
import { followSettings } from "../store/settings-store.ts";
import { CustomerDisplay } from "./customer-display.tsx";
import { followSale } from "./display-store.ts";

/** The customer's display: another page, which draws what it hears and has no word of its own. */
const element = document.getElementById("root");
assert(element, "index.html has a root");

wearLanguage();
followSettings();
followSale(window);
createRoot(element).render(
  <StrictMode>
    <CustomerDisplay />
  </StrictMode>,
);
