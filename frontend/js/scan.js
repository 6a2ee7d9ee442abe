/* Scanning: a code before the camera, or in a picture, is put into a field and its form sent. Nothing else leaves the page. */
import { hasLight, openCamera, problemOf, switchLight, whenGone } from "./camera.js";
import { codeReader } from "./codes.js";
import { firstLine } from "./watching.js";

export function scan(box) {
  const part = (name) => box.querySelector(`[data-scan-${name}]`);
  const dialog = box.querySelector("dialog");
  const [opener, video, light, picture] = ["open", "video", "light", "picture"].map(part);
  const field = document.getElementById(box.dataset.scan);
  let using = new AbortController();

  /* Where it is seen: what lies behind an open dialog is neither shown nor spoken. */
  function say(name) {
    const sentence = box.querySelector(`[data-says="${name}"]`);
    const place = dialog.open ? part("said") : part("outcome");
    place.textContent = sentence.textContent;
    place.classList.toggle("problem", sentence.hasAttribute("data-problem"));
    place.scrollIntoView({ block: "nearest" });
  }

  /* At once: the event of closing comes a little later. */
  function shut() {
    using.abort();
    dialog.close();
  }

  function take(line) {
    shut();
    field.value = line;
    say("read");
    field.form.requestSubmit();
  }

  function failed(problem) {
    using.abort();
    part("again").hidden = false;
    say(problem);
  }

  async function begin() {
    using = new AbortController();
    const { signal } = using;
    part("outcome").textContent = "";
    part("view").hidden = false;
    part("again").hidden = true;
    if (dialog.open) part("close").focus();
    else dialog.showModal();
    say("starting");
    signal.addEventListener("abort", () => {
      video.srcObject = null;
      part("view").hidden = light.hidden = true;
    });
    try {
      const [stream, read] = await Promise.all([openCamera(signal), codeReader()]);
      if (document.hidden) shut(); // left while the browser was still asking
      if (!signal.aborted) await show(stream);
      const line = await firstLine(video, { read, signal, advise: () => say("advice") });
      if (line) take(line);
    } catch (error) {
      if (!signal.aborted) failed(problemOf(error));
    }
  }

  async function show(stream) {
    whenGone(stream, () => failed("busy"));
    video.srcObject = stream;
    light.hidden = !hasLight(stream);
    light.setAttribute("aria-pressed", "false");
    await video.play();
    say("looking");
  }

  async function lookAt(file) {
    say("reading");
    const image = await createImageBitmap(file).catch(() => null);
    if (!image) return say("unreadable");
    try {
      const line = await (await codeReader())(image, { isStill: true });
      if (line) take(line);
      else say("nothing");
    } catch {
      say("failed");
    }
    return image.close();
  }

  opener.addEventListener("click", begin);
  dialog.addEventListener("cancel", () => using.abort());
  dialog.addEventListener("close", () => {
    using.abort();
    opener.focus();
  });
  part("close").addEventListener("click", shut);
  part("again").addEventListener("click", begin);
  light.addEventListener("click", async () => {
    const isOn = light.getAttribute("aria-pressed") !== "true";
    await switchLight(video.srcObject, isOn).then(() => light.setAttribute("aria-pressed", isOn), () => { light.hidden = true; });
  });
  for (const button of box.querySelectorAll("[data-scan-choose]")) button.addEventListener("click", () => picture.click());
  picture.addEventListener("change", () => {
    if (picture.files.length) lookAt(picture.files[0]);
    picture.value = "";
  });
  // The browser's own question may hide the page on some telephones; only a camera that is on is switched off.
  const left = () => video.srcObject && shut();
  document.addEventListener("visibilitychange", () => document.hidden && left());
  window.addEventListener("pagehide", () => {
    left();
    part("outcome").textContent = ""; // seen again when somebody comes back
  });

  opener.hidden = !navigator.mediaDevices?.getUserMedia;
  box.hidden = false;
}

for (const box of document.querySelectorAll("[data-scan]")) scan(box);
