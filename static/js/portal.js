// Small comforts; every page works without them.

// A menu closes when Escape is pressed or something else is.
const menus = () => document.querySelectorAll("details.site-menu[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

// Wrong input: the summary is read first.
document.querySelector(".error-summary")?.focus();

// The rail of a phone shows where one is.
document.querySelector(".rail [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// Filters are open on wide screens and wait folded on narrow ones.
if (matchMedia("(max-width: 59.99rem)").matches) {
  for (const filters of document.querySelectorAll("details.filters[open]")) filters.open = false;
}

// Days: the strokes write themselves while eight digits are typed.
document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.matches("input[data-day]") || event.inputType?.startsWith("delete")) return;
  if (/^(\d{2}|\d{2}\/\d{2})$/.test(field.value)) field.value += "/";
  const digits = field.value.match(/^(\d{2})(\d{2})(\d{4})$/);
  if (digits) field.value = digits.slice(1).join("/");
});

// Two presses on the same button within three seconds are one.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 3000);
});
