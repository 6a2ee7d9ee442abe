/* What has not reached the server is kept on this computer, one entry for each page of a draft. */
const PREFIX = "clearinghouse-draft:";
const KEPT_DAYS = 60;

/**
 * The entry that one page writes. `key` names draft and person, `page` the page; `storage` is like localStorage.
 * about: what whoever lists it needs: { title, address, send }.
 */
export function outbox(key, storage, { page = "", about = {}, now = Date.now } = {}) {
  const name = nameOf(key, page);
  return {
    /** Keep `body`; made: { version, step }, from what and as which sending it goes. isAsked: a person must decide first. */
    keep(body, { version, step, isAsked = false }) {
      return write(storage, name, { ...about, key, page, body, version, step, isAsked, at: now(), isSubmitted: false });
    },
    read() {
      return parsed(storage, name);
    },
    /** The form was sent the ordinary way; whether it arrived, the server knows by page and step. */
    markSubmitted() {
      const entry = parsed(storage, name);
      if (entry) write(storage, name, { ...entry, isSubmitted: true });
    },
    forget() {
      storage.removeItem(name);
    },
  };
}

/** Every entry that `wanted` says yes to, the oldest first. */
export function entries(storage, wanted = () => true) {
  const found = names(storage).map((name) => parsed(storage, name)).filter((entry) => entry?.key && wanted(entry));
  return found.sort((one, other) => one.at - other.at);
}

/** Drop an entry, unless its page has written another since. */
export function forgetEntry(storage, entry) {
  const name = nameOf(entry.key, entry.page);
  if (parsed(storage, name)?.at === entry.at) storage.removeItem(name);
}

/** Drop entries of drafts nobody came back to. */
export function forgetOld(storage, now = Date.now()) {
  for (const name of names(storage)) {
    const entry = parsed(storage, name);
    if (!entry || now - entry.at > KEPT_DAYS * 86_400_000) storage.removeItem(name);
  }
}

/** Drop every entry, or those of one draft. */
export function forgetAll(storage, key = "") {
  for (const name of names(storage)) if (!key || parsed(storage, name)?.key === key) storage.removeItem(name);
}

/** What to do with `entry` on opening the draft, whose form holds `body`: "forget", "send" or "ask". */
export function advice(entry, body) {
  if (sameAnswers(entry.body, body)) return "forget";
  return entry.isAsked ? "ask" : "send";
}

/* The server numbers rows afresh, trims, and drops what is empty; that is no change to anybody. */
function sameAnswers(one, other) {
  return answersIn(one) === answersIn(other);
}

function answersIn(body) {
  return [...new URLSearchParams(body)]
    .filter(([name]) => !name.endsWith(".rowkey"))
    .map(([name, value]) => [name.replace(/\.\d+(?=\.|$)/g, ".#"), value.trim()])
    .filter(([, value]) => value)
    .map((pair) => JSON.stringify(pair))
    .sort()
    .join();
}

function nameOf(key, page) {
  return `${PREFIX}${key}#${page}`;
}

function names(storage) {
  return Array.from({ length: storage.length }, (_, n) => storage.key(n)).filter((name) => name.startsWith(PREFIX));
}

function write(storage, name, entry) {
  try {
    storage.setItem(name, JSON.stringify(entry));
    return true;
  } catch {
    return false; // full, or forbidden in a private window
  }
}

function parsed(storage, name) {
  try {
    return JSON.parse(storage.getItem(name));
  } catch {
    return null;
  }
}
