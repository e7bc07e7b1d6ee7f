// The desk by keyboard, and news without disturbing: every key presses a link or a button that is there anyway.

const list = document.querySelector("[data-rows]");
const rows = list ? [...list.querySelectorAll("[data-row]")] : [];
const PAUSE = 5000;
const PLACES = { o: "", Enter: "", t: "#golongan", a: "#jawab" };
const REMEMBERED = "aduan-row";

// --- keys -----------------------------------------------------------------------------------------------------------

let current = -1;

const switchedOff = () => document.querySelector("[data-keys='off']") !== null;
const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

const mark = (index, { focus = true } = {}) => {
  if (!rows.length) return;
  rows[current]?.removeAttribute("aria-current");
  current = Math.max(0, Math.min(index, rows.length - 1));
  rows[current].setAttribute("aria-current", "true");
  sessionStorage.setItem(REMEMBERED, rows[current].dataset.row);
  if (!focus) return;
  rows[current].querySelector("[data-open]").focus({ preventScroll: true });
  rows[current].scrollIntoView({ block: "nearest" });
};

const openRow = (key) => {
  if (current < 0) return false;
  location.href = rows[current].querySelector("[data-open]").href + PLACES[key];
  return true;
};

// An element with data-key is what its key presses: a link, a button, a summary, or a field that gets the cursor.
const press = (key) => {
  const found = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!found || found.disabled) return false;
  if (found.matches("input, textarea, select")) found.focus();
  else if (found.hash && found.pathname === location.pathname) reach(found);
  else found.click();
  if (found.matches("summary") && found.parentElement.open) enter(found.parentElement);
  return true;
};

const FIELDS = "textarea, select, input:not([type=hidden]), button";
const enter = (place) => place?.querySelector(FIELDS)?.focus();

// A link within the page takes the cursor into the form it leads to.
const reach = (link) => {
  link.click();
  enter(document.getElementById(link.hash.slice(1)));
};

const search = () => {
  const field = document.getElementById("cari");
  field?.focus();
  field?.select();
  return Boolean(field);
};

const obey = (key) => {
  if (key === "j") return mark(current + 1), rows.length > 0;
  if (key === "k") return mark(current < 0 ? 0 : current - 1), rows.length > 0;
  if (key === "/") return search();
  return press(key) || (key in PLACES && key !== "Enter" && openRow(key));
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (event.key === "Enter" && event.ctrlKey) return event.target.closest("form[data-hurry]")?.requestSubmit();
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || switchedOff()) return;
  if (obey(event.key)) event.preventDefault();
});

// The row one came from keeps its bar; nothing takes the focus by itself.
const before = rows.findIndex((row) => row.dataset.row === sessionStorage.getItem(REMEMBERED));
if (before >= 0) mark(before, { focus: false });
list?.addEventListener("focusin", (event) => {
  const row = rows.indexOf(event.target.closest("[data-row]"));
  if (row >= 0 && row !== current) mark(row, { focus: false });
});

// --- filters: without the button, where there is a script ---------------------------------------------------------------

for (const form of document.querySelectorAll("[data-filters]")) {
  form.addEventListener("change", () => form.requestSubmit());
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (!field.value) field.disabled = true;
  });
  form.querySelector("button")?.classList.add("unseen");
}
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("[data-filters] :disabled")) field.disabled = false;
});

// --- news: asked for quietly, shown only when pressed --------------------------------------------------------------------

const news = document.querySelector("[data-news]");
let etag = "";

const ask = async () => {
  const address = new URL(news.dataset.news, location);
  address.searchParams.set("since", news.dataset.since);
  const headers = { "x-quiet": "1", accept: "application/json" };
  if (etag) headers["if-none-match"] = etag;
  const answer = await fetch(address, { headers, cache: "no-store", redirect: "error" });
  if (answer.status !== 200) return;
  etag = answer.headers.get("etag") ?? "";
  const { new: many, most, present } = await answer.json();
  tell(many, most);
  showPresent(present);
};

// Who looks at a case now stands in its row; no voice reads it out, for it comes and goes.
const showPresent = (present) => {
  for (const place of document.querySelectorAll("[data-present]")) {
    const names = present[place.dataset.present] ?? [];
    place.textContent = names.length ? `dibuka ${names.join(", ")}` : "";
    place.hidden = !names.length;
  }
};

const tell = (many, most) => {
  const link = news.querySelector("a");
  const words = many ? `${many >= most ? `${most}+` : many} baru` : "";
  const place = link.querySelector("[data-many]");
  if (place.textContent !== words) place.textContent = words;
  link.hidden = !many;
};

const keepAsking = async () => {
  if (!document.hidden) await ask().catch(() => {});
  setTimeout(keepAsking, PAUSE);
};

if (news) setTimeout(keepAsking, PAUSE);

// --- presence: an open case says so, and hears who else is there ----------------------------------------------------------

const here = document.querySelector("[data-here]");

const beat = async () => {
  const body = new URLSearchParams({ csrf: here.dataset.csrf });
  const answer = await fetch(here.dataset.here, { method: "POST", body, headers: { "x-quiet": "1" }, redirect: "error" });
  if (answer.status !== 200) return;
  const { present } = await answer.json();
  const words = present.length ? `Sedang dibuka juga oleh ${present.join(", ")}.` : "";
  if (here.textContent !== words) here.textContent = words;
  here.hidden = !words;
};

const keepBeating = async () => {
  if (!document.hidden) await beat().catch(() => {});
  setTimeout(keepBeating, Number(here.dataset.every) * 1000);
};

if (here) {
  setTimeout(keepBeating, Number(here.dataset.every) * 1000);
  addEventListener("pagehide", () => {
    navigator.sendBeacon(here.dataset.here, new URLSearchParams({ csrf: here.dataset.csrf, gone: "1" }));
  });
}
