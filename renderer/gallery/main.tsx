import "../zod-without-eval.ts";
import "../styles/screens.ts";
import "./gallery.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { assert } from "../../contract/assert.ts";
import { wearLanguage } from "../i18n/wear-language.ts";
import { Gallery } from "./gallery.tsx";

/** The design system on one page, for who works on it. No register is asked, and none is shown. */
const element = document.getElementById("root");
assert(element, "index.html has a root");

wearLanguage();
createRoot(element).render(
  <StrictMode>
    <Gallery />
  </StrictMode>,
);
