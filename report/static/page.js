// Keys j and k walk through the list; o and Enter open, as on any link. Times get the reader's own zone beside them.
// The page works without any of this.
"use strict";

const isTyping = (target) => target.closest("input, select, textarea, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const links = [...document.querySelectorAll("[data-step] [data-step-target]")];
  const here = links.findIndex((link) => link.closest("[data-step]").contains(document.activeElement));
  const next = { j: here + 1, k: here === -1 ? -1 : here - 1 }[event.key];
  if (next !== undefined && links[next]) {
    links[next].focus();
    links[next].closest("[data-step]").scrollIntoView({ block: "nearest" });
  } else if (event.key === "o" && links[here]) {
    links[here].click();
  }
});

const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const isElsewhere = new Date().getTimezoneOffset() !== 0;

if (isElsewhere) {
  for (const time of document.querySelectorAll("time[datetime]")) {
    time.title = `${local.format(new Date(time.dateTime))} in your time zone`;
  }
  for (const span of document.querySelectorAll(".page-head .window")) {
    const [from, to] = [new Date(span.dataset.from), new Date(span.dataset.to)];
    const beside = document.createElement("span");
    beside.className = "local";
    beside.textContent = ` (${local.format(from)} to ${clock.format(to)} in your time zone)`;
    span.append(beside);
  }
}
