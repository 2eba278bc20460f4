import { languages } from "./languages.ts";

const STORAGE_KEY = "tillside-language";
const FALLBACK = "en";

/**
 * The language of this page, for as long as it is loaded: texts are read once, where they are
 * written. The clerk's own choice first, then the system's, then English.
 */
export const language: string = chosen() ?? system() ?? FALLBACK;

/** Loads the page again in another language; the sale is a row of the register's. */
export function chooseLanguage(code: string): void {
  localStorage.setItem(STORAGE_KEY, code);
  window.location.reload();
}

/** As the till is read from now on, where this page has its language. */
export function followLanguage(code: string): void {
  if (known(code) !== undefined && code !== language) chooseLanguage(code);
}

function known(code: string | null | undefined): string | undefined {
  return code != null && Object.hasOwn(languages, code) ? code : undefined;
}

function chosen(): string | undefined {
  return typeof localStorage === "undefined" ? undefined : known(localStorage.getItem(STORAGE_KEY));
}

function system(): string | undefined {
  if (typeof window === "undefined") return undefined;
  return window.navigator.languages.map((tag) => known(tag.split("-")[0])).find(Boolean);
}
