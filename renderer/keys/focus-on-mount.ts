/** A ref that moves the focus to a region as it appears, so that readers start where the work is. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}
