/* Times of the person's own clock, written like those of the server: 24 hours, Latin digits, day before month. */
function reader() {
  const language = document.documentElement.lang || "en";
  return language === "en" ? "en-GB" : language;
}

export function timeOf(date) {
  return new Intl.DateTimeFormat(reader(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23", numberingSystem: "latn" })
    .format(date);
}

export function dayAndTimeOf(date) {
  return new Intl.DateTimeFormat(reader(), { dateStyle: "long", timeStyle: "short", hourCycle: "h23", numberingSystem: "latn" })
    .format(date);
}
