// Ticking rows of a list: one tick for the whole page, and the count and sum said aloud.

const money = new Intl.NumberFormat("vi-VN");

for (const form of document.querySelectorAll("form[data-selection]")) {
  const ticks = [...form.querySelectorAll('tbody input[type="checkbox"]')];
  const count = form.querySelector("[data-selection-count]");
  const all = form.querySelector("[data-select-all]");
  if (!ticks.length || !count) continue;

  const say = () => {
    const chosen = ticks.filter((tick) => tick.checked);
    const sum = chosen.reduce((total, tick) => total + Number(tick.dataset.amount), 0);
    count.textContent = `${chosen.length} ${form.dataset.words}, ${money.format(sum)} đ`;
    all.querySelector("input").checked = chosen.length === ticks.length;
  };

  all.hidden = false;
  all.addEventListener("change", (event) => {
    for (const tick of ticks) tick.checked = event.target.checked;
    say();
  });
  form.addEventListener("change", say);
  say();
}
