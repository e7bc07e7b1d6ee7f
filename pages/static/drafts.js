// What is typed into a form with data-drafts is kept while it is typed; text blocks go straight into their field.

const PAUSE = 1000;
const waiting = new Map();

const keep = (form) => {
  const fields = waiting.get(form);
  if (!fields?.size) return;
  waiting.delete(form);
  const body = new URLSearchParams({ csrf: form.elements.csrf.value });
  for (const field of fields) body.set(field.dataset.draft, field.value || " ");
  fetch(form.dataset.drafts, { method: "POST", body, keepalive: true })
    .then((answer) => answer.ok || noteAll(form, fields))
    .catch(() => noteAll(form, fields));
};

// A draft that could not be kept is kept with the next one.
const noteAll = (form, fields) => fields.forEach((field) => note(form, field));

const note = (form, field) => {
  if (!waiting.has(form)) waiting.set(form, new Set());
  waiting.get(form).add(field);
};

const typed = (field) => {
  const form = field.closest("form[data-drafts]");
  if (!form || !field.dataset.draft) return;
  note(form, field);
  clearTimeout(form.keeping);
  form.keeping = setTimeout(() => keep(form), PAUSE);
};

document.addEventListener("input", (event) => typed(event.target));
document.addEventListener("submit", (event) => {
  clearTimeout(event.target.keeping);
  waiting.delete(event.target);
});
document.addEventListener("click", (event) => {
  const block = event.target.closest("button[data-insert]");
  const field = block && document.getElementById(block.dataset.into);
  if (!field) return;
  event.preventDefault();
  field.value = [field.value.trim(), block.dataset.insert].filter(Boolean).join("\n\n");
  field.focus();
  typed(field);
});
addEventListener("pagehide", () => [...waiting.keys()].forEach(keep));
