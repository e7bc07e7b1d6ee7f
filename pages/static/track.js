// The square on a receipt leads here with number and code behind the #, which no server sees: they go into the form,
// out of the address, and are sent as if typed.

const form = document.querySelector("form[data-track]");
const [number, code] = decodeURIComponent(location.hash.slice(1)).split(".");

if (form && number && code) {
  history.replaceState(null, "", location.pathname);
  form.elements.number.value = number;
  form.elements.code.value = code;
  form.requestSubmit();
}
