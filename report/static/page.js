// Keys j and k walk through the list; o and Enter open, as on any link; r marks as seen; ? shows them. Times get the reader's own zone beside them.
// The page works without any of this.
"use strict";

const isTyping = (target) => target.closest("input, select, textarea, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const links = [...document.querySelectorAll("[data-step] [data-step-target]")];
  const here = links.findIndex((link) => link.closest("[data-step]").contains(document.activeElement));
  const next = { j: here + 1, k: here === -1 ? -1 : here - 1 }[event.key];
  if (next !== undefined && links[next]) {
    links[next].focus();
    links[next].closest("[data-step]").scrollIntoView({ block: "nearest" });
  } else if (event.key === "o" && links[here]) {
    links[here].click();
  } else if (event.key === "r" && !event.repeat) {
    const entry = links[here]?.closest("[data-step]") ?? (links.length === 0 ? document : null);
    entry?.querySelector("[data-mark-seen]")?.click();
  } else if (event.key === "?") {
    showKeys();
  }
});

const keys = document.getElementById("keys");
const showKeys = () => keys?.showModal();

for (const button of document.querySelectorAll("[data-open-keys]")) {
  button.hidden = false;
  button.addEventListener("click", showKeys);
}

const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const brief = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-CA", { dateStyle: "short" });

const isElsewhere = (at) => at.getTimezoneOffset() !== 0;

const putBeside = (node, text) => {
  const beside = document.createElement("span");
  beside.className = "local";
  beside.textContent = ` (${text})`;
  node.append(beside);
};

// The day is said again only where it is another one there.
for (const time of document.querySelectorAll("time[datetime]")) {
  const at = new Date(time.dateTime);
  if (!isElsewhere(at)) continue;
  const isSameDay = day.format(at) === at.toISOString().slice(0, 10);
  time.title = `${local.format(at)} in your time zone`;
  putBeside(time, (isSameDay ? clock : brief).format(at));
}
for (const span of document.querySelectorAll(".window")) {
  const [from, to] = [new Date(span.dataset.from), new Date(span.dataset.to)];
  if (!isElsewhere(to)) continue;
  const isOneDay = day.format(from) === day.format(to);
  putBeside(span, `${local.format(from)} to ${(isOneDay ? clock : local).format(to)} in your time zone`);
}
const zones = document.querySelector("[data-zone]");
if (zones && isElsewhere(new Date())) {
  zones.textContent = `, with your own time zone’s (${Intl.DateTimeFormat().resolvedOptions().timeZone}) in brackets`;
}
