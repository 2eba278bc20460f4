/** The sale's search, by which keys that belong to no field find it. */
export const SEARCH_ID = "search";
