/* What the behaviours of the editor take from the page that loads them (see later.js): given once, before they start. */
export const shell = { announceAdded() {}, showToast() {} };
