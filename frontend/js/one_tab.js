/* One tab writes in a draft: the one that was opened last. The others hand over and say so. */

/** `handOver` is called once, when another tab opens the draft; from then on this one waits. */
export function oneTab(form, notice, handOver) {
  if (!globalThis.BroadcastChannel || !notice) return;
  const channel = new BroadcastChannel(`clearinghouse-draft:${form.dataset.draftKey}`);
  channel.addEventListener("message", async () => {
    if (form.inert) return;
    form.inert = true;
    notice.hidden = false;
    notice.focus();
    await handOver();
  });
  notice.querySelector("[data-go-on]").addEventListener("click", () => location.reload());
  channel.postMessage("opened");
}
