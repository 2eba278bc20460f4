/** The id behind a field that the client may have had opened; nobody's where there is none. */
export function idOf(link: string | { id: string } | null | undefined): string {
  if (typeof link === "string") return link;
  return link?.id ?? "";
}
