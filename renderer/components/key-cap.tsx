import { CornerDownLeft } from "lucide-react";

/**
 * The key of an action, drawn on its button by the style sheet: it is no part of the button's name.
 * Screen readers hear it from aria-keyshortcuts.
 */
export function KeyCap({ name }: Readonly<{ name: string }>) {
  if (name !== "Enter") return <kbd aria-hidden="true" data-key={name} />;
  return (
    <kbd aria-hidden="true">
      <CornerDownLeft />
    </kbd>
  );
}
