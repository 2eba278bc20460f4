/** What the till's page and the reader's page in its frame say to each other, and all of it. */
export const ARE_YOU_THERE = "tillside: is the reader's page there?";
export const I_AM_HERE = "tillside: the reader's page is here";
