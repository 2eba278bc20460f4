import { create } from "zustand";

export type Theme = "light" | "dark";

const STORAGE_KEY = "tillside-theme";

export const useTheme = create<Readonly<{ theme: Theme }>>()(() => ({ theme: "light" }));

/** Begins with the clerk's own choice, else with the system's, and follows the system until then. */
export function followTheme(): void {
  const systemDark = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => localStorage.getItem(STORAGE_KEY);
  const read = (): Theme => {
    const stored = chosen();
    if (stored === "light" || stored === "dark") return stored;
    return systemDark.matches ? "dark" : "light";
  };
  wear(read());
  systemDark.addEventListener("change", () => {
    wear(read());
  });
}

export function toggleTheme(): void {
  const theme = useTheme.getState().theme === "dark" ? "light" : "dark";
  localStorage.setItem(STORAGE_KEY, theme);
  wear(theme);
}

function wear(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
  useTheme.setState({ theme });
}
