/* What has not reached the server is kept on this computer, one entry per draft. */
const PREFIX = "clearinghouse-draft:";
const KEPT_DAYS = 60;

/** The entry of one draft. `key` names draft and person; `storage` is like localStorage. */
export function outbox(key, storage, now = Date.now) {
  const name = PREFIX + key;
  return {
    /** Keep `body`, written over server version `version`; false if the computer refuses. */
    keep(body, version) {
      return write(storage, name, { body, version, at: now(), isSubmitted: false });
    },
    read() {
      return parsed(storage, name);
    },
    /** The form was sent the ordinary way; whether it arrived shows in the version of the next page. */
    markSubmitted() {
      const entry = parsed(storage, name);
      if (entry) write(storage, name, { ...entry, isSubmitted: true });
    },
    forget() {
      storage.removeItem(name);
    },
  };
}

/** Drop entries of drafts nobody came back to. */
export function forgetOld(storage, now = Date.now()) {
  for (const name of names(storage)) {
    const entry = parsed(storage, name);
    if (!entry || now - entry.at > KEPT_DAYS * 86_400_000) storage.removeItem(name);
  }
}

export function forgetAll(storage) {
  for (const name of names(storage)) storage.removeItem(name);
}

/** What to do with `entry` on opening the draft: "nothing", "forget", "send" or "ask". */
export function advice(entry, { body, version }) {
  if (!entry) return "nothing";
  if (sameAnswers(entry.body, body)) return "forget";
  if (entry.version === version) return "send";
  return entry.isSubmitted ? "forget" : "ask";
}

/* The server numbers rows afresh, trims, and drops what is empty; that is no change to anybody. */
function sameAnswers(one, other) {
  return answersIn(one) === answersIn(other);
}

function answersIn(body) {
  return [...new URLSearchParams(body)]
    .map(([name, value]) => [name.replace(/\.\d+(?=\.|$)/g, ".#"), value.trim()])
    .filter(([, value]) => value)
    .map((pair) => JSON.stringify(pair))
    .sort()
    .join();
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
