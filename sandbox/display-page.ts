/** The customer's display, on the till's own origin: it says nothing, and hears what customers may. */
export const DISPLAY_PAGE = "/display/index.html";
