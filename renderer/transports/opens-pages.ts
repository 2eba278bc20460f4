/** Whether another page can be opened from here: a browser's tab can, the desktop window stays alone. */
export function opensPages(page: object): boolean {
  return !("till" in page);
}
